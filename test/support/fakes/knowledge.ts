import { createHash } from 'node:crypto';
import { documentTypes } from '../../../src/coaching/knowledge/document.ts';
import type { KnowledgeDocument } from '../../../src/coaching/knowledge/document.ts';
import {
  sameFields,
  type EntryFields,
  type EntryVersion,
  type KnowledgeEntry,
} from '../../../src/coaching/knowledge/entries/entry.ts';
import type {
  EntryDocuments,
  EntryRepository,
  SavedEntry,
} from '../../../src/coaching/knowledge/entries/ports.ts';
import type { FeedbackRepository, Verdict } from '../../../src/coaching/knowledge/feedback/feedback.ts';
import type { GapRepository, KnowledgeGap } from '../../../src/coaching/knowledge/gaps/gap.ts';
import type { DocumentRepository } from '../../../src/coaching/knowledge/ports.ts';
import type { RagQuery, RagQueryRepository } from '../../../src/coaching/knowledge/rag-query.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { deterministicId } from '../../../src/shared/ids.ts';

type StoredGap = KnowledgeGap & { organizationId: string; resolved: boolean };
type StoredQuery = RagQuery & { feedback?: Verdict; gapId?: string };
type StoredVersion = EntryVersion & { turnId: string };

export interface FakeKnowledge {
  queries: RagQueryRepository & { recorded: StoredQuery[] };
  feedback: FeedbackRepository;
  /** The turn by the id of the message that answered it. */
  turnOf: Map<string, string>;
  gaps: GapRepository & { stored: Map<string, StoredGap> };
  entries: EntryRepository;
  entryDocuments: EntryDocuments;
  documents: Pick<DocumentRepository, 'list'>;
}

/** Questions, gaps, entries and their documents in memory. `test/contract` holds each to what PostgreSQL does. */
export function createFakeKnowledge(clock: Clock): FakeKnowledge {
  const recorded: StoredQuery[] = [];
  const gaps = new Map<string, StoredGap>();
  const turnOf = new Map<string, string>();
  /** Each change has an instant of its own, as in a database. */
  let changes = 0;
  const now = (): Date => {
    changes += 1;
    return new Date(clock.now().getTime() + changes);
  };
  const own = (organizationId: string, userId: string, turnId: string): StoredQuery | undefined =>
    recorded.find(
      (query) =>
        query.organizationId === organizationId && query.userId === userId && query.turnId === turnId,
    );
  const openGap = (id: string | undefined): StoredGap | undefined => {
    const gap = id === undefined ? undefined : gaps.get(id);
    return gap?.resolved === false ? gap : undefined;
  };

  const feedback: FeedbackRepository = {
    ownQuestion(organizationId, userId, turnId) {
      const query = own(organizationId, userId, turnId);
      if (query === undefined) return Promise.resolve(undefined);
      const [first] = query.citations;
      const gap = openGap(query.gapId);
      return Promise.resolve({
        query: query.query,
        ...(first?.document === undefined
          ? {}
          : { cited: { document: first.document, section: first.section ?? '' } }),
        ...(query.feedback === undefined ? {} : { feedback: query.feedback }),
        ...(gap === undefined ? {} : { gap: { id: gap.id, questionSent: gap.question !== undefined } }),
      });
    },
    give({ organizationId, userId, turnId, verdict, gap }) {
      const before = gaps.get(gap.id);
      let gapChanged = false;
      if (gap.kind === undefined) {
        gapChanged = before?.resolved === false && gaps.delete(gap.id);
      } else if (before === undefined) {
        gapChanged = true;
        const at = now();
        const { id, kind, cited } = gap;
        gaps.set(id, {
          id,
          kind,
          organizationId,
          resolved: false,
          createdAt: at,
          updatedAt: at,
          ...(cited === undefined ? {} : { cited }),
        });
      } else if (before.kind !== gap.kind || before.resolved) {
        gapChanged = true;
        gaps.set(gap.id, { ...before, kind: gap.kind, resolved: false, updatedAt: now() });
      }
      const query = own(organizationId, userId, turnId);
      if (query === undefined) return Promise.resolve(gapChanged || verdict === 'up');
      const changed = gapChanged || query.feedback !== verdict;
      query.feedback = verdict;
      delete query.gapId;
      if (gap.kind !== undefined) query.gapId = gap.id;
      return Promise.resolve(changed);
    },
    sendQuestion({ organizationId, userId, turnId, question }) {
      const gap = openGap(own(organizationId, userId, turnId)?.gapId);
      if (gap !== undefined) gaps.set(gap.id, { ...gap, question, updatedAt: now() });
      return Promise.resolve(gap !== undefined);
    },
    turnOfMessage: (_organizationId, _conversationKey, messageId) => Promise.resolve(turnOf.get(messageId)),
  };

  return {
    queries: {
      recorded,
      record(query) {
        recorded.push(query);
        return Promise.resolve(String(recorded.length));
      },
    },
    feedback,
    turnOf,
    gaps: {
      stored: gaps,
      listOpen: (organizationId, limit) =>
        Promise.resolve(
          [...gaps.values()]
            .filter((gap) => gap.organizationId === organizationId && !gap.resolved)
            .sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime())
            .slice(0, limit)
            .map(({ organizationId: _organization, resolved: _resolved, ...gap }) => gap),
        ),
      resolve(organizationId, gapId) {
        const latest = openGap(gapId);
        if (latest?.organizationId !== organizationId) return Promise.resolve(0);
        const group = [...gaps.values()].filter(
          (gap) =>
            gap.organizationId === organizationId &&
            !gap.resolved &&
            JSON.stringify(gap.cited) === JSON.stringify(latest.cited) &&
            gap.updatedAt <= latest.updatedAt,
        );
        for (const gap of group) gaps.set(gap.id, { ...gap, resolved: true });
        return Promise.resolve(group.length);
      },
    },
    ...createFakeEntries(now),
  };
}

