import type { FollowUp } from '../../coaching/follow-ups/follow-up.ts';
import type { FollowUpRepository, SendingOutcome } from '../../coaching/follow-ups/ports.ts';
import { newId } from '../../shared/ids.ts';
import type { Database } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { toFollowUp } from './follow-up-rows.ts';

type Sending = Pick<
  FollowUpRepository,
  'schedule' | 'cancel' | 'confirmArrival' | 'claim' | 'markHandedOver' | 'settle' | 'giveUp'
>;

const mails = { in: ['email', 'nurture', 'rehash'] };

/**
 * Each step is one conditional UPDATE: of several workers, or a worker and a person, at the same moment one finds the row
 * as it expects it, and the others find nothing. The id of the try fences off a worker that was thought dead.
 */
export function createFollowUpSending(database: Database): Sending {
  const change = (
    organizationId: string,
    id: string,
    where: Prisma.FollowUpWhereInput,
    data: Prisma.FollowUpUncheckedUpdateManyInput,
  ): Promise<FollowUp | undefined> =>
    database.withScope({ organizationId }, async (client) => {
      if (!isUuid(id)) return undefined;
      const [row] = await client.followUp.updateManyAndReturn({ where: { id, ...where }, data });
      return row === undefined ? undefined : toFollowUp(row);
    });
  return {
    schedule: ({ organizationId, id, expected, scheduledFor, messageId, at }) =>
      database.withScope({ organizationId }, async (client) => {
        const where = {
          id,
          kind: mails,
          status: { notIn: ['sending', 'sent'] },
          ...(expected === undefined ? {} : { version: expected }),
        };
        const [row] = await client.followUp.updateManyAndReturn({
          where,
          data: {
            status: 'scheduled',
            scheduledFor,
            dueAt: scheduledFor,
            attempts: 0,
            claimId: null,
            handedOverAt: null,
            failure: null,
            updatedAt: at,
          },
        });
        if (row === undefined) return undefined;
        if (row.messageId !== null) return toFollowUp(row);
        return toFollowUp(
          await client.followUp.update({ where: { id }, data: { messageId, updatedAt: at } }),
        );
      }),
    cancel: (organizationId, id, at) =>
      change(
        organizationId,
        id,
        { status: { in: ['draft', 'ready', 'scheduled', 'failed', 'unconfirmed'] } },
        { status: 'cancelled', dueAt: null, updatedAt: at },
      ),
    confirmArrival: (organizationId, id, at) =>
      change(
        organizationId,
        id,
        { status: 'unconfirmed' },
        { status: 'sent', sentAt: at, failure: null, updatedAt: at },
      ),
    async claim(organizationId, id, now) {
      const claimId = newId();
      const claimed = await change(
        organizationId,
        id,
        { status: 'scheduled', dueAt: { lte: now }, messageId: { not: null } },
        { status: 'sending', attempts: { increment: 1 }, claimId, handedOverAt: null, updatedAt: now },
      );
      const messageId = claimed?.messageId;
      return claimed === undefined || messageId === undefined
        ? undefined
        : { ...claimed, claimId, messageId };
    },
    async markHandedOver(organizationId, id, claimId, at) {
      const marked = await change(
        organizationId,
        id,
        { status: 'sending', claimId },
        { handedOverAt: at, updatedAt: at },
      );
      return marked !== undefined;
    },
    settle: (organizationId, id, claimId, outcome, at) =>
      change(
        organizationId,
        id,
        // A worker that was given up and comes back with a certainty ends the doubt.
        { status: outcome.kind === 'sent' ? { in: ['sending', 'unconfirmed'] } : 'sending', claimId },
        { ...columnsOf(outcome), updatedAt: at },
      ),
    async giveUp(organizationId, id, { before, now, failure }) {
      const dead = { status: 'sending', updatedAt: { lt: before } };
      return (
        (await change(
          organizationId,
          id,
          { ...dead, handedOverAt: null },
          { status: 'scheduled', dueAt: now, updatedAt: now },
        )) ??
        change(
          organizationId,
          id,
          { ...dead, handedOverAt: { not: null } },
          { status: 'unconfirmed', dueAt: null, failure, updatedAt: now },
        )
      );
    },
  };
}

function columnsOf(outcome: SendingOutcome): Prisma.FollowUpUncheckedUpdateManyInput {
  switch (outcome.kind) {
    case 'sent':
      return { status: 'sent', sentAt: outcome.at, sentTo: outcome.to, dueAt: null, failure: null };
    case 'again':
      return {
        status: 'scheduled',
        dueAt: outcome.dueAt,
        handedOverAt: null,
        failure: outcome.failure === '' ? null : outcome.failure,
      };
    case 'failed':
    case 'unconfirmed':
      return { status: outcome.kind, dueAt: null, failure: outcome.failure };
  }
}
