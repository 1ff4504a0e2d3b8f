import type pg from 'pg';
import type { ImportScope, PeopleImportStore } from '../../../coaching/imports/kinds/ports.ts';
import { jobFamilies, roles, userStatuses, type User } from '../../../coaching/people/user.ts';
import { oneOf } from '../../one-of.ts';
import type { ScopedPool } from '../../scoped-pool.ts';
import { dependentsOf } from './dependents.ts';
import {
  Blocked,
  forgetUndo,
  keptKeys,
  refuseIfNewer,
  trying,
  unlessBlocked,
  type UndoScope,
} from './import-undo.ts';
import { undoFields, writeFields } from './profile-fields.ts';

/** What an import writes of a person, as the table names it, each with its type. */
const columns = {
  email: 'text',
  name: 'text',
  role: 'text',
  job_family: 'text',
  team_leader_id: 'uuid',
  manager_id: 'uuid',
  department: 'text',
  employee_id: 'text',
  hire_date: 'date',
  phone: 'text',
  shift_pattern: 'text',
  timezone: 'text',
  status: 'text',
} as const;
type Column = keyof typeof columns;
type Row = { id: string } & Record<Column, string | null>;

const names = Object.keys(columns).join(', ');
const typed = ['id uuid', ...Object.entries(columns).map(([name, type]) => `${name} ${type}`)].join(', ');
/** Sets every column from a row called `r`. */
const assignments = Object.keys(columns)
  .map((name) => `${name} = r.${name}`)
  .join(', ');
/** The row as the undo keeps it: what an import writes and nothing else, so that signing in does not count as a change. */
const kept = `jsonb_build_object(${Object.keys(columns)
  .map((name) => `'${name}', u.${name}`)
  .join(', ')})`;

const toRow = (user: User): Row => ({
  id: user.id,
  email: user.email,
  name: user.name,
  role: user.role,
  job_family: user.jobFamily,
  team_leader_id: user.teamLeaderId ?? null,
  manager_id: user.managerId ?? null,
  department: user.department ?? null,
  employee_id: user.employeeId ?? null,
  hire_date: user.hireDate ?? null,
  phone: user.phone ?? null,
  shift_pattern: user.shiftPattern ?? null,
  timezone: user.timezone,
  status: user.status,
});

const toUser = (organizationId: string, row: Row): User => ({
  id: row.id,
  organizationId,
  email: row.email ?? '',
  name: row.name ?? '',
  role: oneOf(roles, row.role ?? ''),
  jobFamily: oneOf(jobFamilies, row.job_family ?? ''),
  timezone: row.timezone ?? 'UTC',
  status: oneOf(userStatuses, row.status ?? ''),
  ...(row.team_leader_id === null ? {} : { teamLeaderId: row.team_leader_id }),
  ...(row.manager_id === null ? {} : { managerId: row.manager_id }),
  ...(row.department === null ? {} : { department: row.department }),
  ...(row.employee_id === null ? {} : { employeeId: row.employee_id }),
  ...(row.hire_date === null ? {} : { hireDate: row.hire_date }),
  ...(row.phone === null ? {} : { phone: row.phone }),
  ...(row.shift_pattern === null ? {} : { shiftPattern: row.shift_pattern }),
});

async function writePeople(
  client: pg.PoolClient,
  { organizationId, importId }: ImportScope,
  people: readonly User[],
): Promise<void> {
  if (people.length === 0) return;
  const rows = JSON.stringify(people.map(toRow));
  const ids = people.map(({ id }) => id);
  await client.query('SELECT 1 FROM users WHERE id = ANY ($1::uuid[]) ORDER BY id FOR UPDATE', [ids]);
  await client.query(
    `INSERT INTO import_undo (organization_id, import_id, table_name, row_key, before)
     SELECT $1, $2, 'users', w.id::text, (SELECT ${kept} FROM users u WHERE u.id = w.id) FROM unnest($3::uuid[]) AS w (id)
     ON CONFLICT (import_id, table_name, row_key) DO NOTHING`,
    [organizationId, importId, ids],
  );
  // Two may swap their employee ids, and no two may hold one for an instant.
  await client.query('UPDATE users SET employee_id = NULL WHERE id = ANY ($1::uuid[])', [ids]);
  // One statement: people may lead each other, whatever their order.
  await client.query(
    `INSERT INTO users (organization_id, id, ${names})
     SELECT $1, r.id, ${names
       .split(', ')
       .map((name) => `r.${name}`)
       .join(', ')} FROM jsonb_to_recordset($2::jsonb) AS r (${typed})
      WHERE NOT EXISTS (SELECT 1 FROM users u WHERE u.id = r.id)`,
    [organizationId, rows],
  );
  await client.query(
    `UPDATE users u SET ${assignments}, updated_at = now() FROM jsonb_to_recordset($1::jsonb) AS r (${typed}) WHERE u.id = r.id`,
    [rows],
  );
  await client.query(
    `UPDATE import_undo SET after = ${kept} FROM users u
      WHERE import_id = $1 AND table_name = 'users' AND u.id = row_key::uuid AND u.id = ANY ($2::uuid[])`,
    [importId, ids],
  );
}

