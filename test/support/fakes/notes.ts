import type { LinkableSessions, OpenNotes, QuickNoteRepository } from '../../../src/coaching/notes/ports.ts';
import type { NotePatch, QuickNote } from '../../../src/coaching/notes/quick-note.ts';
import type { UserRepository } from '../../../src/coaching/people/ports.ts';
import type { RecordEntitlement } from '../../../src/coaching/records/entitlement.ts';
import type { RecordStore } from '../../../src/coaching/records/ports.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';

interface Stored {
  note: QuickNote;
  turnId: string;
  removedAt?: Date;
}

const mayRead = ({ authors, readers, shared }: RecordEntitlement, note: QuickNote): boolean => {
  const isShared = note.sharedAt !== undefined;
  if (authors.includes(note.authorId)) return isShared || !readers.includes(note.subjectId);
  return (
    isShared &&
    shared.some(
      ({ userId, authorId }) =>
        userId === note.subjectId && (authorId === undefined || authorId === note.authorId),
    )
  );
};

const newestFirst = (one: QuickNote, other: QuickNote): number =>
  other.occurredAt.getTime() - one.occurredAt.getTime() || (one.id < other.id ? -1 : 1);

/** Null takes away, undefined leaves. */
function patched(note: QuickNote, patch: NotePatch): QuickNote {
  const entries = Object.entries({ ...note, ...patch }).filter(([, value]) => value !== null);
  // What is left has the types of the note's own fields: null stands for absent in a patch alone.
  return Object.fromEntries(entries) as unknown as QuickNote;
}

