import type { ConnectionRepository } from '../../coaching/connections/ports.ts';
import type { Database, ScopedClient } from '../database.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { toSuggestion } from './connection-rows.ts';

type Answers = Pick<
  ConnectionRepository,
  'ask' | 'answer' | 'dismiss' | 'claimClosing' | 'releaseClosing' | 'expire' | 'markIntroduced'
>;

/** A worker that says nothing for so long is taken for dead. */
const closingForMs = 120_000;
const open = { in: ['suggested', 'viewed'] };

async function takesPart(client: ScopedClient, userId: string): Promise<boolean> {
  const settings = await client.connectionSettings.findUnique({ where: { userId } });
  return settings?.optedIn === true;
}

/**
 * Each step is one conditional UPDATE: of several workers or people at the same moment one finds the row as it expects it, and
 * the others find nothing. What is counted is counted in the same transaction.
 */
export function createConnectionAnswers(database: Database): Answers {
  return {
    ask: (viewer, id, { message, at, expiresAt }) =>
      database.withScope(viewer, async (client) => {
        const found = await client.connectionSuggestion.findUnique({ where: { id } });
        if (found === null) return undefined;
        const { suggestedId, requestorId } = found;
        const available = await client.connectionSettings.findFirst({
          where: {
            userId: suggestedId,
            optedIn: true,
            availability: 'available',
            OR: [{ pausedUntil: null }, { pausedUntil: { lte: at } }],
          },
        });
        const excluded = await client.connectionExclusion.findFirst({
          where: {
            OR: [
              { userId: suggestedId, otherId: requestorId },
              { userId: requestorId, otherId: suggestedId },
            ],
          },
        });
        const isPossible = available !== null && excluded === null && (await takesPart(client, requestorId));
        if (!isPossible) return undefined;
        const [asked] = await client.connectionSuggestion.updateManyAndReturn({
          where: { id, requestorId: viewer.userId, status: open, askedAt: null, expiresAt: { gt: at } },
          data: { status: 'viewed', message, askedAt: at, expiresAt },
        });
        if (asked === undefined) return undefined;
        await client.connectionSettings.update({
          where: { userId: suggestedId },
          data: { lastAskedAt: at },
        });
        return toSuggestion(asked);
      }),

    answer: (viewer, id, status, at) =>
      database.withScope(viewer, async (client) => {
        if (!isUuid(id)) return undefined;
        const found = await client.connectionSuggestion.findUnique({ where: { id } });
        if (found === null) return undefined;
        const { suggestedId: userId, requestorId } = found;
        const isYes = status === 'connected';
        if (isYes && !((await takesPart(client, userId)) && (await takesPart(client, requestorId))))
          return undefined;
        const [answered] = await client.connectionSuggestion.updateManyAndReturn({
          where: {
            ...{ id, suggestedId: viewer.userId, status: open },
            ...{ askedAt: { not: null }, expiresAt: { gt: at } },
          },
          data: { status, responseAt: at },
        });
        if (answered === undefined) return undefined;
        const data = isYes ? { connectedCount: { increment: 1 } } : { declinedCount: { increment: 1 } };
        await client.connectionSettings.updateMany({ where: { userId }, data });
        return toSuggestion(answered);
      }),

    dismiss: (viewer, id, at) =>
      database.withScope(viewer, async (client) => {
        await client.connectionSuggestion.updateMany({
          where: { id, requestorId: viewer.userId, status: open, askedAt: null },
          data: { status: 'declined', responseAt: at },
        });
      }),

    claimClosing: (viewer, id, now) =>
      database.withScope(viewer, async (client) => {
        const { count } = await client.connectionSuggestion.updateMany({
          where: {
            ...{ id, requestorId: viewer.userId, status: open, expiresAt: { lte: now } },
            OR: [{ closingAt: null }, { closingAt: { lt: new Date(now.getTime() - closingForMs) } }],
          },
          data: { closingAt: now },
        });
        return count === 1;
      }),

    releaseClosing: (viewer, id) =>
      database.withScope(viewer, async (client) => {
        await client.connectionSuggestion.updateMany({
          where: { id, status: open },
          data: { closingAt: null },
        });
      }),

    expire: (viewer, id, now) =>
      database.withScope(viewer, async (client) => {
        const [expired] = await client.connectionSuggestion.updateManyAndReturn({
          where: { id, status: open, expiresAt: { lte: now } },
          data: { status: 'expired' },
        });
        if (expired === undefined || expired.askedAt === null) return;
        const where = { userId: expired.suggestedId };
        await client.connectionSettings.updateMany({ where, data: { expiredCount: { increment: 1 } } });
      }),

    markIntroduced: (viewer, id, at) =>
      database.withScope(viewer, async (client) => {
        const where = { id, status: 'connected', introducedAt: null };
        await client.connectionSuggestion.updateMany({ where, data: { introducedAt: at } });
      }),
  };
}
