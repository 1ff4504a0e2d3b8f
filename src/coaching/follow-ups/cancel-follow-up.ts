import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { tooLate } from './follow-up-errors.ts';
import type { FollowUp } from './follow-up.ts';
import { openFollowUp, type OpenFollowUpDeps } from './open-follow-up.ts';

export interface SettleByHandDeps extends OpenFollowUpDeps {
  audit: AuditLog;
  clock: Clock;
}

interface ByHand {
  actor: Actor;
  id: string;
  surface: string;
}

/**
 * Sees to it that a follow-up is not sent. Cancelling it twice changes nothing.
 * @throws AppError FOLLOWUP_001, FOLLOWUP_009 (sent, or on its way)
 */
export async function cancelFollowUp(
  deps: SettleByHandDeps,
  { actor, id, surface }: ByHand,
): Promise<FollowUp> {
  const { followUp } = await openFollowUp(deps, actor, id);
  if (followUp.status === 'cancelled') return followUp;
  const cancelled = await deps.followUps.cancel(actor.organizationId, id, deps.clock.now());
  if (cancelled === undefined) throw tooLate();
  await record(deps, actor, id, 'follow_up.cancel', surface);
  return cancelled;
}

/**
 * The author knows that an unconfirmed mail arrived. Saying so twice changes nothing.
 * @throws AppError FOLLOWUP_001, FOLLOWUP_009 (it is not unconfirmed)
 */
export async function confirmArrival(
  deps: SettleByHandDeps,
  { actor, id, surface }: ByHand,
): Promise<FollowUp> {
  const { followUp } = await openFollowUp(deps, actor, id);
  if (followUp.status === 'sent') return followUp;
  const confirmed = await deps.followUps.confirmArrival(actor.organizationId, id, deps.clock.now());
  if (confirmed === undefined) throw tooLate();
  await record(deps, actor, id, 'follow_up.arrived', surface);
  return confirmed;
}

const record = (
  { audit }: SettleByHandDeps,
  actor: Actor,
  id: string,
  action: string,
  surface: string,
): Promise<void> =>
  audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action,
    subjectType: 'follow_up',
    subjectId: id,
    surface,
  });
