import type { ConversationRepository, ConversationScope } from '../coaching/conversations/ports.ts';
import type { Database, Scope, ScopedClient } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** A direct conversation opens to its owner, a shared one to its place: never both. */
const toScope = ({ organizationId, userId, conversationKey, shared }: ConversationScope): Scope =>
  shared ? { organizationId, userId, conversationKey } : { organizationId, userId };

const ownerOf = (scope: ConversationScope): string | null => (scope.shared ? null : scope.userId);

async function idOf(client: ScopedClient, scope: ConversationScope): Promise<string> {
  const where = {
    organizationId: scope.organizationId,
    conversationKey: scope.conversationKey,
    userId: ownerOf(scope),
  };
  const found = await client.coachingConversation.findFirst({ where, select: { id: true } });
  if (found !== null) return found.id;
  const created = await client.coachingConversation.create({ data: where, select: { id: true } });
  return created.id;
}

/** Conversations are the private record: each call sets the scope that their row policies ask for. */
export function createConversationRepository(database: Database): ConversationRepository {
  return {
    open: (scope) =>
      database.withScope(toScope(scope), async (client) => {
        const id = await idOf(client, scope);
        return {
          id,
          organizationId: scope.organizationId,
          conversationKey: scope.conversationKey,
          ...(scope.shared ? {} : { ownerId: scope.userId }),
        };
      }),
    recent: (scope, limit, exceptTurn) =>
      database.withScope(toScope(scope), async (client) => {
        const rows = await client.conversationMessage.findMany({
          where: {
            conversationId: await idOf(client, scope),
            text: { not: '' },
            turnId: { not: exceptTurn },
          },
          orderBy: { seq: 'desc' },
          take: limit,
        });
        return rows.reverse().map((row) => ({
          id: row.id,
          role: row.role === 'assistant' ? 'assistant' : 'user',
          text: row.text,
          at: row.createdAt,
        }));
      }),
    append: (scope, message) =>
      database.withScope(toScope(scope), async (client) => {
        const conversationId = await idOf(client, scope);
        const { sourceMessageId } = message;
        if (message.reworded === true && sourceMessageId !== undefined) {
          await client.conversationMessage.updateMany({
            where: { conversationId, sourceMessageId, role: 'user', turnId: { not: message.turnId } },
            data: { text: '' },
          });
        }
        await client.conversationMessage.createMany({
          data: {
            organizationId: scope.organizationId,
            conversationId,
            conversationKey: scope.conversationKey,
            userId: ownerOf(scope),
            role: message.role,
            text: message.text,
            turnId: message.turnId,
            sourceMessageId: sourceMessageId ?? null,
            ...(message.data === undefined ? {} : { data: message.data as Prisma.InputJsonValue }),
          },
          skipDuplicates: true,
        });
      }),
    answerOf: (scope, turnId) =>
      database.withScope(toScope(scope), async (client) => {
        const row = await client.conversationMessage.findFirst({
          // With the conversation, so that the unique index finds it.
          where: { conversationId: await idOf(client, scope), turnId, role: 'assistant' },
          select: { text: true, data: true },
        });
        return row === null ? undefined : { text: row.text, data: row.data };
      }),
    rewrite: (scope, sourceMessageId, text) =>
      database.withScope(toScope(scope), async (client) => {
        const where = { conversationId: await idOf(client, scope), sourceMessageId, role: 'user' };
        const rows = await client.conversationMessage.findMany({
          where,
          orderBy: { seq: 'desc' },
          select: { id: true, text: true, turnId: true },
        });
        const [newest] = rows;
        if (newest === undefined) return 'unknown';
        if (newest.text === text) return 'same';
        await client.conversationMessage.update({ where: { id: newest.id }, data: { text } });
        // The wording before the last is nobody's any more.
        await client.conversationMessage.updateMany({
          where: { ...where, id: { not: newest.id } },
          data: { text: '' },
        });
        if (text === '') {
          await client.ragQuery.deleteMany({ where: { turnId: { in: rows.map(({ turnId }) => turnId) } } });
        }
        return 'changed';
      }),
  };
}
