import { readNoteWords } from '../../coaching/notes/create-note.ts';
import { correctNote, type NoteCorrection } from '../../coaching/notes/correct-note.ts';
import { linkNote, sessionsForNote } from '../../coaching/notes/link-note.ts';
import { noteToHandle, ownNote } from '../../coaching/notes/note-access.ts';
import { noteSharedWith } from '../../coaching/notes/share-note.ts';
import { noteWhenUnread } from '../../coaching/notes/note-errors.ts';
import { notePriorities, noteTypes, type QuickNote } from '../../coaching/notes/quick-note.ts';
import { readNoteTime } from '../../coaching/notes/read-note-time.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Form } from '../../messages/message.ts';
import { momentOf } from '../../messages/views/moment.ts';
import {
  noteAddressForm,
  noteChangeForm,
  noteFormView,
  noteLinkForm,
  noSession,
} from '../../messages/views/note-forms.ts';
import { noteAskForm } from '../../messages/views/note-shared.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { addressFromForm } from './note-actions.ts';
import { noteCardOf, showNote } from './note-cards.ts';
import { askAboutNote } from './note-sharing.ts';
import type { NoteTurnDeps } from './note-turn-deps.ts';

const { quickNotes: say } = words;
type NoteFormId = 'note.change' | 'note.address' | 'note.link' | 'note.ask';
type Values = Readonly<Record<string, string>>;

const nothingWrong = () => Promise.resolve<Record<string, string>>({});

/** Forms about one note: opened by a button, or sent where the platform cannot open one. */
export function createNoteFormTurns(deps: NoteTurnDeps): {
  actions: Pick<ActionHandlers, NoteFormId>;
  forms: Pick<FormHandlers, NoteFormId>;
  queries: FormQueries;
} {
  const open: Record<NoteFormId, (actor: Actor, context: string) => Promise<Form>> = {
    'note.change': async (actor, context) =>
      noteChangeForm(await ownNote(deps, actor, versioned(context).noteId), actor.timezone),
    'note.address': async (actor, noteId) => noteAddressForm((await noteToHandle(deps, actor, noteId)).id),
    'note.link': async (actor, noteId) => {
      const { note, sessions } = await sessionsForNote(deps, actor, noteId);
      if (sessions.length === 0 && note.linkedSessionId === undefined) {
        const { subject } = await noteCardOf(deps, actor, note);
        throw new AppError({
          code: 'NOTE_010',
          message: 'there is no session that the note could be kept for',
          userMessage: say.noSessions(subject),
        });
      }
      return noteLinkForm(note, sessions);
    },
    'note.ask': async (actor, noteId) => {
      const note = await noteSharedWith(deps, actor, noteId);
      return noteAskForm(note.id, (await noteCardOf(deps, actor, note)).author);
    },
  };
  const sending = (form: NoteFormId) =>
    refusing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      await reply.sendPrivately(noteFormView(await open[form](actor, turn.value)));
    });
  const saving = (save: (context: ContextOf<'form'>) => Promise<{ note: QuickNote; said: string }>) =>
    refusing(async (context: ContextOf<'form'>) => {
      const { note, said } = await save(context);
      await context.reply.sendPrivately(await showNote(deps, context.actor, note, said), {
        subject: { type: 'quick_note', id: note.id },
      });
    });
  return {
    actions: {
      'note.change': sending('note.change'),
      'note.address': sending('note.address'),
      'note.link': sending('note.link'),
      'note.ask': sending('note.ask'),
    },
    forms: {
      'note.change': saving(async ({ actor, turn, event }) => {
        const { noteId, version } = versioned(turn.context);
        const note = await ownNote(deps, actor, noteId);
        const { subject } = await noteCardOf(deps, actor, note);
        const change = { noteId, surface: turn.platform, again: event.attempts > 1 };
        const correction = correctionOf(deps, actor, note, turn.values);
        const changed = await correctNote(
          deps,
          actor,
          { ...change, expected: version, aboutName: subject },
          correction,
        );
        return { note: changed, said: say.said.corrected };
      }),
      'note.address': saving(async (context) => ({
        note: await addressFromForm(deps, context),
        said: say.said.addressed,
      })),
      'note.link': saving(async ({ actor, turn, event }) => {
        const { session = '' } = turn.values;
        const sessionId = session === '' || session === noSession ? undefined : session;
        const note = await linkNote(deps, actor, {
          noteId: turn.context,
          sessionId,
          surface: turn.platform,
          again: event.attempts > 1,
        });
        return { note, said: sessionId === undefined ? say.said.unlinked : say.said.linked };
      }),
      'note.ask': refusing((context) => askAboutNote(deps, context)),
    },
    queries: {
      'note.change': {
        open: open['note.change'],
        validate: async (actor, context, values) => {
          const note = await ownNote(deps, actor, versioned(context).noteId);
          if (values['words'] !== undefined && values['words'].trim() === '')
            return { words: say.writeWords };
          return isReadable(deps, actor, note, values) ? {} : { when: noteWhenUnread().userMessage ?? '' };
        },
      },
      'note.address': { open: open['note.address'], validate: nothingWrong },
      'note.link': { open: open['note.link'], validate: nothingWrong },
      'note.ask': {
        open: open['note.ask'],
        validate: (_actor, _context, values) =>
          Promise.resolve<Record<string, string>>(
            (values['question'] ?? '').trim() === '' ? { question: say.share.askMissing } : {},
          ),
      },
    },
  };
}

/** The note that a form is about, and the version that it was filled in for. */
function versioned(context: string): { noteId: string; version: number } {
  const [noteId = '', version = ''] = context.split(':');
  return { noteId, version: Number(version) || 0 };
}

function whenOf(
  { clock, dates }: Pick<NoteTurnDeps, 'clock' | 'dates'>,
  { timezone }: Actor,
  note: QuickNote,
  values: Values,
): Date | undefined {
  const typed = (values['when'] ?? '').trim();
  return typed === '' || typed === momentOf(note.occurredAt, timezone)
    ? note.occurredAt
    : readNoteTime(typed, { now: clock.now(), timezone, dates });
}

const isReadable = (...of: Parameters<typeof whenOf>): boolean => whenOf(...of) !== undefined;

/** @throws AppError NOTE_002, NOTE_011 */
function correctionOf(
  deps: Pick<NoteTurnDeps, 'clock' | 'dates'>,
  actor: Actor,
  note: QuickNote,
  values: Values,
): NoteCorrection {
  const occurredAt = whenOf(deps, actor, note, values);
  if (occurredAt === undefined) throw noteWhenUnread();
  const orNull = (name: string): string | null => {
    const value = (values[name] ?? '').trim();
    return value === '' || value === 'none' ? null : value;
  };
  const typed = values['words'];
  const reworded =
    typed === undefined || typed.trim() === note.content ? undefined : readNoteWords(typed, '');
  return {
    type: noteTypes.find((type) => type === values['type']) ?? note.type,
    category: orNull('category'),
    subcategory: orNull('subcategory'),
    priority: notePriorities.find((priority) => priority === values['priority']) ?? note.priority,
    requiresFollowUp: values['followUp'] === undefined ? note.requiresFollowUp : values['followUp'] === 'yes',
    callId: orNull('callId'),
    customerId: orNull('customerId'),
    occurredAt,
    ...(reworded === undefined
      ? {}
      : {
          content: reworded.content,
          ...(reworded.tags.length === 0 ? {} : { tags: [...new Set([...note.tags, ...reworded.tags])] }),
        }),
  };
}
