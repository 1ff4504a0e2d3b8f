import pg from 'pg';
import { AppError } from '../shared/errors.ts';

/**
 * Refuses to start with a role that row policies do not bind: a superuser, one with BYPASSRLS, or the owner of the tables
 * (who could switch the policies off).
 * @throws AppError DATA_020 naming the variable to change
 */
export async function checkRoles(databases: { app: string; dispatcher: string }): Promise<void> {
  await refuseBypass(databases.app, 'DATABASE_URL');
  await refuseBypass(databases.dispatcher, 'DATABASE_DISPATCHER_URL');
}

async function refuseBypass(url: string, variable: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw new AppError({
      code: 'DATA_021',
      message: `The database of ${variable} cannot be reached.`,
      retry: 'later',
      userMessage: `PostgreSQL cannot be reached at ${variable}. Check the address, the password and that it runs.`,
      cause,
    });
  }
  try {
    const { rows } = await client.query<{ bypass: boolean; owner: boolean; ready: boolean }>(
      `SELECT r.rolsuper OR r.rolbypassrls AS bypass,
              EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'users' AND c.relnamespace = 'public'::regnamespace
                       AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owner,
              to_regclass('public.inbox_events') IS NOT NULL AS ready
         FROM pg_roles r WHERE r.rolname = current_user`,
    );
    const row = rows[0];
    if (row?.ready !== true) {
      throw new AppError({
        code: 'DATA_022',
        message: 'The database has no tables yet.',
        userMessage: 'The database is not migrated yet. Run: npx threadcoach migrate',
      });
    }
    if (row.bypass || row.owner) {
      throw new AppError({
        code: 'DATA_020',
        message: `The role of ${variable} could bypass row-level security.`,
        userMessage: `The role of ${variable} is ${row.bypass ? 'a superuser or has BYPASSRLS' : 'the owner of the tables'}, so row-level security would not bind it. Use a role that is neither (npx threadcoach migrate prints the statements).`,
      });
    }
  } finally {
    await client.end();
  }
}
