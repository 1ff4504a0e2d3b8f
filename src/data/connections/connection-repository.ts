import type { ConnectionRepository } from '../../coaching/connections/ports.ts';
import { newId } from '../../shared/ids.ts';
import type { Database } from '../database.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { suggestionColumns, toSuggestion, type StoredSuggestion } from './connection-rows.ts';
import { createConnectionAnswers } from './connection-answers.ts';

/**
 * Request, suggestions and their counts, all or none. Rows of one statement share an instant; microseconds keep the order in
 * which they were found.
 */
const keepSql = `
  WITH request AS (
    INSERT INTO connection_requests (id, organization_id, requestor_id, words, turn_id, talk_id, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $11) ON CONFLICT (turn_id) DO NOTHING RETURNING id
  ), made AS (
    INSERT INTO connection_suggestions
           (organization_id, request_id, requestor_id, suggested_id, reason_type, reason, expires_at, created_at)
    SELECT $2, request.id, $3, s.suggested_id, s.reason_type, s.reason::jsonb, s.expires_at, $11::timestamptz + s.place * interval '1 microsecond'
      FROM request, unnest($7::uuid[], $8::text[], $9::text[], $10::timestamptz[])
           WITH ORDINALITY AS s (suggested_id, reason_type, reason, expires_at, place)
    RETURNING *
  ), counted AS (
    UPDATE connection_settings SET suggested_count = suggested_count + 1
     WHERE user_id IN (SELECT suggested_id FROM made)
  )
  SELECT ${suggestionColumns} FROM made ORDER BY created_at`;

const ofTurnSql = `
  SELECT ${suggestionColumns} FROM connection_suggestions
   WHERE request_id = (SELECT id FROM connection_requests WHERE turn_id = $1) ORDER BY created_at`;

/** Suggesting is what people wait for, and goes the short way; what follows goes through Prisma. */
export function createConnectionRepository(database: Database, pool: ScopedPool): ConnectionRepository {
  const ofTurn: ConnectionRepository['ofTurn'] = async (viewer, turnId) => {
    const statement = { name: 'connections-of-turn', text: ofTurnSql, values: [turnId] };
    const { rows } = await pool.runInScope<StoredSuggestion>(viewer, statement);
    return rows.map(toSuggestion);
  };
  return {
    ...createConnectionAnswers(database),
    ofTurn,
    async keep({ organizationId, requestorId, words, turnId, talkId, at, suggestions }) {
      const viewer = { organizationId, userId: requestorId };
      const { rows } = await pool.runInScope<StoredSuggestion>(viewer, {
        name: 'connections-keep',
        text: keepSql,
        values: [
          ...[newId(), organizationId, requestorId, words, turnId, talkId ?? null],
          suggestions.map(({ suggestedId }) => suggestedId),
          suggestions.map(({ reasonType }) => reasonType),
          suggestions.map(({ reason }) => JSON.stringify(reason)),
          suggestions.map(({ expiresAt }) => expiresAt),
          at,
        ],
      });
      return rows.length > 0 ? rows.map(toSuggestion) : ofTurn(viewer, turnId);
    },
    find: (viewer, id) =>
      database.withScope(viewer, async (client) => {
        if (!isUuid(id)) return undefined;
        const row = await client.connectionSuggestion.findUnique({ where: { id } });
        return row === null ? undefined : toSuggestion(row);
      }),
    wordsOf: (viewer, id) =>
      database.withScope(viewer, async (client) => {
        if (!isUuid(id)) return undefined;
        return (await client.connectionRequest.findUnique({ where: { id } }))?.words;
      }),
    markViewed: (viewer, ids) =>
      database.withScope(viewer, async (client) => {
        const where = { id: { in: [...ids] }, requestorId: viewer.userId, status: 'suggested' };
        await client.connectionSuggestion.updateMany({ where, data: { status: 'viewed' } });
      }),
    exclude: ({ organizationId, userId }, otherId) =>
      database.withScope({ organizationId, userId }, async (client) => {
        await client.connectionExclusion.createMany({
          data: [{ organizationId, userId, otherId }],
          skipDuplicates: true,
        });
      }),
  };
}
