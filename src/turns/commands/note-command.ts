import { createNote, type NoteDeps } from '../../coaching/notes/create-note.ts';
import { noteTypes, type NoteType } from '../../coaching/notes/quick-note.ts';
import { undoNote } from '../../coaching/notes/undo-note.ts';
import { afterPerson, findPersonAtStart } from '../../coaching/people/find-person.ts';
import { belowOf } from '../../coaching/people/line.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import {
  noteCreatedView,
  noteForm,
  noteFormView,
  noteGoneView,
  noteUndoneView,
  noteWhoView,
} from '../../messages/views/note.ts';
import { AppError } from '../../shared/errors.ts';
import { labelOf } from '../place.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import type { Command } from './commands.ts';

export interface NoteCommandDeps extends NoteDeps {
  people: PeopleResolver;
}

/** The people an author may write notes about, by name; the same rule as `mayWriteNoteAbout`, for a whole list at once. */
export async function noteSubjects(deps: Pick<NoteDeps, 'users'>, author: Actor): Promise<User[]> {
  if (author.role === 'AGENT') return [];
  const people = await deps.users.list(author.organizationId);
  if (author.role !== 'ADMIN' && author.role !== 'COACH') return belowOf(people, author.id);
  return people.filter((person) => person.id !== author.id);
}

async function save(
  deps: NoteCommandDeps,
  context: TurnContext,
  input: { subject: User; words: string; type?: NoteType },
  publicPlace?: string,
): Promise<void> {
  const note = await createNote(deps, context.actor, {
    ...input,
    turnId: context.event.id,
    surface: context.turn.platform,
  });
  await context.reply.sendPrivately(noteCreatedView(note, input.subject.name, publicPlace), {
    subject: { type: 'quick_note', id: note.id },
  });
}

/** `/note @name what you noticed #tag`; without words a form. */
export function createNoteCommand(deps: NoteCommandDeps): Command {
  return {
    usage: '@name what you noticed #tag',
    description: 'Take a quick note about somebody in your line',
    async run(context) {
      const { turn, actor, reply } = context;
      const text = turn.text.trim();
      const people = await deps.users.list(actor.organizationId);
      const match = await subjectOf(deps, context, people);
      if (text === '' || match === 'form') {
        await sendForm(deps, context);
        return;
      }
      if (match.kind !== 'one') {
        const candidates = match.kind === 'several' ? match.candidates.map((user) => user.name) : [];
        await reply.sendPrivately(noteWhoView(candidates));
        return;
      }
      const publicPlace = turn.typedInPublic ? labelOf(turn.place) : undefined;
      await save(
        deps,
        context,
        { subject: match.user, words: afterPerson(text, match.matched) },
        publicPlace,
      );
    },
  };
}

async function subjectOf(deps: NoteCommandDeps, context: ContextOf<'command'>, people: readonly User[]) {
  const { turn, actor } = context;
  const text = turn.text.trim();
  if (text === '') return 'form' as const;
  const mention = turn.mentions.find(({ name }) => isMentionedAtStart(text, name));
  if (mention === undefined) return findPersonAtStart(text, people);
  const person = await deps.people.person(
    actor.organizationId,
    context.platform,
    context.target,
    mention.platformUserId,
  );
  // Never by name then: a guest called Priya is not our Priya.
  if (person.kind !== 'known') return { kind: 'none' as const };
  return { kind: 'one' as const, user: person.user, matched: mention.name };
}

/** Somebody mentioned further on is part of the words; the note is about whom it begins with. */
function isMentionedAtStart(text: string, name: string): boolean {
  return text.startsWith(`@${name}`) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length + 1));
}

/** A button that asks for the form, where the platform did not open it by itself. */
export const createNoteFormAction =
  (deps: NoteCommandDeps) =>
  (context: ContextOf<'action'>): Promise<void> =>
    sendForm(deps, context);

async function sendForm(deps: NoteCommandDeps, { actor, reply, event }: TurnContext): Promise<void> {
  const people = await noteSubjects(deps, actor);
  if (people.length === 0) {
    throw new AppError({
      code: 'NOTE_001',
      message: 'There is nobody whom the author may write notes about.',
      userMessage: 'Quick notes are taken by leaders and coaches about the people in their line.',
    });
  }
  await reply.sendPrivately(noteFormView(noteForm(people, event.id)));
}

/** The form of `/note` came back. */
export const createNoteForm =
  (deps: NoteCommandDeps) =>
  async (context: ContextOf<'form'>): Promise<void> => {
    const { values } = context.turn;
    const subject = await deps.users.findById(context.actor.organizationId, values['person'] ?? '');
    if (subject === undefined) {
      throw new AppError({
        code: 'NOTE_004',
        message: 'The person of the form is not in the organisation.',
        userMessage: 'I could not find that person any more. Please open the form again.',
      });
    }
    const type = noteTypes.find((candidate) => candidate === values['type']);
    await save(deps, context, {
      subject,
      words: values['words'] ?? '',
      ...(type === undefined ? {} : { type }),
    });
  };

/** The undo button under a note. */
export const createNoteUndo =
  (deps: NoteCommandDeps) =>
  async (context: ContextOf<'action'>): Promise<void> => {
    const { actor, turn, reply, event } = context;
    const undone = await undoNote(deps, actor, turn.value, turn.platform, event.attempts > 1);
    if (undone.kind === 'gone') {
      await reply.sendPrivately(noteGoneView());
      return;
    }
    const subject = await deps.users.findById(actor.organizationId, undone.note.subjectId);
    await reply.replace(turn.messageId, noteUndoneView(subject?.name ?? 'this person'));
  };
