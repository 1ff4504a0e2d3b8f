import { AppError } from '../../../src/shared/errors.ts';
import { createSearchCheck } from '../../../src/knowledge/backup/check-index.ts';
import { createCheckKnowledgeHandler } from '../../../src/workers/jobs/check-knowledge.handler.ts';
import { createExportKnowledgeHandler } from '../../../src/workers/jobs/export-knowledge.handler.ts';
import { watch } from '../../support/knowledge-backup.ts';

const never = new AbortController().signal;

describe('the check of the knowledge', () => {
  it('looks at every organisation, wakes the exports that are due, and goes on when one fails', async () => {
    const { logger, errors } = watch();
    const enqueued: unknown[] = [];
    const checked: string[] = [];
    let searches = 0;
    const handler = createCheckKnowledgeHandler({
      organizationIds: () => Promise.resolve(['a', 'b', 'c']),
      checkIndex: (id) => {
        checked.push(id);
        return id === 'b' ? Promise.reject(new Error('database away')) : Promise.resolve();
      },
      isExportDue: (id) => Promise.resolve(id === 'c'),
      checkSearches: () => void (searches += 1),
      queue: {
        enqueue: (name, payload, options) => {
          enqueued.push([name, payload, options?.once?.id]);
          return Promise.resolve();
        },
      },
      logger,
    });
    await handler({}, never);
    expect(checked).toEqual(['a', 'b', 'c']);
    expect(enqueued).toEqual([['knowledge.export', { organizationId: 'c' }, 'export:c']]);
    expect(errors).toMatchObject([{ fields: { organizationId: 'b' } }]);
    expect(searches).toBe(1);
  });

  it('tells when more than one search in a thousand failed since the last look', () => {
    const { logger, errors, metrics, searchFailures } = watch();
    const counts = { searches: 0, failures: 0 };
    const check = createSearchCheck(() => counts, { metrics, logger });
    check();
    Object.assign(counts, { searches: 2_000, failures: 2 });
    check();
    expect(errors).toEqual([]);
    Object.assign(counts, { searches: 3_000, failures: 4 });
    check();
    expect(errors).toMatchObject([{ fields: { searches: 1_000, failures: 2, code: 'KNOWLEDGE_051' } }]);
    check();
    expect(searchFailures).toEqual([0, 0.001, 0.002, 0]);
    expect(errors).toHaveLength(1);
  });
});

describe('the job of the daily export', () => {
  const job = (runDaily: () => Promise<never> | Promise<undefined>) => {
    const { logger, errors } = watch();
    const outcomes: string[] = [];
    const metrics = { exportEnded: (_id: string, outcome: string) => void outcomes.push(outcome) };
    return { errors, outcomes, run: createExportKnowledgeHandler({ runDaily, metrics, logger }) };
  };

  it('tells of a failure with its code, and leaves trying again to the next check', async () => {
    const failure = new AppError({ code: 'KNOWLEDGE_043', message: 'damaged' });
    const { run, errors, outcomes } = job(() => Promise.reject(failure));
    await run({ organizationId: 'o' }, never);
    expect(outcomes).toEqual(['failed']);
    expect(errors).toMatchObject([{ fields: { organizationId: 'o', code: 'KNOWLEDGE_043' } }]);
  });

  it('is quiet when another process is at it, and when the day’s export stands', async () => {
    const busy = new AppError({ code: 'KNOWLEDGE_040', message: 'busy', retry: 'later' });
    for (const outcome of [() => Promise.reject(busy), () => Promise.resolve(undefined)]) {
      const { run, errors, outcomes } = job(outcome);
      await run({ organizationId: 'o' }, never);
      expect([errors, outcomes]).toEqual([[], []]);
    }
  });
});
