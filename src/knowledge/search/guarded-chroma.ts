import { CircuitBreaker } from '../../shared/circuit-breaker.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import { TimeLimitError, withTimeLimit } from '../time-limit.ts';
import type { SearchObserver } from './search-observer.ts';

interface GuardOptions {
  clock: Clock;
  logger: Logger;
  observer: SearchObserver;
  /** How long one query may take, in milliseconds. */
  timeoutMs: number;
}

/** Why there is no answer: the store is left alone just now, or this query failed. */
export class VectorStoreUnavailable extends Error {
  constructor(why: 'open' | 'failed', options?: ErrorOptions) {
    super(`the vector store ${why === 'open' ? 'is left alone for now' : 'did not answer'}`, options);
    this.name = 'VectorStoreUnavailable';
  }
}

/**
 * Keeps a vector store that fails from holding questions up. One query that takes longer than the limit, or five in a
 * row that fail, and it is left alone for 30 s; then one question tries it, and its answer decides.
 */
export class GuardedChroma {
  readonly #options: GuardOptions;
  readonly #breaker: CircuitBreaker;
  #announcedOpen = false;

  constructor(options: GuardOptions) {
    this.#options = options;
    this.#breaker = new CircuitBreaker({ clock: options.clock });
  }

  /** False while the store is left alone: no need to prepare a query. */
  get available(): boolean {
    return this.#breaker.state !== 'open';
  }

  /** @throws VectorStoreUnavailable at once while the store is left alone, or when the query fails or is too slow */
  async ask<T>(query: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const pass = this.#breaker.enter();
    if (!pass) throw new VectorStoreUnavailable('open');
    try {
      const answer = await withTimeLimit(query(), this.#options.timeoutMs, 'Chroma');
      pass.succeeded();
      this.#announce();
      return answer;
    } catch (error) {
      if (signal?.aborted) pass.withdrawn();
      else {
        pass.failed({ hopeless: error instanceof TimeLimitError });
        this.#options.observer.failed('vector-store');
        this.#announce(error);
      }
      throw new VectorStoreUnavailable('failed', { cause: error });
    }
  }

  /** Once for each change of state. */
  #announce(cause?: unknown): void {
    const open = this.#breaker.state !== 'closed';
    if (open === this.#announcedOpen) return;
    this.#announcedOpen = open;
    const { logger, observer, timeoutMs } = this.#options;
    observer.vectorStore(open ? 'open' : 'closed');
    if (open) {
      logger.warn('vector store left alone for 30 s; search goes by words alone', {
        reason: cause instanceof Error ? cause.name : 'unknown',
        timeoutMs,
      });
    } else logger.warn('vector store answers again; search uses it as before');
  }
}
