import { AppError } from '../../shared/errors.ts';

/** The same whether somebody leads a team that is not the reader's to see, or none at all. */
export const notYourTeam = (): AppError =>
  new AppError({
    code: 'DIGEST_001',
    message: 'the reader does not lead this team',
    userMessage:
      'I show a digest only to those who lead the team, and to admins. Ask for your own: “my team digest”.',
  });

export const leaderUnknown = (): AppError =>
  new AppError({
    code: 'DIGEST_002',
    message: 'nobody, or several people, are called that',
    userMessage:
      'I could not tell whose team you mean. Write the leader’s full name, such as “digest @Elena Kowalczyk”.',
  });
