import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { SessionPlans } from '../sessions/plan-ports.ts';
import type { CoachingSession } from '../sessions/session.ts';

export interface OwnNextSession {
  session: CoachingSession & { scheduledAt: Date };
  /** Who leads it; undefined: the asker does, or they are gone. */
  ledBy?: string;
}

export interface OwnNextSessionDeps {
  plans: Pick<SessionPlans, 'next'>;
  users: Pick<UserRepository, 'findByIds'>;
  clock: Clock;
}

/** The next planned session that the asker takes part in or leads. */
export async function ownNextSession(
  { plans, users, clock }: OwnNextSessionDeps,
  { organizationId, id }: Actor,
): Promise<OwnNextSession | undefined> {
  const session = await plans.next(organizationId, id, clock.now());
  const scheduledAt = session?.scheduledAt;
  if (session === undefined || scheduledAt === undefined) return undefined;
  const { facilitatorId } = session;
  const [leader] = facilitatorId === id ? [] : await users.findByIds(organizationId, [facilitatorId]);
  return { session: { ...session, scheduledAt }, ...(leader === undefined ? {} : { ledBy: leader.name }) };
}
