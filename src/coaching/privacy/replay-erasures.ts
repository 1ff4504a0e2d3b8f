import type { Logger } from '../../shared/logger.ts';
import { carryOutErasure, type ErasureDeps } from './carry-out-erasure.ts';

export interface ReplayDeps extends ErasureDeps {
  organizationIds(): Promise<string[]>;
  logger: Logger;
}

/**
 * Carries out what was asked for and is not done: of a run that was killed, and of a database that was put back from
 * before, which has a person again that was deleted since. Run twice, the second run does nothing.
 * @returns ids of the erasures that were carried out
 */
export async function replayErasures(deps: ReplayDeps, signal?: AbortSignal): Promise<string[]> {
  const done: string[] = [];
  for (const organizationId of await deps.organizationIds()) {
    const known = await deps.erasures.list(organizationId);
    const completed = new Set(
      known.flatMap(({ erasure, completedAt }) => (completedAt === undefined ? [] : [erasure.id])),
    );
    const logged = await deps.erasureLog.list(organizationId);
    for (const erasure of logged.filter(({ id }) => !completed.has(id))) {
      signal?.throwIfAborted();
      await carryOutErasure(deps, erasure);
      deps.logger.info('an erasure was carried out again', { organizationId, erasureId: erasure.id });
      done.push(erasure.id);
    }
  }
  return done;
}