/** Those who are there still, as the undo knows them. */
const undone = `import_undo o JOIN users u ON u.id = o.row_key::uuid WHERE o.import_id = $1 AND o.table_name = 'users'`;

/** @throws Blocked where something newer is in the way */
async function undoPeople(client: pg.PoolClient, scope: UndoScope): Promise<void> {
  const { importId } = scope;
  const { rows: changed } = await client.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM ${undone} AND NOT ${kept} @> o.after`,
    [importId],
  );
  const count = changed[0]?.count ?? 0;
  if (count > 0)
    throw new Blocked(
      count === 1 ? 'One of these people was changed since.' : `${count} of these people were changed since.`,
    );
  await client.query(
    `UPDATE users SET employee_id = NULL WHERE id IN (SELECT u.id FROM ${undone} AND o.before IS NOT NULL)`,
    [importId],
  );
  await client.query(
    `UPDATE users u SET ${assignments}, updated_at = now()
       FROM (SELECT o.row_key::uuid AS id, b.email, b.name, b.role, b.job_family, b.department, b.employee_id, b.hire_date, b.phone,
                    b.shift_pattern, b.timezone, b.status,
                    (SELECT id FROM users WHERE id = b.team_leader_id) AS team_leader_id,
                    (SELECT id FROM users WHERE id = b.manager_id) AS manager_id
               FROM import_undo o, jsonb_to_record(o.before) AS b (${typed})
              WHERE o.import_id = $1 AND o.table_name = 'users' AND o.before IS NOT NULL) AS r
      WHERE u.id = r.id`,
    [importId],
  );
  const { rows: made } = await client.query<{ id: string }>(
    `SELECT u.id FROM ${undone} AND o.before IS NULL`,
    [importId],
  );
  await removePeople(
    client,
    made.map(({ id }) => id),
  );
  const { rows: admins } = await client.query(
    `SELECT 1 FROM users WHERE role = 'ADMIN' AND status <> 'TERMINATED' AND deleted_at IS NULL LIMIT 1`,
  );
  if (admins.length === 0) throw new Blocked('Nobody would be an admin any more.');
}

async function removePeople(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  // Among themselves they may lead each other; they go together.
  await client.query(
    `UPDATE users SET team_leader_id = NULL, manager_id = NULL WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  const found = await dependentsOf(client, { table: 'users', ids, except: [] });
  if (found.length > 0)
    throw new Blocked(`For people whom it added there is more by now: ${found.join(', ')}.`);
  await client.query('DELETE FROM users WHERE id = ANY ($1::uuid[])', [ids]);
}

/** Postgres has to look at every table that knows people: longer than most transactions. */
export const createPeopleImportStore = (pool: ScopedPool): PeopleImportStore => ({
  people: (organizationId) =>
    pool.withScope({ organizationId }, async (client) => {
      const { rows } = await client.query<Row>(
        `SELECT id, ${names.replace('hire_date', 'hire_date::text AS hire_date')} FROM users WHERE deleted_at IS NULL ORDER BY name, id`,
      );
      return rows.map((row) => toUser(organizationId, row));
    }),
  write: (scope, people, fields, { dryRun = false } = {}) =>
    pool.withScope({ organizationId: scope.organizationId }, (client) =>
      trying(client, scope, dryRun, async () => {
        await writePeople(client, scope, people);
        await writeFields(client, scope, fields);
        return {
          people: await keptKeys(client, scope, 'users'),
          profiles: await keptKeys(client, scope, 'profile_fields'),
        };
      }),
    ),
  rollback: (organizationId, importId) =>
    unlessBlocked(() =>
      pool.withScope({ organizationId }, async (client) => {
        const scope = { organizationId, importId };
        await refuseIfNewer(client, scope);
        const people = await keptKeys(client, scope, 'users');
        const profiles = await keptKeys(client, scope, 'profile_fields');
        await undoFields(client, scope);
        await undoPeople(client, scope);
        await forgetUndo(client, scope);
        return { rows: new Set([...people, ...profiles]).size, profiles };
      }),
    ),
});
