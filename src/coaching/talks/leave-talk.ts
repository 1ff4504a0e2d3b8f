import type { Clock } from '../../shared/clock.ts';
import type { TalkRepository } from './ports.ts';
import type { Talk } from './talk.ts';

/** So long nobody went on with it: then a talk is left, and the next words begin another. */
const leftAfterMs = 3 * 24 * 3_600_000;

/** Whether nobody has gone on with an open talk for three days. */
export const isStale = ({ lastAt }: Pick<Talk, 'lastAt'>, now: Date): boolean =>
  now.getTime() - lastAt.getTime() > leftAfterMs;

/** Leaves a talk that nobody went on with. @returns whether it was left */
export async function leaveIfStale(
  { talks, clock }: { talks: Pick<TalkRepository, 'leave'>; clock: Clock },
  talk: Talk,
): Promise<boolean> {
  if (!isStale(talk, clock.now())) return false;
  const { organizationId, userId } = talk;
  await talks.leave({ organizationId, userId }, talk.id);
  return true;
}
