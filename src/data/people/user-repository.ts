import type { UserInput, UserRepository } from '../../coaching/people/ports.ts';
import { jobFamilies, roles, userStatuses, type User } from '../../coaching/people/user.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { User as Row } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

type UserColumns = Omit<Row, 'createdAt' | 'updatedAt' | 'deletedAt'>;

/** As Prisma names them. A day is midnight in UTC there; plain `pg` would make it midnight here. */
const columns = `id, organization_id AS "organizationId", email, name, role, job_family AS "jobFamily",
  team_leader_id AS "teamLeaderId", manager_id AS "managerId", department, employee_id AS "employeeId",
  hire_date::timestamp AT TIME ZONE 'UTC' AS "hireDate", phone, shift_pattern AS "shiftPattern", timezone, status`;

function toUser(row: UserColumns): User {
  return {
    id: row.id,
    organizationId: row.organizationId,
    email: row.email,
    name: row.name,
    role: oneOf(roles, row.role),
    jobFamily: oneOf(jobFamilies, row.jobFamily),
    timezone: row.timezone,
    status: oneOf(userStatuses, row.status),
    ...(row.teamLeaderId === null ? {} : { teamLeaderId: row.teamLeaderId }),
    ...(row.managerId === null ? {} : { managerId: row.managerId }),
    ...(row.department === null ? {} : { department: row.department }),
    ...(row.employeeId === null ? {} : { employeeId: row.employeeId }),
    ...(row.hireDate === null ? {} : { hireDate: dayOf(row.hireDate) }),
    ...(row.phone === null ? {} : { phone: row.phone }),
    ...(row.shiftPattern === null ? {} : { shiftPattern: row.shiftPattern }),
  };
}

const toRow = (organizationId: string, person: UserInput) => ({
  organizationId,
  email: person.email.toLowerCase(),
  name: person.name,
  role: person.role,
  jobFamily: person.jobFamily,
  teamLeaderId: person.teamLeaderId ?? null,
  managerId: person.managerId ?? null,
  department: person.department ?? null,
  employeeId: person.employeeId ?? null,
  hireDate: person.hireDate === undefined ? null : new Date(`${person.hireDate}T00:00:00Z`),
  phone: person.phone ?? null,
  shiftPattern: person.shiftPattern ?? null,
  timezone: person.timezone,
  // Left out where nothing is said about it: a repeated import must not end anybody's leave.
  ...(person.status === undefined ? {} : { status: person.status }),
});

type NewRow = ReturnType<typeof toRow>;

const isSame = (row: Row, next: NewRow): boolean =>
  (Object.keys(next) as (keyof NewRow)[]).every((field) => {
    const [before, after] = [row[field], next[field]];
    return before instanceof Date && after instanceof Date
      ? before.getTime() === after.getTime()
      : before === after;
  });

async function upsert(client: ScopedClient, organizationId: string, people: readonly UserInput[]) {
  const existing = await client.user.findMany({
    where: { organizationId, email: { in: people.map((person) => person.email.toLowerCase()) } },
  });
  const byEmail = new Map(existing.map((row) => [row.email, row]));
  const created: (NewRow & { id?: string })[] = [];
  const changed: { id: string; data: NewRow }[] = [];
  for (const person of people) {
    const data = toRow(organizationId, person);
    const row = byEmail.get(data.email);
    if (row === undefined) created.push({ ...data, ...(person.id === undefined ? {} : { id: person.id }) });
    else if (!isSame(row, data)) changed.push({ id: row.id, data });
  }
  // One statement: people may lead each other whatever their order.
  await client.user.createMany({ data: created });
  for (const { id, data } of changed) await client.user.update({ where: { id }, data });
  return {
    created: created.length,
    updated: changed.length,
    unchanged: people.length - created.length - changed.length,
  };
}

export function createUserRepository(database: Database, pool: ScopedPool): UserRepository {
  const present = { deletedAt: null, status: { not: 'TERMINATED' } } as const;
  return {
    findById: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.user.findFirst({ where: { id, ...present } });
        return row === null ? undefined : toUser(row);
      }),
    findByIds: async (organizationId, ids) => {
      const { rows } = await pool.runInScope<UserColumns>(
        { organizationId },
        {
          name: 'users-by-id',
          text: `SELECT ${columns} FROM users WHERE id = ANY ($1) AND deleted_at IS NULL AND status <> 'TERMINATED'`,
          values: [[...ids]],
        },
      );
      return rows.map(toUser);
    },
    findByEmail: (organizationId, email) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.user.findFirst({
          where: { organizationId, email: email.toLowerCase(), ...present },
        });
        return row === null ? undefined : toUser(row);
      }),
    list: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.user.findMany({
          where: present,
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toUser);
      }),
    lineAbove: (organizationId, userId) =>
      database.withScope({ organizationId }, async (client) => {
        // UNION (not ALL) ends at a cycle: a pair seen before is not walked again.
        const rows = await client.$queryRaw<{ id: string }[]>`
          WITH RECURSIVE line (id, depth) AS (
            SELECT above.id, 1 FROM users u
              JOIN LATERAL (VALUES (u.team_leader_id), (u.manager_id)) AS above (id) ON above.id IS NOT NULL
             WHERE u.id = ${userId}::uuid
            UNION
            SELECT above.id, line.depth + 1 FROM line JOIN users u ON u.id = line.id
              JOIN LATERAL (VALUES (u.team_leader_id), (u.manager_id)) AS above (id) ON above.id IS NOT NULL
             WHERE line.depth < 12
          )
          SELECT id FROM line WHERE id <> ${userId}::uuid GROUP BY id ORDER BY min(depth)`;
        return rows.map((row) => row.id);
      }),
    upsertMany: (organizationId, people) =>
      database.withScope({ organizationId }, (client) => upsert(client, organizationId, people), {
        timeoutMs: 60_000,
      }),
  };
}
