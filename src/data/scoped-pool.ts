import pg from 'pg';
import type { Scope } from './database.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Plain `pg` for the statements that every message passes (inbox, leases, deliveries): three round trips a transaction
 * where Prisma's interactive one takes four and an engine between. Same roles, same row policies.
 * See docs/decisions/0003-two-clients-one-scope.md.
 */
export interface ScopedPool {
  withScope<T>(scope: Scope, work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** `set_config` as text, so that it travels with BEGIN; every value is checked or quoted first. */
function beginInScope(scope: Scope): string {
  for (const id of [scope.organizationId, scope.userId ?? scope.organizationId]) {
    if (!uuid.test(id)) throw new Error('A scope takes UUIDs.');
  }
  const settings = [
    `set_config('app.organization_id', '${scope.organizationId}', true)`,
    `set_config('app.user_id', '${scope.userId ?? ''}', true)`,
    `set_config('app.conversation_key', ${pg.escapeLiteral(scope.conversationKey ?? '')}, true)`,
  ];
  return `BEGIN; SELECT ${settings.join(', ')}`;
}

/** Connects as `threadcoach_app`. `max` connections, default 10. */
export function openScopedPool(url: string, options: { max?: number } = {}): ScopedPool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: 'threadcoach',
  });
  // An idle connection that the server closed is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return {
    async withScope(scope, work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(beginInScope(scope));
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
    close: () => pool.end(),
  };
}
