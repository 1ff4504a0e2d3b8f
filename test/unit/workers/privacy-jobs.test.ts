import type { Erasure } from '../../../src/coaching/privacy/erasure.ts';
import type { ErasureRecord, RetentionStore } from '../../../src/coaching/privacy/ports.ts';
import type { ReplayDeps } from '../../../src/coaching/privacy/replay-erasures.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createResumeErasuresHandler } from '../../../src/workers/jobs/resume-erasures.handler.ts';
import { createRunRetentionHandler } from '../../../src/workers/jobs/run-retention.handler.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { recordedLogger } from '../../support/recorded-log.ts';

const clock = new ManualClock('2026-11-20T10:00:00.000Z');
const { signal } = new AbortController();

describe('the job that finishes erasures', () => {
  const erasure = (): Erasure => ({
    id: newId(),
    organizationId: 'one',
    userId: newId(),
    kind: 'talk',
    turnIds: [newId()],
    requestedBy: newId(),
    requestedAt: clock.now(),
  });

  it('carries out what the database does not know as done, and run again does nothing', async () => {
    const [done, begun, unknown] = [erasure(), erasure(), erasure()];
    const known = new Map<string, ErasureRecord>([
      [done.id, { erasure: done, counts: {}, completedAt: clock.now() }],
      [begun.id, { erasure: begun, counts: {} }],
    ]);
    const erased: string[] = [];
    const deps = {
      clock,
      logger: recordedLogger().logger,
      organizationIds: () => Promise.resolve(['one']),
      erasureLog: { write: () => Promise.resolve(), list: () => Promise.resolve([done, begun, unknown]) },
      erasures: {
        find: (_organizationId, id) => Promise.resolve(known.get(id)),
        begin: (wanted) => Promise.resolve(void known.set(wanted.id, { erasure: wanted, counts: {} })),
        complete: (wanted, counts, completedAt) =>
          Promise.resolve(void known.set(wanted.id, { erasure: wanted, counts, completedAt })),
        list: () => Promise.resolve([...known.values()]),
      },
      eraser: {
        messagesOf: () => Promise.resolve([]),
        erase: ({ id }) => Promise.resolve((erased.push(id), {})),
      },
      recordIndex: { indexPending: () => Promise.resolve(0) },
      language: { terms: () => [] },
    } satisfies ReplayDeps;
    const run = createResumeErasuresHandler(deps);
    await run({}, signal);
    expect(erased).toEqual([begun.id, unknown.id]);
    await run({}, signal);
    expect(erased).toHaveLength(2);
  });
});

describe('the job of retention', () => {
  it('goes on with the next organisation where one fails, and says which without a word of it', async () => {
    const { logger, lines } = recordedLogger();
    const recorded: string[] = [];
    const retention: RetentionStore = {
      people: (id) => (id === 'broken' ? Promise.reject(new Error('private words')) : Promise.resolve(['p'])),
      places: () => Promise.resolve([]),
      ofPerson: () => Promise.resolve({ rag_queries: { deleted: 2 } }),
      ofPlace: () => Promise.resolve({}),
      ofOrganization: () => Promise.resolve({ rag_queries: { deleted: 1 } }),
      record: (id, { counts }) => Promise.resolve(void recorded.push(`${id} ${JSON.stringify(counts)}`)),
      runs: () => Promise.resolve([]),
    };
    const run = createRunRetentionHandler({
      retention,
      periods: { conversationDays: 730, suggestionDays: 365, eventDays: 90 },
      clock,
      logger,
      organizationIds: () => Promise.resolve(['broken', 'whole']),
    });
    await run({}, signal);
    expect(recorded).toEqual(['whole {"rag_queries":{"deleted":3}}']);
    expect(lines).toMatchObject([{ level: 'error', organizationId: 'broken' }]);
    expect(JSON.stringify(lines)).not.toContain('private words');
  });
});