function createFakeEntries(now: () => Date): Pick<FakeKnowledge, 'entries' | 'entryDocuments' | 'documents'> {
  const entries = new Map<string, KnowledgeEntry>();
  const versions = new Map<string, StoredVersion[]>();
  const documents = new Map<string, KnowledgeDocument>();
  const inForce = (organizationId: string) =>
    [...entries.values()].filter(
      (entry) => entry.organizationId === organizationId && entry.retiredAt === undefined,
    );
  const taken = (organizationId: string, title: string, except: string): boolean =>
    inForce(organizationId).some(
      ({ id, title: other }) => id !== except && other.toLowerCase() === title.toLowerCase(),
    );
  const put = (
    entry: KnowledgeEntry,
    fields: EntryFields,
    change: { version: number; editedBy?: string; turnId: string },
  ): Promise<SavedEntry> => {
    const { turnId, ...rest } = change;
    const at = now();
    const saved = { ...entry, ...fields, ...rest, updatedAt: at };
    entries.set(entry.id, saved);
    versions.set(entry.id, [
      { ...fields, ...rest, turnId, createdAt: at },
      ...(versions.get(entry.id) ?? []),
    ]);
    return Promise.resolve({ kind: 'saved', entry: saved });
  };
  const find = (organizationId: string, id: string): KnowledgeEntry | undefined => {
    const entry = entries.get(id);
    return entry?.organizationId === organizationId ? entry : undefined;
  };
  return {
    entries: {
      list: (organizationId, { retiredToo = false } = {}) =>
        Promise.resolve(
          [...entries.values()]
            .filter((entry) => entry.organizationId === organizationId)
            .filter((entry) => retiredToo || entry.retiredAt === undefined)
            .sort((a, b) => (a.title < b.title ? -1 : 1)),
        ),
      find: (organizationId, id) => Promise.resolve(find(organizationId, id)),
      versions: (organizationId, id) =>
        Promise.resolve(
          find(organizationId, id) === undefined
            ? []
            : (versions.get(id) ?? []).map(({ turnId: _turn, ...version }) => version),
        ),
      create({ organizationId, fields, editedBy, turnId }) {
        const id = deterministicId('knowledge-entry', organizationId, turnId);
        const before = entries.get(id);
        if (before !== undefined) return Promise.resolve({ kind: 'saved', entry: before });
        if (taken(organizationId, fields.title, id)) return Promise.resolve({ kind: 'title-taken' });
        const at = now();
        const entry = { ...fields, id, organizationId, version: 1, createdAt: at, updatedAt: at };
        return put(entry, fields, { version: 1, turnId, ...(editedBy === undefined ? {} : { editedBy }) });
      },
      save({ organizationId, id, expectedVersion, fields, editedBy, turnId }) {
        const entry = find(organizationId, id);
        if (entry === undefined) return Promise.resolve({ kind: 'gone' });
        if ([...versions.values()].flat().some((version) => version.turnId === turnId))
          return Promise.resolve({ kind: 'saved', entry });
        if (entry.version !== expectedVersion) return Promise.resolve({ kind: 'stale', entry });
        if (sameFields(entry, fields)) return Promise.resolve({ kind: 'saved', entry });
        if (entry.retiredAt === undefined && taken(organizationId, fields.title, id))
          return Promise.resolve({ kind: 'title-taken' });
        return put(entry, fields, { version: entry.version + 1, editedBy, turnId });
      },
      setRetired(organizationId, id, retiredAt) {
        const entry = find(organizationId, id);
        if (entry === undefined) return Promise.resolve({ kind: 'gone' });
        if ((entry.retiredAt === undefined) === (retiredAt === undefined))
          return Promise.resolve({ kind: 'saved', entry });
        if (retiredAt === undefined && taken(organizationId, entry.title, id))
          return Promise.resolve({ kind: 'title-taken' });
        const changed: KnowledgeEntry = { ...entry, updatedAt: now() };
        delete changed.retiredAt;
        if (retiredAt !== undefined) changed.retiredAt = retiredAt;
        entries.set(id, changed);
        return Promise.resolve({ kind: 'saved', entry: changed });
      },
    },
    entryDocuments: {
      add({ organizationId, name, type, access, text }) {
        const before = documents.get(name);
        const contentHash = createHash('sha256').update(text).digest('hex');
        const unchanged = before?.contentHash === contentHash && before.access === access;
        const document: KnowledgeDocument = unchanged
          ? before
          : {
              id: deterministicId('document', name, contentHash),
              organizationId,
              name,
              title: /^# (.+)$/m.exec(text)?.[1] ?? name,
              type: documentTypes.find((known) => known === type) ?? type,
              access,
              version: (before?.version ?? 0) + 1,
              status: 'completed',
              text,
              contentHash,
              createdAt: now(),
            };
        documents.set(name, document);
        return Promise.resolve({ document, unchanged, chunks: 1, embedded: 1 });
      },
      retire(_organizationId, name) {
        documents.delete(name);
        return Promise.resolve();
      },
    },
    documents: {
      list: (organizationId) =>
        Promise.resolve(
          [...documents.values()]
            .filter((document) => document.organizationId === organizationId)
            .map(({ text: _text, ...document }) => document),
        ),
    },
  };
}
