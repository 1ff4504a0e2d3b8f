import type pg from 'pg';
import type { ImportScope, ProfileFieldWrite } from '../../../coaching/imports/kinds/ports.ts';
import type { UndoScope } from './import-undo.ts';

/**
 * Fields that came by import before are changed, those that are not there are made, all others stay: what a person wrote, and
 * what they hold in private, which no scope but theirs sees. What was there goes into the undo.
 */
export async function writeFields(
  client: pg.PoolClient,
  { organizationId, importId, actorId }: ImportScope,
  fields: readonly ProfileFieldWrite[],
): Promise<void> {
  if (fields.length === 0) return;
  const wanted = fields.map(({ userId, field, value, visibility }) => ({
    user_id: userId,
    field,
    value,
    visibility,
  }));
  await client.query(
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($4::jsonb) AS w (user_id uuid, field text, value jsonb, visibility text)
     ), stood AS (
       SELECT p.user_id, p.field, w.value, jsonb_build_object('value', p.value, 'written_by', p.written_by) AS before
         FROM profile_fields p JOIN wanted w USING (user_id, field)
        WHERE p.source = 'import' AND p.value IS DISTINCT FROM w.value
          FOR UPDATE OF p
     ), changed AS (
       UPDATE profile_fields p SET value = s.value, written_by = $3, updated_at = now()
         FROM stood s WHERE p.user_id = s.user_id AND p.field = s.field
       RETURNING p.user_id, p.field, s.before, p.value
     ), made AS (
       INSERT INTO profile_fields (organization_id, user_id, field, value, visibility, source, written_by)
       SELECT $1, user_id, field, value, visibility, 'import', $3 FROM wanted
       ON CONFLICT (user_id, field) DO NOTHING
       RETURNING user_id, field, NULL::jsonb AS before, value
     )
     INSERT INTO import_undo (organization_id, import_id, table_name, row_key, before, after)
     SELECT $1, $2, 'profile_fields', user_id || ':' || field, before, jsonb_build_object('value', value)
       FROM (SELECT * FROM changed UNION ALL SELECT * FROM made) AS done
     ON CONFLICT (import_id, table_name, row_key) DO NOTHING`,
    [organizationId, importId, actorId, JSON.stringify(wanted)],
  );
}

/** Brings back what stood before, except where somebody wrote by hand since. */
export async function undoFields(client: pg.PoolClient, { importId }: UndoScope): Promise<void> {
  const ours = `u.import_id = $1 AND u.table_name = 'profile_fields'
      AND p.user_id = split_part(u.row_key, ':', 1)::uuid AND p.field = split_part(u.row_key, ':', 2)
      AND p.source = 'import' AND p.value = u.after -> 'value'`;
  await client.query(`DELETE FROM profile_fields p USING import_undo u WHERE ${ours} AND u.before IS NULL`, [
    importId,
  ]);
  await client.query(
    `UPDATE profile_fields p SET value = u.before -> 'value', updated_at = now(),
            written_by = (SELECT id FROM users WHERE id = (u.before ->> 'written_by')::uuid)
       FROM import_undo u WHERE ${ours} AND u.before IS NOT NULL`,
    [importId],
  );
}
