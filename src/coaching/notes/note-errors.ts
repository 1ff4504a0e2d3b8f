import { AppError } from '../../shared/errors.ts';

export const noteNotAllowed = (userMessage: string): AppError =>
  new AppError({
    code: 'NOTE_001',
    message: 'The author may not write notes about this person.',
    userMessage,
  });

/** What somebody who may write no notes at all is told. */
export const notesAreForLeaders =
  'Quick notes are taken by leaders and coaches about the people in their line. To pass something on, tell your team leader.';

/** Not there, removed, or not theirs to read: the same words, so that nobody learns which. */
export const noteNotFound = (): AppError =>
  new AppError({
    code: 'NOTE_005',
    message: 'There is no such note, or it is not this person’s to read.',
    userMessage: 'That note is gone, or it is not yours to see. `/notes` shows those that are.',
  });

export const onlyItsAuthor = (): AppError =>
  new AppError({
    code: 'NOTE_006',
    message: 'Only the author may change or share a note.',
    userMessage:
      'Only the person who took this note can change or share it. You can mark it addressed or keep it for a 1:1.',
  });

export const changedMeanwhile = (): AppError =>
  new AppError({
    code: 'NOTE_007',
    message: 'The note was changed since the form was opened.',
    userMessage: 'This note was changed since you opened the form. Please open the form again.',
  });

export const wordsAreShared = (name = 'The person'): AppError =>
  new AppError({
    code: 'NOTE_008',
    message: 'A note that was shared can be neither reworded nor removed.',
    userMessage: `${name} can read this note since you shared it, so it stays, and its words stay as they are. You can still change its type, category and priority. To add something, take a new note.`,
  });

export const cannotReach = (name: string): AppError =>
  new AppError({
    code: 'NOTE_009',
    message: 'There is no direct message with the person the note is about.',
    userMessage: `I cannot write to ${name} yet, so nothing was shared. Once ${name} has opened a chat with me, press again.`,
  });

export const notASession = (): AppError =>
  new AppError({
    code: 'NOTE_010',
    message: 'The session is not one that the note can be kept for.',
    userMessage: 'I could not find that session any more. Please choose again.',
  });

export const noteWhenUnread = (): AppError =>
  new AppError({
    code: 'NOTE_011',
    message: 'The moment cannot be read, or is still to come.',
    userMessage:
      'When did it happen? For example: yesterday at 15:00, or 12 November. It cannot be later than now.',
  });

export const noteReasonTooLong = (field: string, limit: number): AppError =>
  new AppError({
    code: 'NOTE_003',
    message: 'A field of a note is over its length limit.',
    userMessage: `${field} holds up to ${limit.toLocaleString('en')} characters. Please shorten it.`,
  });
