import { AppError } from '../../shared/errors.ts';
import type { Actor, User } from '../people/user.ts';
import { classifyNote } from './classify-note.ts';
import { requireMayWrite } from './note-access.ts';
import { recordNote, type NoteDeps } from './note-deps.ts';
import { noteLimits, type NoteType, type QuickNote } from './quick-note.ts';
import { readNoteTime } from './read-note-time.ts';

export interface NewNoteInput {
  subject: User;
  words: string;
  /** Chosen by hand: goes before what the words say. */
  type?: NoteType;
  /** Where the words were taken from: an https address. */
  sourceUrl?: string;
  /** When they were said, where they were taken from a message; what they say about the time goes before. */
  saidAt?: Date;
  turnId: string;
  surface: string;
}

/** Words that fit a note, read. @throws AppError NOTE_002 no words, NOTE_003 too long */
export function readNoteWords(words: string, about: string) {
  const read = classifyNote(words);
  if (read.content === '') {
    throw new AppError({
      code: 'NOTE_002',
      message: 'A note without words.',
      userMessage: `What would you like to note about ${about}? For example: /note @${about} great empathy on the call #quality`,
    });
  }
  if (read.content.length > noteLimits.content) {
    throw new AppError({
      code: 'NOTE_003',
      message: 'A note over the length limit.',
      userMessage: `A note holds up to ${noteLimits.content.toLocaleString('en')} characters, and this one has ${read.content.length.toLocaleString('en')}. Please shorten it.`,
    });
  }
  return read;
}

/**
 * Stores a quick note: type, category, priority, call, customer and time are read from its words; private to the writer and
 * the writer's line. Idempotent by `turnId`.
 * @throws AppError NOTE_001 not entitled, NOTE_002 no words, NOTE_003 too long
 */
export async function createNote(deps: NoteDeps, author: Actor, input: NewNoteInput): Promise<QuickNote> {
  const { subject, turnId, sourceUrl, saidAt } = input;
  const { organizationId, timezone } = author;
  await requireMayWrite(deps.users, author, subject);
  const words = readNoteWords(input.words, subject.name);
  const now = deps.clock.now();
  const from = saidAt !== undefined && saidAt < now ? saidAt : now;
  const note = await deps.notes.create(
    {
      organizationId,
      authorId: author.id,
      subjectId: subject.id,
      occurredAt: readNoteTime(words.content, { now: from, timezone, dates: deps.dates }) ?? from,
      ...words,
      ...(input.type === undefined ? {} : { type: input.type }),
      ...(sourceUrl === undefined ? {} : { sourceUrl }),
    },
    turnId,
  );
  await recordNote(deps, author, 'create', { noteId: note.id, surface: input.surface });
  return note;
}
