import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';
import type { Prisma } from './generated/client.ts';

/**
 * Whose rows a transaction may see. Without `userId` private conversations stay shut; without `conversationKey` shared
 * ones do.
 */
export interface Scope {
  organizationId: string;
  userId?: string;
  conversationKey?: string;
}

/** A Prisma client inside one scoped transaction. */
export type ScopedClient = Prisma.TransactionClient;

export interface Database {
  /**
   * Runs `work` in one transaction in which row policies see `scope`. It commits when `work` resolves and rolls back when
   * it throws. Keep model calls and other slow things outside: the transaction ends after `timeoutMs` (default 10,000).
   */
  withScope<T>(
    scope: Scope,
    work: (client: ScopedClient) => Promise<T>,
    options?: { timeoutMs?: number },
  ): Promise<T>;
  close(): Promise<void>;
}

/** Connects as `threadcoach_app` (or a role that is a member of it). `max` connections, default 10. */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const prisma = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: options.max ?? 10, application_name: 'threadcoach' }),
  });
  return {
    withScope: (scope, work, { timeoutMs = 10_000 } = {}) =>
      prisma.$transaction(
        async (client) => {
          await client.$executeRaw`SELECT set_config('app.organization_id', ${scope.organizationId}, true),
            set_config('app.user_id', ${scope.userId ?? ''}, true),
            set_config('app.conversation_key', ${scope.conversationKey ?? ''}, true)`;
          return work(client);
        },
        { timeout: timeoutMs, maxWait: 5_000 },
      ),
    close: () => prisma.$disconnect(),
  };
}
