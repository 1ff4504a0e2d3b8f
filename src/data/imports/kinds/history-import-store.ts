import type pg from 'pg';
import type { HistoryImportStore, ImportScope, PastSession } from '../../../coaching/imports/kinds/ports.ts';
import type { ScopedPool } from '../../scoped-pool.ts';
import { dependentsOf } from './dependents.ts';
import { Blocked, forgetUndo, trying, unlessBlocked, type UndoScope } from './import-undo.ts';

/** Columns of `one_on_ones` that an import writes, each with its type. */
const details = {
  agent_id: 'uuid',
  planned_minutes: 'integer',
  topics: 'text[]',
  discussion_notes: 'text',
  commitments: 'text',
  resources: 'text[]',
  engagement: 'smallint',
  receptiveness: 'smallint',
  understanding: 'smallint',
  effectiveness: 'smallint',
  achievements: 'text',
  concerns: 'text',
  follow_up_required: 'boolean',
  follow_up_on: 'date',
  follow_up_topics: 'text[]',
  cancelled_reason: 'text',
  no_show_reason: 'text',
} as const;
const names = Object.keys(details);
const typed = Object.entries(details)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');
const row = (alias: string): string => `(${names.map((name) => `${alias}.${name}`).join(', ')})`;
const kept = `jsonb_build_object('meeting_status', s.meeting_status, ${names.map((name) => `'${name}', d.${name}`).join(', ')})`;

const usualMinutes = 30;
const uploadKey = (key: string): string => `history:${key}`;

const toRow = (session: PastSession) => ({
  upload_key: uploadKey(session.key),
  facilitator_id: session.leaderId,
  session_type: session.type,
  session_date: session.date,
  meeting_status: session.meeting,
  title: session.title,
  leader_name: session.leaderName,
  // Of two who are called the same, each keeps a name of their own in the session.
  agent_name: session.agentName === session.leaderName ? `${session.agentName} (2)` : session.agentName,
  agent_id: session.agentId,
  planned_minutes: session.minutes ?? usualMinutes,
  topics: session.topics,
  discussion_notes: session.notes,
  commitments: session.commitments,
  resources: session.resources,
  engagement: session.engagement,
  receptiveness: session.receptiveness,
  understanding: session.understanding,
  effectiveness: session.effectiveness,
  achievements: session.achievements,
  concerns: session.concerns,
  follow_up_required: session.followUpRequired,
  follow_up_on: session.followUpOn,
  follow_up_topics: session.followUpTopics,
  cancelled_reason: session.meeting === 'cancelled' ? session.reason : undefined,
  no_show_reason: session.meeting === 'no_show' ? session.reason : undefined,
});

const wanted = `jsonb_to_recordset($1::jsonb) AS w (upload_key text, facilitator_id uuid, session_type text, session_date date,
  meeting_status text, title text, leader_name text, agent_name text, ${typed})`;

/** Sessions, those who took part, and what was talked about; one that is there is left alone. */
async function writeSessions(
  client: pg.PoolClient,
  { organizationId, importId }: ImportScope,
  rows: string,
): Promise<void> {
  const { rows: made } = await client.query<{ id: string }>(
    `INSERT INTO coaching_sessions (organization_id, facilitator_id, session_type, title, session_date, upload_key, processing_status, meeting_status)
     SELECT $2, facilitator_id, session_type, title, session_date, upload_key, 'none', meeting_status FROM ${wanted}
     ON CONFLICT (organization_id, upload_key) DO NOTHING RETURNING id`,
    [rows, organizationId],
  );
  const ids = made.map(({ id }) => id);
  const ours = `${wanted} JOIN coaching_sessions s ON s.upload_key = w.upload_key AND s.id = ANY ($3::uuid[])`;
  await client.query(
    `INSERT INTO session_participants (organization_id, session_id, name, user_id, is_facilitator, turns, position, match_state)
     SELECT $2, s.id, p.name, p.user_id, p.is_facilitator, 0, p.position, 'certain' FROM ${ours},
            LATERAL (VALUES (w.leader_name, w.facilitator_id, true, 0), (w.agent_name, w.agent_id, false, 1))
              AS p (name, user_id, is_facilitator, position)`,
    [rows, organizationId, ids],
  );
  await client.query(
    `INSERT INTO one_on_ones (organization_id, session_id, ${names.join(', ')})
     SELECT $2, s.id, ${names
       .map((name) =>
         name === 'topics' || name === 'resources' || name === 'follow_up_topics'
           ? `coalesce(w.${name}, '{}')`
           : `w.${name}`,
       )
       .join(', ')} FROM ${ours}`,
    [rows, organizationId, ids],
  );
  // Named by the person first: what an import keeps about somebody goes with them.
  await client.query(
    `INSERT INTO import_undo (organization_id, import_id, table_name, row_key, after)
     SELECT $1, $2, 'coaching_sessions', d.agent_id || ':' || s.id, ${kept}
       FROM coaching_sessions s JOIN one_on_ones d ON d.session_id = s.id WHERE s.id = ANY ($3::uuid[])`,
    [organizationId, importId, ids],
  );
}

