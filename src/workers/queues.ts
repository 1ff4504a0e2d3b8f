import { createPostgresBackend, createRedisBackend, withBackend } from 'bullmq';
import type { Job, JobsOptions, Processor } from 'bullmq';
import { Redis, Cluster } from 'ioredis';
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
  add(name: string, payload: unknown, options?: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    every: { every: number },
    template: { name: string; opts: JobsOptions },
  ): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface MinimalWorker extends Closable {
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

function createFactory(backend: QueueBackend): Factory {
  if (backend.kind === 'postgres') {
    const { Queue, Worker } = withBackend(createPostgresBackend);
    const connection = { connectionString: backend.url, schema: backend.schema, migrate: true, max: 4 };
    return {
      queue: (name) => new Queue(name, { connection }),
      worker: (name, processor, concurrency) => new Worker(name, processor, { connection, concurrency }),
      close: () => Promise.resolve(),
    };
  }
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
  return {
    async enqueue(name, payload, options = {}) {
      await queueOf(name).add(name, payload, {
        ...kept,
        ...(options.delayMs === undefined ? {} : { delay: Math.ceil(options.delayMs) }),
      });
    },
    async work(definition, handler) {
      const processor = (job: Job<JobPayloads[typeof definition.name]>) => handler(job.data, stopping.signal);
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
    async close(graceMs = 30_000) {
      stopping.abort();
      let timer: NodeJS.Timeout | undefined;
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.all(workers.map((worker) => worker.close())), grace]);
      clearTimeout(timer);
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await factory.close();
    },
  };
}
