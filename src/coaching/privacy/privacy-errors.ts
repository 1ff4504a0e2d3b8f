import { AppError } from '../../shared/errors.ts';

/** Without an admin nobody could let anybody in again. */
export const lastAdmin = (): AppError =>
  new AppError({
    code: 'PRIVACY_001',
    message: 'the only admin asked to be deleted',
    userMessage:
      'This is the only admin of the organisation, and without one nobody could look after it. Make somebody else an admin first, then ask again.',
  });

export const notAnAdmin = (): AppError =>
  new AppError({
    code: 'PRIVACY_002',
    message: 'somebody who is no admin asked to delete another person',
    userMessage:
      'Only an admin can delete somebody else. You can delete yourself: say “delete me” to the assistant.',
  });

export const chatOnly = (): AppError =>
  new AppError({
    code: 'PRIVACY_003',
    message: 'an export of a person’s own data was asked for on the command line, outside the demo',
    userMessage:
      'Conversations are never opened from the command line. The person gets the file in their direct message: “export my data”.',
  });

export const notConfirmed = (): AppError =>
  new AppError({
    code: 'PRIVACY_004',
    message: 'a deletion was not confirmed',
    userMessage: 'Nothing was deleted: please type the two words “delete me” to confirm.',
  });

export const tooLarge = (): AppError =>
  new AppError({
    code: 'PRIVACY_005',
    message: 'an export of a person’s own data is larger than a chat takes',
    userMessage:
      'Your data is more than a chat takes as one file (20 MB). Please ask your admin, who can have it brought to you.',
  });
