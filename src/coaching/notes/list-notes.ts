import type { Audience } from '../access/audience.ts';
import { dayIn } from '../people/day-in.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { entitlesToNothing, recordEntitlement } from '../records/entitlement.ts';
import type { RecordStore } from '../records/ports.ts';
import type { NoteDeps } from './note-deps.ts';
import type { NoteFilter, NotePage } from './ports.ts';
import type { QuickNote } from './quick-note.ts';
import { readNoteQuery } from './read-note-query.ts';

export interface ListNotesDeps extends Pick<NoteDeps, 'notes' | 'clock' | 'dates'> {
  users: Pick<UserRepository, 'list' | 'findByIds'>;
  records: Pick<RecordStore, 'line'>;
}

/** A note with the names of those it is about; an account that is gone has none. */
export interface NamedNote {
  note: QuickNote;
  subject?: string;
  author?: string;
}

export type NoteListing =
  | (Omit<NotePage, 'notes'> & { kind: 'page'; notes: readonly NamedNote[]; filter: NoteFilter })
  | { kind: 'which-person'; name: string; candidates: readonly string[] }
  /** Those present may see no notes in common, whatever there is. */
  | { kind: 'not-here' };

export interface ListNotes {
  /** Everyone who will see the list: it holds what each of them may read. */
  audience: Audience;
  /** What is asked for, in plain words; default: all. */
  text?: string;
  /** Counts together with the words. */
  filter?: NoteFilter;
  after?: string;
  /** Default 8; of a search for words, which has no second page, 20. */
  limit?: number;
}

const notesAPage = 8;
const notesOfASearch = 20;
const longestText = 1_000;

/** Names of the people of some notes, by id. */
export async function namedNotes(
  users: Pick<UserRepository, 'findByIds'>,
  organizationId: string,
  notes: readonly QuickNote[],
): Promise<NamedNote[]> {
  const ids = [...new Set(notes.flatMap(({ subjectId, authorId }) => [subjectId, authorId]))];
  const found = ids.length === 0 ? [] : await users.findByIds(organizationId, ids);
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return notes.map((note) => {
    const [subject, author] = [names.get(note.subjectId), names.get(note.authorId)];
    return {
      note,
      ...(subject === undefined ? {} : { subject }),
      ...(author === undefined ? {} : { author }),
    };
  });
}

/** Agents take no notes: theirs are those that were shared with them. */
function ofTheirOwn({ id, role }: Actor, { authorIds, ...filter }: NoteFilter): NoteFilter {
  if (authorIds === undefined) return filter;
  return role === 'AGENT' && authorIds.includes(id)
    ? { ...filter, personIds: [id] }
    : { ...filter, authorIds };
}

/** Notes that everyone in an audience may read, by when they were observed, newest first. */
export async function listNotes(
  deps: ListNotesDeps,
  { audience, text = '', filter: given = {}, after, limit }: ListNotes,
): Promise<NoteListing> {
  const { actor } = audience;
  const { organizationId, timezone } = actor;
  const entitlement = recordEntitlement(audience, await deps.records.line(organizationId));
  if (entitlesToNothing(entitlement)) return { kind: 'not-here' };
  const asked = readNoteQuery(text.slice(0, longestText), {
    today: dayIn(deps.clock.now(), timezone),
    actor,
    people: text.trim() === '' ? [] : await deps.users.list(organizationId),
    dates: deps.dates,
  });
  if (asked.unclear !== undefined) {
    const { name, candidates } = asked.unclear;
    return { kind: 'which-person', name, candidates: candidates.map((user) => user.name) };
  }
  const filter = ofTheirOwn(actor, { ...given, ...asked.filter });
  const page = await deps.notes.list(entitlement, filter, {
    limit: limit ?? (filter.words === undefined ? notesAPage : notesOfASearch),
    ...(after === undefined ? {} : { after }),
  });
  return { ...page, kind: 'page', notes: await namedNotes(deps.users, organizationId, page.notes), filter };
}
