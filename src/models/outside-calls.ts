import { setTimeout as delay } from 'node:timers/promises';
import type { CircuitBreaker } from '../shared/circuit-breaker.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import { codesOfARefusedRequest, toModelError } from './errors.ts';
import { retryDelayMs } from './retry-delay.ts';
import { withTimeout } from './with-timeout.ts';

export interface OutsideCallOptions {
  clock: Clock;
  /** Timeout of one try in ms; default 30,000. */
  timeoutMs?: number;
  /** Waits between tries; tests inject their own. */
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** In [0, 1); default Math.random. */
  random?: () => number;
}

export interface Tries {
  signal: AbortSignal | undefined;
  /** Time for all tries and the waits between them, in ms. */
  budgetMs: number;
  /** Told of every try that ended, with an error or without. */
  onTry?: (report: { startedAt: number; number: number; error?: AppError }) => void;
}

const defaultTimeoutMs = 30_000;
const maxRetries = 3;

/**
 * Calls a service of a provider: 30 s a try, at most three retries with jitter (or after what `Retry-After` asks),
 * through the breaker.
 * @throws AppError MODEL_* as errors.ts names them; MODEL_STOPPED when the caller's signal ended it, MODEL_RESTING when
 *   the breaker is open
 */
export async function callOutside<T>(
  breaker: CircuitBreaker,
  options: OutsideCallOptions,
  tries: Tries,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, timeoutMs = defaultTimeoutMs, random = Math.random } = options;
  const sleep = options.sleep ?? ((ms, signal) => delay(ms, undefined, signal ? { signal } : {}));
  const { signal, onTry } = tries;
  const deadline = clock.now().getTime() + tries.budgetMs;
  for (let number = 1; ; number += 1) {
    const startedAt = clock.now().getTime();
    if (startedAt >= deadline) throw outOfTime();
    const pass = breaker.enter();
    if (!pass) throw resting();
    let failure: AppError;
    try {
      const result = await withTimeout(Math.min(timeoutMs, deadline - startedAt), signal, attempt);
      pass.succeeded();
      onTry?.({ startedAt, number });
      return result;
    } catch (error) {
      if (signal?.aborted) {
        pass.withdrawn();
        const stop = stopped(error);
        onTry?.({ startedAt, number, error: stop });
        throw stop;
      }
      failure = toModelError(error);
      if (codesOfARefusedRequest.has(failure.code)) pass.withdrawn();
      else pass.failed();
      onTry?.({ startedAt, number, error: failure });
    }
    if (failure.retry === 'never' || number > maxRetries) throw failure;
    const waitMs = retryDelayMs(number, random(), failure.retryAfterMs);
    if (clock.now().getTime() + waitMs >= deadline) throw failure;
    try {
      await sleep(waitMs, signal);
    } catch (error) {
      throw stopped(error);
    }
  }
}

export function stopped(cause: unknown): AppError {
  return new AppError({
    code: 'MODEL_STOPPED',
    message: 'The model call was stopped by its caller',
    retry: 'later',
    userMessage: 'I stopped, because this took too long or was cancelled. Please try again.',
    cause,
  });
}

function resting(): AppError {
  return new AppError({
    code: 'MODEL_RESTING',
    message: 'The model provider failed several times in a row and is left alone for a moment',
    retry: 'later',
    userMessage:
      'The language model has been failing, so I leave it alone for a moment. Please try again in a minute.',
  });
}

function outOfTime(): AppError {
  return new AppError({
    code: 'MODEL_TIMEOUT',
    message: 'No time is left for a call of the model',
    retry: 'later',
    userMessage: 'The language model took too long. Please try again in a minute.',
  });
}
