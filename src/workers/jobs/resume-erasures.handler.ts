import { replayErasures, type ReplayDeps } from '../../coaching/privacy/replay-erasures.ts';
import type { JobHandler } from '../queues.ts';

/** Run twice, the second run finds nothing to do. */
export const createResumeErasuresHandler =
  (deps: ReplayDeps): JobHandler<'privacy.resume'> =>
  async (_payload, signal) => {
    await replayErasures(deps, signal);
  };
