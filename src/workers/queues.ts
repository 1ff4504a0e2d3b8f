import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { Job, JobsOptions, PostgresConnectionOptions, Processor } from 'bullmq';
import { Redis, Cluster } from 'ioredis';
import pg from 'pg';
import type { JobPayloads, JobQueue } from '../turns/ports.ts';
import type { Logger } from '../shared/logger.ts';

/** Where jobs wait: Redis (or a cluster) when there is one, else PostgreSQL in a schema of its own. */
export type QueueBackend =
  | { kind: 'postgres'; url: string; schema: string }
  /** Several URLs: nodes of a Redis cluster. */
  | { kind: 'redis'; urls: readonly string[] };

export type JobName = keyof JobPayloads;
export type JobHandler<N extends JobName> = (payload: JobPayloads[N], signal: AbortSignal) => Promise<void>;

/** How one kind of job is queued; a definition is cheap to import. */
export interface JobDefinition<N extends JobName> {
  name: N;
  /** Jobs worked on at once in one process. */
  concurrency: number;
  /** Runs by itself every so many milliseconds, in one process at a time. */
  everyMs?: number;
  options: JobsOptions;
}

export interface Queues extends JobQueue {
  /** Starts working on one kind of job. */
  work<N extends JobName>(definition: JobDefinition<N>, handler: JobHandler<N>): Promise<void>;
  /** Stops taking jobs, lets running ones end within `graceMs`, and closes. */
  close(graceMs?: number): Promise<void>;
}

interface Closable {
  close(): Promise<unknown>;
}

interface MinimalQueue extends Closable {
  waitUntilReady(): Promise<unknown>;
  add(name: string, payload: unknown, options?: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    every: { every: number },
    template: { name: string; opts: JobsOptions },
  ): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface MinimalWorker {
  /** @param doNotWaitActive takes no further job, and returns at once */
  pause(doNotWaitActive: boolean): Promise<unknown>;
  /** @param force leaves running jobs behind */
  close(force: boolean): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
}

interface Factory {
  queue(name: JobName): MinimalQueue;
  worker(name: JobName, processor: Processor<never>, concurrency: number): MinimalWorker;
  close(): Promise<void>;
}

/** Nothing is learnt from a job that worked; failed ones are kept long enough for a look, and hold ids only. */
const kept = {
  removeOnComplete: true,
  removeOnFail: { age: 7 * 24 * 3_600, count: 1_000 },
} satisfies JobsOptions;

/** BullMQ's default prefix, in braces so that all keys of a queue share one slot of a cluster. */
const redisPrefix = '{threadcoach}';

/**
 * BullMQ gives each queue and each worker a pool of its own; with one kind of job after another, two processes would use
 * up PostgreSQL's connections. So workers share a pool: each listens on one of its connections, the rest is for queries.
 */
const connectionsForWorkers = 20;
/** A queue's own pool, for what is enqueued; unused connections close after ten seconds. */
const connectionsForQueue = 1;

function createPostgresFactory({ url, schema }: Extract<QueueBackend, { kind: 'postgres' }>): Factory {
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const queueConnection = { connectionString: url, schema, migrate: true, max: connectionsForQueue };
  let pool: pg.Pool | undefined;
  return {
    queue: (name) => new Queue(name, { connection: queueConnection }),
    worker(name, processor, concurrency) {
      pool ??= new pg.Pool({
        connectionString: url,
        options: `-c search_path="${schema}"`,
        max: connectionsForWorkers,
        keepAlive: true,
      });
      // Every worker listens to the pool's errors.
      pool.setMaxListeners(connectionsForWorkers);
      // Its types describe a pool's listeners less widely than pg's do; what it calls is there.
      const connection = pool as unknown as PostgresConnectionOptions;
      return new Worker(name, processor, { connection, concurrency });
    },
    close: async () => {
      await pool?.end();
    },
  };
}

function createFactory(backend: QueueBackend): Factory {
  if (backend.kind === 'postgres') return createPostgresFactory(backend);
  const { Queue, Worker } = withBackend(createRedisBackend);
  const [first = ''] = backend.urls;
  // Workers block on their connection and must wait for ever; BullMQ duplicates the client for that.
  const client =
    backend.urls.length > 1
      ? new Cluster([...backend.urls], { redisOptions: { maxRetriesPerRequest: null } })
      : new Redis(first, { maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  return {
    queue: (name) => new Queue(name, { connection: client, prefix: redisPrefix }),
    worker: (name, processor, concurrency) =>
      new Worker(name, processor, { connection: client, prefix: redisPrefix, concurrency }),
    close: async () => {
      await client.quit().catch(() => undefined);
    },
  };
}

/**
 * BullMQ, on either backend. Jobs carry ids only; PostgreSQL holds what is due, so a queue that loses everything loses
 * nothing: the sweep finds the work again.
 */
export function createQueues(backend: QueueBackend, deps: { logger: Logger }): Queues {
  const factory = createFactory(backend);
  const stopping = new AbortController();
  const queues = new Map<JobName, MinimalQueue>();
  const workers: MinimalWorker[] = [];
  const running = new Set<Promise<void>>();
  const onError = (queue: string) => (error: Error) => {
    deps.logger.warn('queue trouble', { queue, error: error.name });
  };
  const queueOf = (name: JobName): MinimalQueue => {
    const existing = queues.get(name);
    if (existing !== undefined) return existing;
    const queue = factory.queue(name);
    queue.on('error', onError(name));
    queues.set(name, queue);
    return queue;
  };
  async function shutDown(graceMs: number): Promise<void> {
    stopping.abort();
    await Promise.all(workers.map((worker) => worker.pause(true)));
    let timer: NodeJS.Timeout | undefined;
    const outOfPatience = new Promise<'cut short'>((resolve) => {
      timer = setTimeout(resolve, graceMs, 'cut short');
    });
    // BullMQ cannot be told to hurry once it closes gently, so the running jobs are waited for here.
    const outcome = await Promise.race([Promise.allSettled(running), outOfPatience]);
    clearTimeout(timer);
    await Promise.all(workers.map((worker) => worker.close(outcome === 'cut short')));
    await Promise.all([...queues.values()].map((queue) => queue.close()));
    await factory.close();
  }
  let closing: Promise<void> | undefined;
  return {
    async enqueue(name, payload, options = {}) {
      await queueOf(name).add(name, payload, {
        ...kept,
        ...(options.delayMs === undefined ? {} : { delay: Math.ceil(options.delayMs) }),
        ...(options.once === undefined
          ? {}
          : { deduplication: { id: options.once.id, ttl: options.once.forMs } }),
      });
    },
    async work(definition, handler) {
      const processor = async (job: Job<JobPayloads[typeof definition.name]>): Promise<void> => {
        const run = handler(job.data, stopping.signal);
        running.add(run);
        await run.finally(() => running.delete(run));
      };
      // Brings BullMQ's own tables up to date, which a worker expects.
      await queueOf(definition.name).waitUntilReady();
      const worker = factory.worker(definition.name, processor as Processor<never>, definition.concurrency);
      worker.on('error', onError(definition.name));
      worker.on('failed', (job, error) => {
        deps.logger.error('job failed', { job: definition.name, id: job?.id, error: error.name });
      });
      workers.push(worker);
      if (definition.everyMs !== undefined) {
        await queueOf(definition.name).upsertJobScheduler(
          definition.name,
          { every: definition.everyMs },
          { name: definition.name, opts: kept },
        );
      }
    },
    close: (graceMs = 30_000) => (closing ??= shutDown(graceMs)),
  };
}
