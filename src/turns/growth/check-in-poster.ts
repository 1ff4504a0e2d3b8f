import type { CheckIn } from '../../coaching/growth/ask-check-in.ts';
import { checkInView } from '../../messages/views/goal.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Deliverer } from '../deliverer.ts';
import { reachPerson, type ReachDeps } from '../reach-person.ts';

export interface CheckInPosterDeps extends ReachDeps {
  deliverer: Deliverer;
  logger: Logger;
}

/** Of a check-in's message in the ledger. */
const checkInKey = (goalId: string, number: number): string => `check-in:${goalId}:${number}`;

/** Sends check-ins to the direct message of their owners; for `askCheckIn`. */
export const createCheckInPoster =
  (deps: CheckInPosterDeps) =>
  async ({ goal, user, number, lateSince }: CheckIn): Promise<'told' | 'later' | 'never'> => {
    const { organizationId } = goal;
    try {
      const place = await reachPerson(deps, { organizationId, userId: user.id });
      if (place === undefined) return 'later';
      const view = checkInView(goal, {
        timezone: user.timezone,
        ...(goal.missedAt === undefined ? {} : { missed: goal.missedAt }),
        ...(lateSince === undefined ? {} : { late: lateSince }),
      });
      await deps.deliverer.send(place.platform, place.target, view, {
        organizationId,
        key: checkInKey(goal.id, number),
        subject: { type: 'growth_goal', id: goal.id },
      });
      return 'told';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.logger.warn('a check-in could not be sent', { organizationId, goalId: goal.id, code: error.code });
      return error.retry === 'later' ? 'later' : 'never';
    }
  };
