import { createNote, type NewNoteInput } from '../../coaching/notes/create-note.ts';
import { notesAreForLeaders, noteNotAllowed } from '../../coaching/notes/note-errors.ts';
import { noteSubjects } from '../../coaching/notes/note-access.ts';
import { decodeNoteSource, type NoteSource } from '../../coaching/notes/note-source.ts';
import { noteLimits, noteTypes } from '../../coaching/notes/quick-note.ts';
import { afterPerson, findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import type { Form } from '../../messages/message.ts';
import { noteForm, noteFormView } from '../../messages/views/note-forms.ts';
import { noteCardView, noteWhoView } from '../../messages/views/note.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormPrefill, FormQueries } from '../forms.ts';
import { labelOf } from '../place.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { noteCardOf } from './note-cards.ts';
import type { NoteTurnDeps } from './note-turn-deps.ts';

const { quickNotes: say } = words;

async function save(
  deps: NoteTurnDeps,
  context: TurnContext,
  input: Omit<NewNoteInput, 'turnId' | 'surface'>,
  publicPlace?: string,
): Promise<void> {
  const note = await createNote(deps, context.actor, {
    ...input,
    turnId: context.event.id,
    surface: context.turn.platform,
  });
  const card = await noteCardOf(deps, context.actor, note);
  await context.reply.sendPrivately(
    noteCardView(card, { isNew: true, ...(publicPlace === undefined ? {} : { publicPlace }) }),
    { subject: { type: 'quick_note', id: note.id } },
  );
}

/** `/note @name what you noticed #tag`; without words a form. */
export function createNoteCommand(deps: NoteTurnDeps): Command {
  return {
    usage: '@name what you noticed #tag',
    description: say.command,
    async run(context) {
      const { turn, actor, reply } = context;
      const text = turn.text.trim();
      const people = await deps.users.list(actor.organizationId);
      const match = await subjectOf(deps, context, people);
      if (text === '' || match === 'form') {
        await sendNoteForm(deps, context);
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

async function subjectOf(deps: NoteTurnDeps, context: ContextOf<'command'>, people: readonly User[]) {
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

/** @throws AppError NOTE_001 for whoever may take no notes */
async function openNoteForm(
  deps: Pick<NoteTurnDeps, 'users'>,
  actor: Actor,
  context: string,
  { text, about }: FormPrefill = {},
): Promise<Form> {
  const people = await noteSubjects(deps.users, actor);
  if (people.length === 0) throw noteNotAllowed(notesAreForLeaders);
  // Whoever wrote the message is chosen only where a note about them may be taken.
  const chosen = people.find(({ id }) => id === about?.id);
  return noteForm(people, context, {
    ...(text === undefined ? {} : { text }),
    ...(chosen === undefined ? {} : { about: chosen }),
  });
}

/** Where the platform did not open the form by itself. */
export async function sendNoteForm(
  deps: NoteTurnDeps,
  { actor, reply }: Pick<TurnContext, 'actor' | 'reply'>,
): Promise<void> {
  await reply.sendPrivately(noteFormView(await openNoteForm(deps, actor, '')));
}

/** The form of `/note` and of "Save as note". */
export const createNoteFormQueries = (
  deps: Pick<NoteTurnDeps, 'users'>,
): Pick<Required<FormQueries>, 'note.create'> => ({
  'note.create': {
    open: (actor, context, prefill) => openNoteForm(deps, actor, context, prefill),
    validate: (_actor, _context, values) => {
      const typed = (values['words'] ?? '').trim();
      return Promise.resolve<Record<string, string>>({
        ...((values['person'] ?? '') === '' ? { person: say.choosePerson } : {}),
        ...(typed === '' ? { words: say.writeWords } : {}),
        ...(typed.length > noteLimits.content
          ? { words: say.tooLong(noteLimits.content.toLocaleString('en')) }
          : {}),
      });
    },
  },
});

/** The form came back. */
export const createNoteForm =
  (deps: NoteTurnDeps): FormHandlers['note.create'] =>
  async (context) => {
    const { values, context: carried } = context.turn;
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
      ...fromSource(decodeNoteSource(carried)),
      ...(type === undefined ? {} : { type }),
    });
  };

const fromSource = ({ url, saidAt }: NoteSource) => ({
  ...(url === undefined ? {} : { sourceUrl: url }),
  ...(saidAt === undefined ? {} : { saidAt }),
});
