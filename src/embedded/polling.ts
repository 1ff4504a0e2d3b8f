import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks `probe` every `intervalMs` until it answers with something other than undefined, or until `timeoutMs` have
 * passed, which gives undefined. What is waited for here is another process: there is no event to listen to.
 */
export async function pollFor<T>(
  probe: () => Promise<T | undefined> | T | undefined,
  { intervalMs, timeoutMs }: { intervalMs: number; timeoutMs: number },
): Promise<T | undefined> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (performance.now() >= deadline) return undefined;
    await sleep(intervalMs);
  }
}
