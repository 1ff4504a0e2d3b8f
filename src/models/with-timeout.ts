import { modelTimeout } from './errors.ts';

/** Runs `work` with a signal that fires at the limit or with the caller's, and does not wait for work that ignores it. */
export async function withTimeout<T>(
  limitMs: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController();
  const timer = setTimeout(() => {
    timeout.abort(modelTimeout(limitMs));
  }, limitMs);
  const signal = caller ? AbortSignal.any([caller, timeout.signal]) : timeout.signal;
  let onAbort: (() => void) | undefined;
  try {
    return await Promise.race([
      work(signal),
      new Promise<never>((_, reject) => {
        onAbort = () => {
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        signal.addEventListener('abort', onAbort, { once: true });
      }),
    ]).catch((error: unknown) => {
      // The SDK answers an abort with its own error; what counts is that our limit caused it.
      throw timeout.signal.aborted && !caller?.aborted ? modelTimeout(limitMs) : error;
    });
  } finally {
    clearTimeout(timer);
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}
