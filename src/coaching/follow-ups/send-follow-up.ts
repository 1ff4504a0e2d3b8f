import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { AuditLog } from '../tenants/ports.ts';
import type { SummaryRepository } from '../summaries/ports.ts';
import { oneLine } from './one-line.ts';
import type { FollowUp } from './follow-up.ts';
import type { MailOutcome, MailPace, MailTransport, OutgoingMail } from './mail-ports.ts';
import type { ClaimedFollowUp, FollowUpRepository, SendingOutcome } from './ports.ts';
import { contactOf, requireAddress, type RecipientDeps } from './recipient.ts';
import { interrupted, outcomeOf, reopened, senderGone } from './sending-outcome.ts';

export interface SendFollowUpDeps extends RecipientDeps {
  followUps: FollowUpRepository;
  summaries: Pick<SummaryRepository, 'find'>;
  audit: AuditLog;
  clock: Clock;
  /** Undefined: the deployment cannot send mail (any more); what is due waits. */
  mail?: MailTransport;
  pace: MailPace;
  /** Resolves at `at`; rejects when `signal` fires. */
  waitUntil: (at: Date, signal: AbortSignal) => Promise<void>;
  logger: Logger;
}

/**
 * A worker that was not heard of for so long is dead. Longer than a try can take: the wait for a slot, ten seconds to
 * connect, and thirty for each answer of the server.
 */
export const deadAfterMs = 5 * 60_000;

/**
 * Sends a mail that is due: one try. Run again, by whomever, nothing is sent twice. A try ends as `sent`; as `failed`; as
 * `scheduled` again, later; or as `unconfirmed` where nobody can know, because the worker died or the connection broke while the
 * mail was being handed over.
 * @returns how it stands now; undefined where there was nothing to do
 */
export async function sendFollowUp(
  deps: SendFollowUpDeps,
  { organizationId, id, signal }: { organizationId: string; id: string; signal: AbortSignal },
): Promise<FollowUp | undefined> {
  const { followUps, clock, mail } = deps;
  const now = clock.now();
  const before = new Date(now.getTime() - deadAfterMs);
  const left = await followUps.giveUp(organizationId, id, { before, now, failure: interrupted });
  if (left?.status === 'unconfirmed') {
    await recordTry(deps, left);
    return left;
  }
  if (mail === undefined) return undefined;
  const claimed = await followUps.claim(organizationId, id, now);
  if (claimed === undefined) return undefined;
  const outcome = await attempt(deps, mail, claimed, signal);
  if (outcome === undefined) return undefined;
  const settled = await followUps.settle(organizationId, id, claimed.claimId, outcome, clock.now());
  if (settled !== undefined) await recordTry(deps, settled);
  return settled;
}

/** One try. @returns undefined where it was given up by others meanwhile: theirs counts then */
async function attempt(
  deps: SendFollowUpDeps,
  mail: MailTransport,
  followUp: ClaimedFollowUp,
  signal: AbortSignal,
): Promise<SendingOutcome | undefined> {
  const { organizationId, id, claimId, attempts: attempt } = followUp;
  const { clock } = deps;
  const prepared = await prepare(deps, followUp);
  if ('kind' in prepared) return prepared;
  const handOver: { state: 'not yet' | 'begun' | 'fenced off' } = { state: 'not yet' };
  let outcome: MailOutcome;
  try {
    await deps.waitUntil(await deps.pace.nextSlot(organizationId), signal);
    outcome = await mail.send(prepared, {
      signal,
      beforeHandOver: async () => {
        // The point of no return is on record before the first byte goes: from here on silence means "perhaps".
        const mine = await deps.followUps.markHandedOver(organizationId, id, claimId, clock.now());
        handOver.state = mine ? 'begun' : 'fenced off';
        return mine;
      },
    });
  } catch (error) {
    // Shutting down, or the database is away. Nothing was handed over: the try does not count against the mail.
    if (handOver.state === 'begun' || !signal.aborted) throw error;
    outcome = { kind: 'withheld' };
  }
  const to = prepared.to.address;
  return handOver.state === 'fenced off' ? undefined : outcomeOf(outcome, { attempt, to, now: clock.now() });
}

/** The mail as it goes out, or why it may not: what was so when it was scheduled need not be so any more. */
async function prepare(
  deps: SendFollowUpDeps,
  followUp: ClaimedFollowUp,
): Promise<OutgoingMail | SendingOutcome> {
  const { organizationId, authorId, recipient, messageId, scheduledFor } = followUp;
  const [author, summary] = await Promise.all([
    deps.users.findById(organizationId, authorId),
    deps.summaries.find(organizationId, followUp.summaryId),
  ]);
  if (author === undefined || author.status === 'TERMINATED') return { kind: 'failed', failure: senderGone };
  if (summary?.state !== 'approved') return { kind: 'failed', failure: reopened };
  const contact = await contactOf(deps, organizationId, recipient, author.timezone);
  try {
    const address = await requireAddress(deps, organizationId, contact);
    return {
      messageId,
      to: { name: oneLine(contact.name), address },
      replyTo: { name: oneLine(author.name), address: author.email },
      subject: oneLine(followUp.subject),
      text: followUp.body,
      date: scheduledFor ?? followUp.createdAt,
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.userMessage === undefined) throw error;
    return { kind: 'failed', failure: error.userMessage };
  }
}

/** The audit log and the log: ids and states only. */
async function recordTry({ audit, logger }: SendFollowUpDeps, followUp: FollowUp): Promise<void> {
  const { organizationId, id, status, attempts } = followUp;
  logger.info('a follow-up was tried', { organizationId, followUpId: id, status, attempts });
  if (status === 'scheduled') return;
  await audit.record({
    organizationId,
    actorId: followUp.authorId,
    action: `follow_up.${status}`,
    subjectType: 'follow_up',
    subjectId: id,
    surface: 'worker',
  });
}
