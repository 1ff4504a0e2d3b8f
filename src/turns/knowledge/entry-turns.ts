import { checkEntry, type EntryInput } from '../../coaching/knowledge/entries/check-entry.ts';
import { entryGone, entryStale } from '../../coaching/knowledge/entries/entry-errors.ts';
import { entryHistory } from '../../coaching/knowledge/entries/entry-history.ts';
import { listEntries } from '../../coaching/knowledge/entries/list-entries.ts';
import { restoreEntry } from '../../coaching/knowledge/entries/restore-entry.ts';
import { retireEntry } from '../../coaching/knowledge/entries/retire-entry.ts';
import { saveEntry, type EntryDeps } from '../../coaching/knowledge/entries/save-entry.ts';
import type { KnowledgeEntry } from '../../coaching/knowledge/entries/entry.ts';
import { requireKnowledgeAdmin } from '../../coaching/knowledge/admins-only.ts';
import type { DocumentRepository } from '../../coaching/knowledge/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { entryHistoryView, entryRetiredView, entrySavedView } from '../../messages/views/entry-change.ts';
import { entryForm, entryFormView } from '../../messages/views/entry-form.ts';
import { entryListView } from '../../messages/views/entry-list.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import type { TurnContext } from '../turn-context.ts';
import { refusing } from './refusing.ts';

export interface EntryTurnDeps extends EntryDeps {
  documents: Pick<DocumentRepository, 'list'>;
  users: Pick<UserRepository, 'list'>;
  clock: Clock;
}

/** Ids and numbers that a button or form carries, joined with colons. @throws AppError TURN_004 */
function partsOf(value: string, numbers: number): { id: string; numbers: number[] } {
  const [id = '', ...rest] = value.split(':');
  const parsed = rest.map(Number);
  if (/^[0-9a-f-]{36}$/.test(id) && parsed.length === numbers && parsed.every(Number.isInteger))
    return { id, numbers: parsed };
  throw new AppError({
    code: 'TURN_004',
    message: 'A button with a value that is no entry.',
    userMessage: words.outOfDate,
  });
}

/** The entry that a form edits, at the version that its admin saw; undefined: a new one. */
function editedBy(context: string): { id: string; expectedVersion: number } | undefined {
  if (context === '') return undefined;
  const {
    id,
    numbers: [expectedVersion = 0],
  } = partsOf(context, 1);
  return { id, expectedVersion };
}

const inputOf = (values: Readonly<Record<string, string>>): EntryInput => ({
  title: values['title'] ?? '',
  content: values['content'] ?? '',
  category: values['category'] ?? '',
  contentType: values['contentType'] ?? '',
  access: values['access'] ?? '',
  tags: values['tags'] ?? '',
});

async function openForm(deps: EntryTurnDeps, actor: Actor, context: string) {
  requireKnowledgeAdmin(actor);
  const edited = editedBy(context);
  if (edited === undefined) return entryForm();
  const { entry } = await entryHistory(deps, actor, edited.id);
  return entryForm(entry);
}

async function showSaved(
  deps: EntryTurnDeps,
  { actor, reply }: TurnContext,
  entry: KnowledgeEntry,
  seen: number | undefined,
): Promise<void> {
  const { versions } = await entryHistory(deps, actor, entry.id);
  await reply.sendPrivately(entrySavedView(entry, versions, seen));
}

/** `/entries words`: the curated entries, for admins. */
export function createEntriesCommand(deps: EntryTurnDeps): Command {
  return {
    usage: 'words',
    description: 'Coaching patterns, example responses and guidelines (admins)',
    run: refusing(async ({ actor, reply, turn }) => {
      const query = queryOf(turn.text);
      await reply.sendPrivately(entryListView(await listEntries(deps, actor, query), query));
    }),
  };
}

/** As much as a button can carry to the next page. */
const queryOf = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 100);

type EntryActionId =
  'entry.form' | 'entry.list' | 'entry.history' | 'entry.restore' | 'entry.retire' | 'entry.unretire';

export function createEntryActions(deps: EntryTurnDeps): Pick<ActionHandlers, EntryActionId> {
  const retire = (back: boolean) =>
    refusing<Parameters<ActionHandlers['entry.retire']>[0]>(async ({ actor, reply, turn }) => {
      const { id } = partsOf(turn.value, 0);
      await reply.sendPrivately(
        entryRetiredView(await retireEntry(deps, actor, { id, surface: turn.platform, back })),
      );
    });
  return {
    // Where the platform did not open the form by itself.
    'entry.form': refusing(async ({ actor, reply, turn }) => {
      await reply.sendPrivately(entryFormView(await openForm(deps, actor, turn.value)));
    }),
    'entry.list': refusing(async ({ actor, reply, turn }) => {
      const [, page = '0', query = ''] = /^(\d+) ?(.*)$/s.exec(turn.value) ?? [];
      const view = entryListView(await listEntries(deps, actor, query), query, Number(page));
      await reply.replace(turn.messageId, view);
    }),
    'entry.history': refusing(async ({ actor, reply, turn }) => {
      const { entry, versions } = await entryHistory(deps, actor, partsOf(turn.value, 0).id);
      const names = new Map((await deps.users.list(actor.organizationId)).map(({ id, name }) => [id, name]));
      await reply.sendPrivately(entryHistoryView(entry, versions, (id) => names.get(id)));
    }),
    'entry.restore': refusing(async (context) => {
      const {
        id,
        numbers: [version = 0, expectedVersion = 0],
      } = partsOf(context.turn.value, 2);
      const { id: turnId } = context.event;
      const surface = context.turn.platform;
      const input = { id, version, expectedVersion, turnId, surface };
      await showSaved(deps, context, await restoreEntry(deps, context.actor, input), expectedVersion);
    }),
    'entry.retire': retire(false),
    'entry.unretire': retire(true),
  };
}

export const createEntryForm = (deps: EntryTurnDeps): FormHandlers['entry.save'] =>
  refusing(async (context) => {
    const { actor, event, turn } = context;
    const edits = editedBy(turn.context);
    const entry = await saveEntry(deps, actor, inputOf(turn.values), {
      turnId: event.id,
      surface: turn.platform,
      ...(edits === undefined ? {} : { edits }),
    });
    await showSaved(deps, context, entry, edits?.expectedVersion);
  });

export const createEntryFormQueries = (deps: EntryTurnDeps): FormQueries => ({
  'entry.save': {
    open: (actor, context) => openForm(deps, actor, context),
    /** Said while the form is still open, so that nobody's words are lost. */
    async validate(actor, context, values) {
      requireKnowledgeAdmin(actor);
      const checked = checkEntry(inputOf(values));
      if (checked.kind === 'faulty') return checked.faults;
      const edits = editedBy(context);
      const entries = await deps.entries.list(actor.organizationId, { retiredToo: true });
      const entry = entries.find(({ id }) => id === edits?.id);
      if (edits !== undefined && entry === undefined) throw entryGone();
      if (entry !== undefined && edits !== undefined && entry.version !== edits.expectedVersion)
        return { content: entryStale(entry).userMessage ?? '' };
      const title = checked.fields.title.toLowerCase();
      const taken = entries.some(
        (other) =>
          other.id !== edits?.id && other.retiredAt === undefined && other.title.toLowerCase() === title,
      );
      return taken ? { title: 'Another entry has this title already.' } : {};
    },
  },
});
