import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { mailNotConfigured, notForSending, timeIsPast, tooLate } from './follow-up-errors.ts';
import { isMail, type FollowUp } from './follow-up.ts';
import type { MailTransport } from './mail-ports.ts';
import { openFollowUp, type OpenFollowUpDeps } from './open-follow-up.ts';
import { contactOf, requireAddress, type Contact, type RecipientDeps } from './recipient.ts';

export interface ScheduleFollowUpDeps extends OpenFollowUpDeps, RecipientDeps {
  users: OpenFollowUpDeps['users'] & RecipientDeps['users'];
  audit: AuditLog;
  clock: Clock;
  /** Undefined: the deployment cannot send mail. */
  mail?: Pick<MailTransport, 'domain'>;
}

export interface ScheduleFollowUp {
  actor: Actor;
  id: string;
  /** Version that the person saw and sends; undefined: the newest. */
  expected?: number;
  /** `now`: as soon as a worker has it. */
  at: Date | 'now';
  surface: string;
}

/**
 * Has a mail sent at a moment, or moves that moment. What failed, was cancelled or is unconfirmed is sent anew this way:
 * a person decides.
 * @throws AppError FOLLOWUP_001, FOLLOWUP_003 (moved on from `expected`), FOLLOWUP_005 (no mail), FOLLOWUP_006 (no address),
 *   FOLLOWUP_007 (past), FOLLOWUP_009 (sent, or on its way), MAIL_001 (mail is not set up)
 */
export async function scheduleFollowUp(
  deps: ScheduleFollowUpDeps,
  { actor, id, expected, at, surface }: ScheduleFollowUp,
): Promise<{ followUp: FollowUp; contact: Contact }> {
  const { followUp } = await openFollowUp(deps, actor, id, expected);
  if (!isMail(followUp.kind)) throw notForSending();
  if (deps.mail === undefined) throw mailNotConfigured();
  const { organizationId } = actor;
  const contact = await contactOf(deps, organizationId, followUp.recipient, actor.timezone);
  await requireAddress(deps, organizationId, contact);
  const now = deps.clock.now();
  if (at !== 'now' && at <= now) throw timeIsPast();
  const scheduled = await deps.followUps.schedule({
    organizationId,
    id,
    expected: followUp.version,
    scheduledFor: at === 'now' ? now : at,
    messageId: `<${followUp.id}@${deps.mail.domain}>`,
    at: now,
  });
  if (scheduled === undefined) throw tooLate();
  await deps.audit.record({
    organizationId,
    actorId: actor.id,
    action: 'follow_up.schedule',
    subjectType: 'follow_up',
    subjectId: id,
    surface,
  });
  return { followUp: scheduled, contact };
}
