import pg from 'pg';
import { randomUUID } from 'node:crypto';
import { silentLogger } from '../../../src/shared/logger.ts';
import { createDrainTurnsHandler } from '../../../src/workers/jobs/drain-turns.handler.ts';
import { drainTurnsJob } from '../../../src/workers/jobs/drain-turns.job.ts';
import { createSweepHandler } from '../../../src/workers/jobs/sweep.handler.ts';
import { sweepJob } from '../../../src/workers/jobs/sweep.job.ts';
import { createQueues, type QueueBackend, type Queues } from '../../../src/workers/queues.ts';
import { messageTurn } from '../../support/make-turns.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { describeWithRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { openTurnScene, type LoggedLine } from '../../support/turn-scene.ts';

interface Store {
  backend: QueueBackend;
  /** How many jobs are kept, whatever their state. */
  jobsKept(): Promise<number>;
  /** Everything in the queue is gone. */
  wipe(): Promise<void>;
  close(): Promise<void>;
}

/** A promise and the function that fulfils it. */
function signalled<T>(): { promise: Promise<T>; send: (value: T) => void } {
  let send: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    send = resolve;
  });
  return { promise, send };
}

const payload = () => ({ organizationId: randomUUID(), conversationKey: `slack:T1:${randomUUID()}` });

function queuesContract(open: () => Promise<Store>, { cutsShort = false } = {}): void {
  let store: Store;
  const opened: Queues[] = [];
  const lines: Pick<LoggedLine, 'message' | 'fields'>[] = [];
  const logger = {
    ...silentLogger,
    error: (message: string, fields: LoggedLine['fields'] = {}) => lines.push({ message, fields }),
  };
  const openQueues = (): Queues => {
    const queues = createQueues(store.backend, { logger });
    opened.push(queues);
    return queues;
  };
  beforeAll(async () => {
    store = await open();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queues) => queues.close(2_000)));
    await store.wipe();
  });
  afterAll(() => store.close());

  it('hands a job with its payload to a worker in another process', async () => {
    const [bot, worker] = [openQueues(), openQueues()];
    const handled = signalled<unknown>();
    await worker.work(drainTurnsJob, (received) => {
      handled.send(received);
      return Promise.resolve();
    });
    const sent = payload();
    await bot.enqueue('turns.drain', sent);
    expect(await handled.promise).toEqual(sent);
  });

  it('keeps what was asked for before any worker came', async () => {
    const sent = payload();
    await openQueues().enqueue('turns.drain', sent);
    const handled = signalled<unknown>();
    await openQueues().work(drainTurnsJob, (received) => {
      handled.send(received);
      return Promise.resolve();
    });
    expect(await handled.promise).toEqual(sent);
  });

  it('takes what a sweep finds again and again only once', async () => {
    const queues = openQueues();
    const job = payload();
    const once = { id: 'sweep:1', forMs: 60_000 };
    for (let sweep = 0; sweep < 3; sweep += 1) await queues.enqueue('turns.drain', job, { once });
    const next = payload();
    await queues.enqueue('turns.drain', next);
    const handled: unknown[] = [];
    const last = signalled<undefined>();
    await queues.work({ ...drainTurnsJob, concurrency: 1 }, (received) => {
      handled.push(received);
      if (received.conversationKey === next.conversationKey) last.send(undefined);
      return Promise.resolve();
    });
    await last.promise;
    expect(handled).toEqual([job, next]);
  });

  it('holds a delayed job back behind those that are due', async () => {
    const queues = openQueues();
    const [late, soon] = [payload(), payload()];
    const order: string[] = [];
    const both = signalled<undefined>();
    await queues.work(drainTurnsJob, ({ conversationKey }) => {
      order.push(conversationKey);
      if (order.length === 2) both.send(undefined);
      return Promise.resolve();
    });
    await queues.enqueue('turns.drain', late, { delayMs: 500.4 });
    await queues.enqueue('turns.drain', soon);
    await both.promise;
    expect(order).toEqual([soon.conversationKey, late.conversationKey]);
  });

  it('works on many conversations side by side', async () => {
    const queues = openQueues();
    const all = signalled<undefined>();
    let running = 0;
    await queues.work(drainTurnsJob, async () => {
      running += 1;
      if (running === 10) all.send(undefined);
      await all.promise;
    });
    await Promise.all(Array.from({ length: 10 }, () => queues.enqueue('turns.drain', payload())));
    await all.promise;
    expect(running).toBe(10);
  });

  it('goes on after a job that failed, and says which', async () => {
    const queues = openQueues();
    const handled = signalled<undefined>();
    let first = true;
    await queues.work({ ...drainTurnsJob, concurrency: 1 }, () => {
      if (first) {
        first = false;
        return Promise.reject(new Error('words that no log may hold'));
      }
      handled.send(undefined);
      return Promise.resolve();
    });
    await queues.enqueue('turns.drain', payload());
    await queues.enqueue('turns.drain', payload());
    await handled.promise;
    expect(lines).toMatchObject([{ message: 'job failed', fields: { job: 'turns.drain', error: 'Error' } }]);
    expect(JSON.stringify(lines)).not.toContain('words');
  });

  it('runs a scheduled job again and again, and keeps none that has run', async () => {
    const queues = openQueues();
    const thrice = signalled<undefined>();
    let runs = 0;
    await queues.work({ ...sweepJob, everyMs: 100 }, () => {
      runs += 1;
      if (runs === 3) thrice.send(undefined);
      return Promise.resolve();
    });
    await thrice.promise;
    await queues.close();
    // The one that is running or due next.
    expect(await store.jobsKept()).toBeLessThanOrEqual(2);
  });

  it('is scheduled once, though several workers ask for it', async () => {
    const [one, two] = [openQueues(), openQueues()];
    const ran = signalled<undefined>();
    for (const queues of [one, two]) {
      await queues.work({ ...sweepJob, everyMs: 60_000 }, () => {
        ran.send(undefined);
        return Promise.resolve();
      });
    }
    await ran.promise;
    expect(await store.jobsKept()).toBeLessThanOrEqual(2);
  });

  it('lets a running job end on close, tells it to hurry, and starts no other', async () => {
    const queues = openQueues();
    const started = signalled<AbortSignal>();
    const goOn = signalled<undefined>();
    let ended = 0;
    await queues.work({ ...drainTurnsJob, concurrency: 1 }, async (_payload, signal) => {
      started.send(signal);
      await goOn.promise;
      ended += 1;
    });
    await queues.enqueue('turns.drain', payload());
    await queues.enqueue('turns.drain', payload());
    const signal = await started.promise;
    const closing = queues.close();
    expect(signal.aborted).toBe(true);
    goOn.send(undefined);
    await closing;
    expect(ended).toBe(1);
    expect(await store.jobsKept()).toBe(1);
  });

  // Cut short on PostgreSQL, BullMQ keeps a timer for some seconds, which Jest would complain about.
  (cutsShort ? it : undefined)?.('does not wait for ever for a job that will not end', async () => {
    const queues = openQueues();
    const started = signalled<undefined>();
    const goOn = signalled<undefined>();
    let ended = false;
    await queues.work(drainTurnsJob, async () => {
      started.send(undefined);
      await goOn.promise;
      ended = true;
    });
    await queues.enqueue('turns.drain', payload());
    await started.promise;
    await queues.close(50);
    expect(ended).toBe(false);
    goOn.send(undefined);
  });

  it('loses nothing when it is wiped: the sweep finds the turn again', async () => {
    const scene = await openTurnScene();
    const turn = messageTurn();
    await scene.take(turn);
    await openQueues().enqueue('turns.drain', {
      organizationId: scene.organizationId,
      conversationKey: turn.place.key,
    });
    await store.wipe();

    const queues = openQueues();
    const answered = signalled<undefined>();
    const deps = { ...scene.deps(), onEnded: () => answered.send(undefined) };
    await queues.work(drainTurnsJob, createDrainTurnsHandler(deps));
    scene.clock.advance(3_001);
    const sweep = createSweepHandler({
      queue: queues,
      neglectedConversations: (olderThanMs, limit) => scene.world.neglectedConversations(olderThanMs, limit),
      neglectedSessions: () => Promise.resolve([]),
      neglectedLoads: () => Promise.resolve([]),
      unsettledOrganizations: () => Promise.resolve([]),
      dueFollowUps: () => Promise.resolve([]),
      dueCheckIns: () => Promise.resolve([]),
      plansToStart: () => Promise.resolve([]),
    });
    // Twice at once, as two processes might: still one answer.
    await Promise.all([sweep({}, new AbortController().signal), sweep({}, new AbortController().signal)]);
    await answered.promise;
    await queues.close();
    expect(scene.platform.views()).toEqual(['answer.cited']);
  });
}

