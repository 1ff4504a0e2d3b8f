import { z } from 'zod';
import { profileFieldKeys } from '../../coaching/profiles/field-catalogue.ts';
import type { QuestionnaireRepository } from '../../coaching/profiles/ports.ts';
import { visibilities } from '../../coaching/profiles/profile.ts';
import type { Database } from '../database.ts';
import { oneOf } from '../one-of.ts';

const key = z.enum(profileFieldKeys);
const progressSchema = z.object({
  field: key.exactOptional(),
  visibility: z.enum(visibilities).exactOptional(),
  skipped: z.array(key),
  trail: z.array(z.object({ field: key, editId: z.string().exactOptional() })),
  lastTurn: z.string().exactOptional(),
});

export function createQuestionnaireRepository(database: Database): QuestionnaireRepository {
  return {
    find: (organizationId, userId) =>
      database.withScope({ organizationId, userId }, async (client) => {
        const row = await client.profileQuestionnaire.findUnique({ where: { userId } });
        if (row === null) return undefined;
        const { conversationKey, updatedAt } = row;
        const state = oneOf(['asking', 'paused', 'finished'] as const, row.state);
        // Questions that an older version asked: begun anew, with the answers where they are.
        const progress = progressSchema.safeParse(row.progress).data ?? { skipped: [], trail: [] };
        return { conversationKey, state, updatedAt, ...progress };
      }),

    save: (organizationId, userId, { conversationKey, state, ...progress }) =>
      database.withScope({ organizationId, userId }, async (client) => {
        const content = { conversationKey, state, progress: progressSchema.parse(progress) };
        await client.profileQuestionnaire.upsert({
          where: { userId },
          create: { organizationId, userId, ...content },
          update: content,
        });
      }),
  };
}