/** Notes in memory. `test/contract` holds them to what PostgreSQL does. */
export function createFakeNotes(clock: Clock): QuickNoteRepository & OpenNotes {
  const stored = new Map<string, Stored>();
  const present = (organizationId: string): Stored[] =>
    [...stored.values()].filter(
      ({ note, removedAt }) => note.organizationId === organizationId && removedAt === undefined,
    );
  const here = (organizationId: string): QuickNote[] => present(organizationId).map(({ note }) => note);
  const own = (organizationId: string, id: string): Stored | undefined => {
    const found = stored.get(id);
    return found?.note.organizationId === organizationId ? found : undefined;
  };
  const change: QuickNoteRepository['change'] = async (organizationId, id, toPatch) => {
    await Promise.resolve();
    const found = own(organizationId, id);
    if (found === undefined || found.removedAt !== undefined) return undefined;
    const after = patched(found.note, toPatch(found.note));
    const changed = JSON.stringify(after) !== JSON.stringify(found.note);
    if (changed) found.note = { ...after, version: found.note.version + 1 };
    return { note: found.note, changed };
  };
  return {
    create(note, turnId) {
      const before = [...stored.values()].find(
        (other) => other.note.organizationId === note.organizationId && other.turnId === turnId,
      );
      const made = before ?? { note: { ...note, id: newId(), version: 1, createdAt: clock.now() }, turnId };
      stored.set(made.note.id, made);
      return Promise.resolve(made.note);
    },
    find(organizationId, id, { removedToo = false } = {}) {
      const found = own(organizationId, id);
      return Promise.resolve(removedToo || found?.removedAt === undefined ? found?.note : undefined);
    },
    change,
    remove(organizationId, id, at) {
      const found = own(organizationId, id);
      const may = found !== undefined && found.removedAt === undefined && found.note.sharedAt === undefined;
      if (may) found.removedAt = at;
      return Promise.resolve(may);
    },
    restore(organizationId, id) {
      const found = own(organizationId, id);
      const may = found?.removedAt !== undefined;
      if (may) delete found.removedAt;
      return Promise.resolve(may);
    },
    list(entitlement, filter, { limit, after }) {
      const fits = here(entitlement.organizationId)
        .filter((note) => mayRead(entitlement, note))
        .filter((note) => filter.personIds?.includes(note.subjectId) ?? true)
        .filter((note) => filter.authorIds?.includes(note.authorId) ?? true)
        .filter((note) => filter.types?.includes(note.type) ?? true)
        .filter((note) => filter.priority === undefined || filter.priority === note.priority)
        .filter(
          (note) =>
            filter.state === undefined || (filter.state === 'open') === (note.addressed === undefined),
        )
        .filter((note) => filter.followUp !== true || note.requiresFollowUp)
        .filter((note) => filter.shared !== true || note.sharedAt !== undefined)
        .filter((note) => filter.from === undefined || note.occurredAt >= filter.from)
        .filter((note) => filter.before === undefined || note.occurredAt < filter.before)
        .filter((note) => {
          const { content, category, subcategory, callId, customerId, tags } = note;
          const text = [content, category, subcategory, callId, customerId, ...tags].join(' ').toLowerCase();
          return (filter.words ?? []).every((word) => text.includes(word.toLowerCase()));
        })
        .sort(newestFirst);
      const last = after === undefined ? undefined : stored.get(after)?.note;
      const rest =
        after === undefined
          ? fits
          : last === undefined
            ? []
            : fits.filter((note) => note.id !== last.id && newestFirst(last, note) < 0);
      const notes = rest.slice(0, limit);
      const next = rest.length > limit ? notes.at(-1)?.id : undefined;
      return Promise.resolve({
        notes,
        total: rest.length === 0 ? 0 : fits.length,
        ...(next === undefined ? {} : { next }),
      });
    },
    listByAuthors: (organizationId, authorIds, limit) =>
      Promise.resolve(
        here(organizationId)
          .filter((note) => authorIds.includes(note.authorId))
          .reverse()
          .slice(0, limit),
      ),
    listAbout: (organizationId, subjectId, { from, before }, limit) =>
      Promise.resolve(
        here(organizationId)
          .filter((note) => note.subjectId === subjectId)
          .filter(({ occurredAt }) => occurredAt >= from && occurredAt < before)
          .sort(newestFirst)
          .slice(0, limit),
      ),
    openAbout(organizationId, subjectId, authorIds, limit) {
      const rank = ({ type, priority }: QuickNote): number =>
        (type === 'URGENT' ? 0 : 10) + ['HIGH', 'MEDIUM', 'LOW'].indexOf(priority);
      return Promise.resolve(
        here(organizationId)
          .filter((note) => note.subjectId === subjectId && authorIds.includes(note.authorId))
          .filter((note) => note.addressed === undefined)
          .sort((one, other) => rank(one) - rank(other) || newestFirst(one, other))
          .slice(0, limit),
      );
    },
    async addressIn(organizationId, sessionId, noteIds, { userId, at }) {
      for (const id of noteIds)
        await change(organizationId, id, ({ addressed }) =>
          addressed === undefined ? { linkedSessionId: sessionId, addressed: { at, by: userId } } : {},
        );
    },
  };
}

/** The line as the index of records sees it, and sessions that are said to be there. */
export function createFakeNoteParts(users: Pick<UserRepository, 'list'>): {
  records: Pick<RecordStore, 'line'>;
  linkable: LinkableSessions & { sessions: { id: string; title: string; date: string; leaderId: string }[] };
} {
  const sessions: { id: string; title: string; date: string; leaderId: string }[] = [];
  return {
    records: {
      line: async (organizationId) =>
        (await users.list(organizationId)).map(({ id, teamLeaderId, managerId }) => ({
          id,
          ...(teamLeaderId === undefined ? {} : { teamLeaderId }),
          ...(managerId === undefined ? {} : { managerId }),
        })),
    },
    linkable: {
      sessions,
      between: (_organizationId, _personId, leaderIds, { from, to }) =>
        Promise.resolve(
          sessions
            .filter(({ leaderId, date }) => leaderIds.includes(leaderId) && date >= from && date <= to)
            .map(({ id, title, date }) => ({ id, title, date })),
        ),
    },
  };
}
