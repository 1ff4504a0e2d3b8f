import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { classifyNote } from './classify-note.ts';
import type { QuickNoteRepository } from './ports.ts';
import type { NoteType, QuickNote } from './quick-note.ts';

export interface NoteDeps {
  notes: QuickNoteRepository;
  users: UserRepository;
  audit: AuditLog;
  clock: Clock;
}

export const maxNoteLength = 4_000;

/** Leaders write about the people below them, coaches and admins about anyone; nobody about themselves. */
async function mayWriteNoteAbout(users: UserRepository, author: Actor, subject: User): Promise<boolean> {
  if (author.id === subject.id || author.role === 'AGENT') return false;
  if (author.role === 'ADMIN' || author.role === 'COACH') return true;
  return (await users.lineAbove(author.organizationId, subject.id)).includes(author.id);
}

/**
 * Stores a quick note, typed and categorised from its words; private to the writer and the writer's line.
 * Idempotent by `turnId`.
 * @throws AppError NOTE_001 not entitled, NOTE_002 no words, NOTE_003 too long
 */
export async function createNote(
  deps: NoteDeps,
  author: Actor,
  input: { subject: User; words: string; type?: NoteType; turnId: string; surface: string },
): Promise<QuickNote> {
  const { subject, turnId } = input;
  const { organizationId } = author;
  if (!(await mayWriteNoteAbout(deps.users, author, subject))) {
    throw new AppError({
      code: 'NOTE_001',
      message: 'The author may not write notes about this person.',
      userMessage:
        author.id === subject.id
          ? 'A quick note is about somebody you lead or coach, not about yourself.'
          : author.role === 'AGENT'
            ? 'Quick notes are taken by leaders and coaches. To pass something on, tell your team leader.'
            : `You can take notes about the people in your line, and ${subject.name} is not in it.`,
    });
  }
  const words = classifyNote(input.words);
  if (words.content === '') {
    throw new AppError({
      code: 'NOTE_002',
      message: 'A note without words.',
      userMessage: `What would you like to note about ${subject.name}? For example: /note @${subject.name} great empathy on the call #quality`,
    });
  }
  if (words.content.length > maxNoteLength) {
    throw new AppError({
      code: 'NOTE_003',
      message: 'A note over the length limit.',
      userMessage: `A note holds up to ${maxNoteLength.toLocaleString('en')} characters, and this one has ${words.content.length.toLocaleString('en')}. Please shorten it.`,
    });
  }
  const note = await deps.notes.create(
    {
      organizationId,
      authorId: author.id,
      subjectId: subject.id,
      occurredAt: deps.clock.now(),
      ...words,
      ...(input.type === undefined ? {} : { type: input.type }),
    },
    turnId,
  );
  await deps.audit.record({
    organizationId,
    actorId: author.id,
    action: 'note.create',
    subjectType: 'quick_note',
    subjectId: note.id,
    surface: input.surface,
  });
  return note;
}
