import { AppError } from '../../shared/errors.ts';

export const talkNotFound = (): AppError =>
  new AppError({
    code: 'TALK_001',
    message: 'no such talk of this person',
    userMessage: 'I don’t have that talk any more. Say **coach me** to begin another.',
  });

export const talkMovedOn = (): AppError =>
  new AppError({
    code: 'TALK_002',
    message: 'the talk is past that point',
    userMessage:
      'Our talk has moved on since. Answer my newest question, or say **coach me** to begin another.',
  });
