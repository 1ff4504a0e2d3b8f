import pg from 'pg';
import type { Scope } from './database.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Plain `pg` for the statements that every message passes (inbox, leases, people, conversations, search, deliveries): one to three
 * round trips a transaction where Prisma's interactive one takes four and work between. Same roles, same row policies.
 * See docs/decisions/0003-two-clients-one-scope.md.
 */
export interface ScopedPool {
  /**
   * Several statements in one transaction in which row policies see `scope`.
   * @param options.snapshot all of them read the same instant, and none may write. @default false
   */
  withScope<T>(
    scope: Scope,
    work: (client: pg.PoolClient) => Promise<T>,
    options?: { snapshot?: boolean },
  ): Promise<T>;
  /**
   * One statement in a transaction of its own: begin, statement and commit are sent together and cost one round trip.
   * Give it a `name`, so that it is planned once a connection.
   */
  runInScope<R extends pg.QueryResultRow>(
    scope: Scope,
    statement: pg.QueryConfig,
  ): Promise<pg.QueryResult<R>>;
  close(): Promise<void>;
}

/** `set_config` as text, so that it travels with BEGIN; every value is checked or quoted first. */
function beginInScope(scope: Scope, begin = 'BEGIN'): string {
  for (const id of [scope.organizationId, scope.userId ?? scope.organizationId]) {
    if (!uuid.test(id)) throw new Error('A scope takes UUIDs.');
  }
  const settings = [
    `set_config('app.organization_id', '${scope.organizationId}', true)`,
    `set_config('app.user_id', '${scope.userId ?? ''}', true)`,
    `set_config('app.conversation_key', ${pg.escapeLiteral(scope.conversationKey ?? '')}, true)`,
  ];
  return `${begin}; SELECT ${settings.join(', ')}`;
}

/**
 * Connects as `threadcoach_app`.
 * @param options.max connections, default 10
 * @param options.pipeline default true; COPY needs a pool without, on which only `withScope` is of use
 */
export function openScopedPool(url: string, options: { max?: number; pipeline?: boolean } = {}): ScopedPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: 'threadcoach',
    // Queries are sent when they are asked for, not when the one before is answered.
    pipeline: options.pipeline ?? true,
  });
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    async withScope(scope, work, { snapshot = false } = {}) {
      const begin = beginInScope(
        scope,
        snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN',
      );
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(begin);
        const result = await work(client);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((rollback: unknown) => {
          broken = rollback instanceof Error ? rollback : new Error('ROLLBACK failed');
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async runInScope<R extends pg.QueryResultRow>(scope: Scope, statement: pg.QueryConfig) {
      const begin = beginInScope(scope);
      const client = await pool.connect();
      // Where the statement fails, this COMMIT is a ROLLBACK.
      const [begun, done, committed] = await Promise.allSettled([
        client.query(begin),
        client.query<R>(statement),
        client.query('COMMIT'),
      ]);
      client.release(committed.status === 'rejected' ? new Error('COMMIT failed') : undefined);
      if (begun.status === 'rejected') throw begun.reason as Error;
      if (done.status === 'rejected') throw done.reason as Error;
      if (committed.status === 'rejected') throw committed.reason as Error;
      return done.value;
    },
    close: () => pool.end(),
  };
}
