import { AppError } from '../../shared/errors.ts';

/** The only place that makes this adapter's errors; each is listed in docs/error-codes.md. */

export const channelGone = (): AppError =>
  new AppError({
    code: 'LOCAL_UNREACHABLE',
    message: 'The channel is gone or has no members.',
    userMessage: 'That conversation is no longer there. Reload the page and choose another.',
  });

export const messageGone = (): AppError =>
  new AppError({
    code: 'LOCAL_NOT_FOUND',
    message: 'The message is gone or not visible to this person.',
    userMessage: 'That message is no longer there.',
  });

export const buttonGone = (): AppError =>
  new AppError({
    code: 'LOCAL_STALE_BUTTON',
    message: 'The pressed button is not on the stored card.',
    userMessage: 'That button is no longer there: the message has changed meanwhile.',
  });

export const notYours = (): AppError =>
  new AppError({
    code: 'LOCAL_NOT_YOURS',
    message: 'A person tried to change what somebody else wrote.',
    userMessage: 'You can change only what you wrote yourself.',
  });

export const unknownPerson = (): AppError =>
  new AppError({
    code: 'LOCAL_UNKNOWN_PERSON',
    message: 'The chosen person is not in the demo organisation.',
    userMessage: 'I don’t know that person here. Choose somebody from the list.',
  });

export const badRequest = (fields: string): AppError =>
  new AppError({
    code: 'LOCAL_BAD_REQUEST',
    message: `The page sent something unreadable: ${fields}`,
    userMessage: 'The page and the server do not fit together. Reload the page.',
  });

export const textTooLong = (limit: number): AppError =>
  new AppError({
    code: 'LOCAL_TOO_LONG',
    message: 'A typed message was longer than the limit.',
    userMessage: `A message may have up to ${limit.toLocaleString('en')} characters. Upload a longer text as a file.`,
  });

export const fileTooLarge = (): AppError =>
  new AppError({
    code: 'FILE_TOO_LARGE',
    message: 'The file is larger than 20 MB.',
    userMessage:
      'That file is larger than 20 MB. Please send a smaller one, for example the transcript as text.',
  });

export const fileGone = (): AppError =>
  new AppError({
    code: 'FILE_NOT_REACHABLE',
    message: 'The uploaded file is gone or not visible to this person.',
    userMessage: 'I can’t open that file any more. Please upload it again.',
  });

/** The inbox did not take the turn; the page tries again with the same id, so nothing happens twice. */
export const notTaken = (cause?: unknown): AppError =>
  new AppError({
    code: 'LOCAL_NOT_STORED',
    message: 'The turn could not be stored.',
    retry: 'later',
    userMessage: 'I couldn’t take that in just now. Nothing is lost: try again in a moment.',
    ...(cause === undefined ? {} : { cause }),
  });
