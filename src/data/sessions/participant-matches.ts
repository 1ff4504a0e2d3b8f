import type { ParticipantMatches } from '../../coaching/sessions/plan-ports.ts';
import { engagementLevels, type EngagementLevel } from '../../coaching/sessions/session.ts';
import type { Database } from '../database.ts';
import { oneOf } from '../one-of.ts';
import { toParticipant } from './session-rows.ts';
import { isUuid } from './is-uuid.ts';

export function createParticipantMatches(database: Database): ParticipantMatches {
  return {
    clientEngagement: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.sessionParticipant.groupBy({
          by: ['clientId', 'engagementLevel'],
          where: { clientId: { not: null }, engagementLevel: { not: null } },
          _count: true,
        });
        const clients = new Map<string, Map<EngagementLevel, number>>();
        for (const { clientId, engagementLevel, _count } of rows) {
          const levels = clients.get(clientId ?? '') ?? new Map<EngagementLevel, number>();
          clients.set(clientId ?? '', levels.set(oneOf(engagementLevels, engagementLevel ?? ''), _count));
        }
        return clients;
      }),
    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.sessionParticipant.findUnique({ where: { id } }) : null;
        return row === null ? undefined : toParticipant(row);
      }),
    confirm: (organizationId, id, { userId, clientId }) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.sessionParticipant.findUnique({ where: { id } }) : null;
        if (row === null) return undefined;
        // One answer at a time for a session, so that two speakers cannot become one person at the same moment.
        await client.$executeRaw`SELECT 1 FROM coaching_sessions WHERE id = ${row.sessionId}::uuid FOR UPDATE`;
        const isSomebody = userId !== undefined || clientId !== undefined;
        const other = isSomebody
          ? await client.sessionParticipant.findFirst({
              where: {
                sessionId: row.sessionId,
                id: { not: id },
                ...(userId === undefined ? { clientId: clientId ?? '' } : { userId }),
              },
            })
          : null;
        if (other !== null) return undefined;
        const saved = await client.sessionParticipant.update({
          where: { id },
          data: { userId: userId ?? null, clientId: clientId ?? null, matchState: 'confirmed' },
        });
        return toParticipant(saved);
      }),
  };
}
