import pg from 'pg';
import { AppError } from '../shared/errors.ts';

/**
 * Refuses to start with a role that row policies do not bind: a superuser, one with BYPASSRLS, the owner of the tables
 * (who could switch the policies off), or a member of such a role. Refuses two roles the wrong way round as well: intake as
 * the app would find no installation and drop every message without a word.
 * @throws AppError DATA_020, DATA_022 or DATA_023 naming the variable to change; DATA_021 when it cannot be reached
 */
export async function checkRoles(databases: { app: string; dispatcher: string }): Promise<void> {
  await checkRole(databases.app, 'DATABASE_URL', { is: 'threadcoach_app', isNot: 'threadcoach_dispatcher' });
  await checkRole(databases.dispatcher, 'DATABASE_DISPATCHER_URL', {
    is: 'threadcoach_dispatcher',
    isNot: 'threadcoach_app',
  });
}

async function checkRole(
  url: string,
  variable: string,
  wanted: { is: string; isNot: string },
): Promise<void> {
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
    const { rows } = await client.query<{ bypass: boolean; owner: boolean; ready: boolean; right: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM pg_roles r WHERE (r.rolsuper OR r.rolbypassrls)
                       AND pg_has_role(current_user, r.oid, 'MEMBER')) AS bypass,
              EXISTS (SELECT 1 FROM pg_class c WHERE c.relname = 'users' AND c.relnamespace = 'public'::regnamespace
                       AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owner,
              pg_has_role(current_user, to_regrole($1)::oid, 'USAGE')
                AND NOT pg_has_role(current_user, to_regrole($2)::oid, 'MEMBER') AS right,
              to_regclass('public.inbox_events') IS NOT NULL AS ready`,
      [wanted.is, wanted.isNot],
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
    if (!row.right) {
      throw new AppError({
        code: 'DATA_023',
        message: `The role of ${variable} is not the one it is for.`,
        userMessage: `${variable} must connect as ${wanted.is}, or as a member of it that is no member of ${wanted.isNot}.`,
      });
    }
  } finally {
    await client.end();
  }
}