async function undoSessions(client: pg.PoolClient, { importId }: UndoScope): Promise<number> {
  const { rows } = await client.query<{ id: string; changed: boolean }>(
    `SELECT s.id, NOT ${kept} @> u.after AS changed
       FROM import_undo u JOIN coaching_sessions s ON s.id = split_part(u.row_key, ':', 2)::uuid
       JOIN one_on_ones d ON d.session_id = s.id
      WHERE u.import_id = $1 AND u.table_name = 'coaching_sessions'`,
    [importId],
  );
  if (rows.some(({ changed }) => changed))
    throw new Blocked('Some of these sessions were changed since: what was written there would be lost.');
  const ids = rows.map(({ id }) => id);
  const except = ['session_participants', 'one_on_ones', 'coaching_effectiveness'];
  const found = await dependentsOf(client, { table: 'coaching_sessions', ids, except });
  if (found.length > 0)
    throw new Blocked(`On some of these sessions more hangs by now: ${found.join(', ')}.`);
  await client.query('DELETE FROM coaching_effectiveness WHERE session_id = ANY ($1::uuid[])', [ids]);
  await client.query('DELETE FROM coaching_sessions WHERE id = ANY ($1::uuid[])', [ids]);
  return ids.length;
}

export const createHistoryImportStore = (pool: ScopedPool): HistoryImportStore => ({
  write: (scope, sessions, { dryRun = false } = {}) =>
    pool.withScope({ organizationId: scope.organizationId }, (client) =>
      trying(client, scope, dryRun, async () => {
        const rows = JSON.stringify(sessions.map(toRow));
        await writeSessions(client, scope, rows);
        const { rows: there } = await client.query<{ key: string; id: string; ours: boolean; same: boolean }>(
          `SELECT w.upload_key AS key, s.id, u.import_id IS NOT NULL AS ours,
                  coalesce(s.meeting_status = w.meeting_status AND ${row('d')} IS NOT DISTINCT FROM ${row('w')}, false) AS same
             FROM ${wanted} JOIN coaching_sessions s ON s.upload_key = w.upload_key
             LEFT JOIN one_on_ones d ON d.session_id = s.id
             LEFT JOIN import_undo u ON u.import_id = $2 AND u.table_name = 'coaching_sessions'
                                    AND u.row_key = w.agent_id || ':' || s.id`,
          [rows, scope.importId],
        );
        const keyOf = new Map(sessions.map(({ key }) => [uploadKey(key), key]));
        const named = (key: string): string => keyOf.get(key) ?? key;
        return {
          made: new Map(there.filter(({ ours }) => ours).map(({ key, id }) => [named(key), id])),
          different: new Set(there.filter(({ ours, same }) => !ours && !same).map(({ key }) => named(key))),
        };
      }),
    ),
  rollback: (organizationId, importId) =>
    unlessBlocked(() =>
      pool.withScope({ organizationId }, async (client) => {
        const scope = { organizationId, importId };
        const rows = await undoSessions(client, scope);
        await forgetUndo(client, scope);
        return { rows };
      }),
    ),
});
