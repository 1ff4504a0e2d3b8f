/** First wait, doubled with each further try. */
const baseMs = 500;
const longestMs = 8_000;

/**
 * Milliseconds to wait before try `retry` (1 for the first retry). What the provider asked for (`Retry-After`) is
 * obeyed, plus up to a quarter so that many clients do not come back in the same instant; otherwise full jitter.
 * @param random in [0, 1)
 */
export function retryDelayMs(retry: number, random: number, retryAfterMs?: number): number {
  if (retryAfterMs !== undefined) return Math.round(retryAfterMs * (1 + random / 4));
  const ceiling = Math.min(longestMs, baseMs * 2 ** (retry - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}