describe('queues on PostgreSQL', () => {
  queuesContract(async () => {
    const database: TestDatabase = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.urls.queue });
    await client.connect();
    const tables = async (): Promise<string[]> => {
      const { rows } = await client.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'bullmq' AND table_type = 'BASE TABLE'
            AND table_name NOT LIKE '%migration%' AND table_name NOT LIKE '%version%'`,
      );
      return rows.map(({ name }) => name);
    };
    return {
      backend: { kind: 'postgres', url: database.urls.queue, schema: 'bullmq' },
      async jobsKept() {
        const [jobs] = (await tables()).filter((name) => /jobs?$/.test(name));
        const { rows } = await client.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM bullmq.${jobs ?? 'job'}`,
        );
        return rows[0]?.count ?? -1;
      },
      async wipe() {
        const names = (await tables()).map((name) => `bullmq."${name}"`);
        if (names.length > 0) await client.query(`TRUNCATE ${names.join(', ')} CASCADE`);
      },
      async close() {
        await client.end();
        await database.drop();
      },
    };
  });
});

describeWithRedis('queues on Redis', () => {
  queuesContract(
    async () => {
      const redis: TestRedis = await startRedis();
      return {
        backend: { kind: 'redis', urls: [redis.url] },
        jobsKept: () => redis.count(/^\{threadcoach\}:[^:]+:(?:\d+|repeat:[^:]+:\d+)$/),
        wipe: () => redis.wipe(),
        close: () => redis.stop(),
      };
    },
    { cutsShort: true },
  );
});
