import type { ConversationReferenceRepository } from '../turns/ports.ts';
import { placeSchema, platforms } from '../turns/turn.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { oneOf } from './one-of.ts';

export function createConversationReferenceRepository(database: Database): ConversationReferenceRepository {
  return {
    find: (organizationId, conversationKey) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.conversationReference.findUnique({ where: { conversationKey } });
        if (row === null) return undefined;
        return {
          platform: oneOf(platforms, row.platform),
          installationId: row.installationId,
          place: placeSchema.parse({ ...(row.place as object), key: conversationKey }),
          ...(row.handle === null ? {} : { replyHandle: row.handle as Record<string, unknown> }),
        };
      }),
    save: (organizationId, { platform, installationId, place: { key, ...place }, replyHandle }) =>
      database.withScope({ organizationId }, async (client) => {
        const data = {
          place: JSON.parse(JSON.stringify(place)) as Prisma.InputJsonValue,
          handle: replyHandle === undefined ? Prisma.DbNull : (replyHandle as Prisma.InputJsonValue),
        };
        await client.conversationReference.upsert({
          where: { conversationKey: key },
          create: { organizationId, platform, installationId, conversationKey: key, ...data },
          update: data,
        });
      }),
  };
}
