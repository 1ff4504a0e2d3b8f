import pg from 'pg';
import type { Secrets } from './secrets.ts';

export const databaseName = 'threadcoach';
/** BullMQ's own schema, apart from the product's tables. */
const queueSchema = 'bullmq';

/** The names are fixed: migrations grant to them. */
export const roles = {
  owner: 'threadcoach_owner',
  app: 'threadcoach_app',
  dispatcher: 'threadcoach_dispatcher',
  queue: 'threadcoach_queue',
} as const;

export interface DatabaseUrls {
  /** Owns the tables: migrations only. */
  owner: string;
  /** Under row-level security. */
  app: string;
  /** Intake, identity lookup and sweeps. */
  dispatcher: string;
  /** BullMQ's PostgreSQL backend: owner of the schema `bullmq`. */
  queue: string;
}

export function databaseUrls(port: number, secrets: Secrets, database = databaseName): DatabaseUrls {
  const url = (role: keyof typeof roles): string =>
    `postgresql://${roles[role]}:${secrets[role]}@127.0.0.1:${port}/${database}`;
  return { owner: url('owner'), app: url('app'), dispatcher: url('dispatcher'), queue: url('queue') };
}

export function superuserUrl(port: number, secrets: Secrets, database: string): string {
  return `postgresql://postgres:${secrets.superuser}@127.0.0.1:${port}/${database}`;
}

/** Runs `work` on a connection of its own. */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that goes away would otherwise end the process; the query in hand fails on its own.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates what is missing of roles, database and queue schema, and sets the passwords. May be repeated at any time. */
export async function provisionDatabase(port: number, secrets: Secrets): Promise<void> {
  await withConnection(superuserUrl(port, secrets, 'postgres'), async (client) => {
    const existing = await client.query<{ rolname: string }>('SELECT rolname FROM pg_roles');
    const known = new Set(existing.rows.map((row) => row.rolname));
    for (const key of Object.keys(roles) as (keyof typeof roles)[]) {
      await client.query(
        `${known.has(roles[key]) ? 'ALTER' : 'CREATE'} ROLE ${roles[key]} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB
         NOCREATEROLE NOREPLICATION NOINHERIT PASSWORD ${pg.escapeLiteral(secrets[key])}`,
      );
    }
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName} OWNER ${roles.owner}`);
    await grantDatabase(client, databaseName);
  });
  await withConnection(superuserUrl(port, secrets, databaseName), async (client) => {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${queueSchema} AUTHORIZATION ${roles.queue}`);
  });
}

/**
 * Rights on a database as a whole, which a copy made with TEMPLATE does not inherit. The queue may CREATE because
 * BullMQ's migrator says `CREATE SCHEMA IF NOT EXISTS`, and PostgreSQL checks that right before it looks.
 */
export async function grantDatabase(client: pg.Client, database: string): Promise<void> {
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${database} TO ${roles.app}, ${roles.dispatcher}`);
  await client.query(`GRANT CONNECT, TEMPORARY, CREATE ON DATABASE ${database} TO ${roles.queue}`);
}
