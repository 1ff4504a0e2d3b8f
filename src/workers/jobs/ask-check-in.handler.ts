import { askCheckIn, type AskCheckInDeps } from '../../coaching/growth/ask-check-in.ts';
import type { JobHandler } from '../queues.ts';

export const createAskCheckInHandler =
  (deps: AskCheckInDeps): JobHandler<'growth.check-in'> =>
  async ({ dueAt, ...due }) => {
    await askCheckIn(deps, { ...due, dueAt: new Date(dueAt) });
  };
