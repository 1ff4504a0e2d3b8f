import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** Resolves once `clock` has reached `at`. @throws the signal's reason, when it ends the wait */
export const waitUntil = async (clock: Clock, at: Date, signal?: AbortSignal): Promise<void> => {
  await sleep(
    Math.max(0, at.getTime() - clock.now().getTime()),
    undefined,
    signal === undefined ? {} : { signal },
  );
};
