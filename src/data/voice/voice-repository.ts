import { z } from 'zod';
import { measureVoice } from '../../coaching/voice/measure-voice.ts';
import type { VoiceRepository } from '../../coaching/voice/ports.ts';
import { emptyVoice, type VoiceContent, type VoiceProfile } from '../../coaching/voice/voice-profile.ts';
import type { Database } from '../database.ts';
import { Prisma, type VoiceProfile as Row } from '../generated/client.ts';

const examplesColumn = z.array(
  z.object({
    before: z.string(),
    after: z.string(),
    summaryId: z.string(),
    lineId: z.string(),
    at: z.coerce.date(),
  }),
);
const forgottenColumn = z.object({ examples: examplesColumn, ownWords: z.string() });

function toContent(row: Row): VoiceContent {
  const forgotten = row.forgotten === null ? undefined : forgottenColumn.parse(row.forgotten);
  return {
    examples: examplesColumn.parse(row.examples),
    ownWords: row.ownWords,
    paused: row.paused,
    ...(forgotten === undefined ? {} : { forgotten }),
  };
}

/** Measured when it is read: rules that measure better see old examples with new eyes. */
function toProfile(row: Row): VoiceProfile {
  const content = toContent(row);
  return {
    ...content,
    coachId: row.coachId,
    organizationId: row.organizationId,
    traits: measureVoice(content.examples),
    version: row.version,
  };
}

/** Safe cast: JSON in and out, dates as strings. */
const toJson = (value: unknown): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;

/** Every statement runs in the scope of the coach: the row policy shows the row to nobody else. */
export function createVoiceRepository(database: Database): VoiceRepository {
  return {
    find: (organizationId, coachId) =>
      database.withScope({ organizationId, userId: coachId }, async (client) => {
        const row = await client.voiceProfile.findUnique({ where: { coachId } });
        return row === null ? undefined : toProfile(row);
      }),

    change: (organizationId, coachId, change) =>
      database.withScope({ organizationId, userId: coachId }, async (client) => {
        // Two changes at once wait for one another, the first ever included: there is no row to lock yet.
        await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`voice:${coachId}`}, 0))`;
        const row = await client.voiceProfile.findUnique({ where: { coachId } });
        const before = row === null ? emptyVoice : toContent(row);
        const after = change(before);
        if (after === undefined || JSON.stringify(after) === JSON.stringify(before))
          return row === null ? undefined : toProfile(row);
        const { examples, ownWords, paused, forgotten } = after;
        const data = {
          examples: toJson(examples),
          traits: toJson(measureVoice(examples)),
          ownWords,
          paused,
          forgotten: forgotten === undefined ? Prisma.DbNull : toJson(forgotten),
        };
        const saved = await client.voiceProfile.upsert({
          where: { coachId },
          create: { coachId, organizationId, ...data },
          update: { ...data, version: { increment: 1 } },
        });
        return toProfile(saved);
      }),
  };
}
