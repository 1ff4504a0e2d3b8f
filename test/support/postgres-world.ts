import { randomBytes } from 'node:crypto';
import { createAuditLog } from '../../src/data/audit-log.ts';
import { createConversationReferenceRepository } from '../../src/data/conversation-reference-repository.ts';
import { createConversationRepository } from '../../src/data/conversation-repository.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createDeliveryRepository } from '../../src/data/delivery-repository.ts';
import { openDispatcher } from '../../src/data/dispatcher.ts';
import { createInboxRepository } from '../../src/data/inbox-repository.ts';
import { createOrganizationRepository } from '../../src/data/organization-repository.ts';
import { createIdentityRepository } from '../../src/data/people/identity-repository.ts';
import { createUserRepository } from '../../src/data/people/user-repository.ts';
import { createQuickNoteRepository } from '../../src/data/quick-note-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createSealedBox, type SealedBox } from '../../src/data/sealed-box.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';
import type { World } from './world.ts';

export interface PostgresWorld extends World {
  database: TestDatabase;
  box: SealedBox;
}

/** The whole store on a PostgreSQL database of its own. */
export async function openPostgresWorld(): Promise<PostgresWorld> {
  const database = await createTestDatabase();
  const prisma = openDatabase(database.urls.app, { max: 4 });
  const pool = openScopedPool(database.urls.app, { max: 8 });
  const box = createSealedBox(randomBytes(32));
  const dispatcher = openDispatcher(database.urls.dispatcher, box);
  return {
    database,
    box,
    organizations: createOrganizationRepository(prisma, pool),
    users: createUserRepository(prisma, pool),
    identities: createIdentityRepository(pool),
    conversations: createConversationRepository(pool),
    notes: createQuickNoteRepository(prisma),
    deliveries: createDeliveryRepository(pool),
    references: createConversationReferenceRepository(prisma),
    inbox: createInboxRepository(pool, box),
    audit: createAuditLog(prisma),
    intake: (turn, options) => dispatcher.intake(turn, options),
    neglectedConversations: (olderThanMs, limit) => dispatcher.neglectedConversations(olderThanMs, limit),
    audited: (organizationId) =>
      prisma.withScope({ organizationId }, async (client) => {
        const rows = await client.auditLog.findMany({ orderBy: { createdAt: 'asc' } });
        return rows.map(({ action, actorId, subjectId }) => ({
          action,
          ...(actorId === null ? {} : { actorId }),
          ...(subjectId === null ? {} : { subjectId }),
        }));
      }),
    async close() {
      await Promise.all([prisma.close(), pool.close(), dispatcher.close()]);
      await database.drop();
    },
  };
}
