import { addYears } from 'date-fns';
import type { SessionPlans } from '../sessions/plan-ports.ts';
import type { SessionRepository } from '../sessions/ports.ts';
import type { CoachingSession } from '../sessions/session.ts';
import type { FollowUpRecipient } from './follow-up.ts';

export interface NextSessionDeps {
  plans: Pick<SessionPlans, 'planned'>;
  sessions: Pick<SessionRepository, 'participants'>;
}

/**
 * Day `YYYY-MM-DD` of the next session that a coach has planned with somebody, within a year after `now`; undefined when
 * none is planned, or when nobody is known by that name.
 */
export async function nextSessionDay(
  { plans, sessions }: NextSessionDeps,
  { organizationId, facilitatorId }: Pick<CoachingSession, 'organizationId' | 'facilitatorId'>,
  { userId, clientId }: Pick<FollowUpRecipient, 'userId' | 'clientId'>,
  now: Date,
): Promise<string | undefined> {
  if (userId === undefined && clientId === undefined) return undefined;
  for (const plan of await plans.planned(organizationId, facilitatorId, now, addYears(now, 1))) {
    if (plan.meeting !== 'scheduled') continue;
    const invited = await sessions.participants(organizationId, plan.id);
    const isInvited = invited.some((one) =>
      userId === undefined ? one.clientId === clientId : one.userId === userId,
    );
    if (isInvited) return plan.date;
  }
  return undefined;
}
