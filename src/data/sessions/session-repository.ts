import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import {
  sessionTypes,
  type CoachingSession,
  type SessionParticipant,
  type TranscriptSegment,
} from '../../coaching/sessions/session.ts';
import type { Database } from '../database.ts';
import type {
  CoachingSession as SessionRow,
  SessionParticipant as ParticipantRow,
  TranscriptSegment as SegmentRow,
} from '../generated/client.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';

const processingStates = ['pending', 'processing', 'completed', 'failed'] as const;

/** Rows of one INSERT: PostgreSQL takes 65,535 parameters, and a segment has seven. */
const segmentsAtOnce = 5_000;

const toSession = (row: SessionRow): CoachingSession => ({
  id: row.id,
  organizationId: row.organizationId,
  facilitatorId: row.facilitatorId,
  type: oneOf(sessionTypes, row.sessionType),
  title: row.title,
  date: row.sessionDate.toISOString().slice(0, 10),
  processing: oneOf(processingStates, row.processingStatus),
  createdAt: row.createdAt,
  ...(row.failure === null ? {} : { failure: row.failure }),
  ...(row.template === null ? {} : { template: row.template }),
  ...(row.workshopType === null ? {} : { workshopType: row.workshopType }),
});

const toParticipant = (row: ParticipantRow): SessionParticipant => ({
  id: row.id,
  sessionId: row.sessionId,
  name: row.name,
  isFacilitator: row.isFacilitator,
  turns: row.turns,
  ...(row.userId === null ? {} : { userId: row.userId }),
  ...(row.speakingMs === null ? {} : { speakingMs: Number(row.speakingMs) }),
});

const toSegment = (row: SegmentRow): TranscriptSegment => ({
  index: row.segmentIndex,
  speaker: row.speaker,
  text: row.text,
  ...(row.startMs === null ? {} : { startMs: row.startMs }),
  ...(row.endMs === null ? {} : { endMs: row.endMs }),
});

export function createSessionRepository(database: Database, pool: ScopedPool): SessionRepository {
  return {
    create: ({ session, uploadKey, fileName, contentHash, segments, participants }) =>
      database.withScope(
        { organizationId: session.organizationId },
        async (client) => {
          const { organizationId } = session;
          const [created] = await client.coachingSession.createManyAndReturn({
            data: {
              organizationId,
              facilitatorId: session.facilitatorId,
              sessionType: session.type,
              title: session.title,
              sessionDate: new Date(session.date),
              uploadKey,
              ...(session.failure === undefined ? {} : { failure: session.failure }),
              template: session.template ?? null,
              workshopType: session.workshopType ?? null,
            },
            // The same upload again, perhaps at the same moment: the first one stands.
            skipDuplicates: true,
          });
          if (created === undefined) {
            return toSession(
              await client.coachingSession.findUniqueOrThrow({
                where: { organizationId_uploadKey: { organizationId, uploadKey } },
              }),
            );
          }
          const ids = { organizationId, sessionId: created.id };
          await client.transcript.create({ data: { ...ids, fileName, contentHash } });
          for (let from = 0; from < segments.length; from += segmentsAtOnce) {
            await client.transcriptSegment.createMany({
              data: segments.slice(from, from + segmentsAtOnce).map((segment) => ({
                ...ids,
                segmentIndex: segment.index,
                speaker: segment.speaker,
                startMs: segment.startMs ?? null,
                endMs: segment.endMs ?? null,
                text: segment.text,
              })),
            });
          }
          await client.sessionParticipant.createMany({
            data: participants.map((participant, position) => ({
              ...ids,
              position,
              name: participant.name,
              userId: participant.userId ?? null,
              isFacilitator: participant.isFacilitator,
              turns: participant.turns,
              speakingMs: participant.speakingMs ?? null,
            })),
          });
          return toSession(created);
        },
        { timeoutMs: 30_000 },
      ),
    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.coachingSession.findUnique({ where: { id } }) : null;
        return row === null ? undefined : toSession(row);
      }),
    list: (organizationId, facilitatorIds) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.coachingSession.findMany({
          ...(facilitatorIds === undefined ? {} : { where: { facilitatorId: { in: [...facilitatorIds] } } }),
          orderBy: [{ sessionDate: 'desc' }, { createdAt: 'desc' }, { id: 'asc' }],
        });
        return rows.map(toSession);
      }),
    participants: (organizationId, sessionId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.sessionParticipant.findMany({
          where: { sessionId },
          orderBy: { position: 'asc' },
        });
        return rows.map(toParticipant);
      }),
    segments: (organizationId, sessionId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.transcriptSegment.findMany({
          where: { sessionId },
          orderBy: { segmentIndex: 'asc' },
        });
        return rows.map(toSegment);
      }),
    setProcessing: (organizationId, sessionId, status, failure) =>
      database.withScope({ organizationId }, async (client) => {
        await client.coachingSession.updateMany({
          where: { id: sessionId },
          data: { processingStatus: status, failure: failure ?? null },
        });
      }),
    bindThread: (organizationId, sessionId, conversationKey) =>
      database.withScope({ organizationId }, async (client) => {
        await client.sessionThread.upsert({
          where: { conversationKey },
          create: { organizationId, sessionId, conversationKey },
          update: { sessionId },
        });
      }),
    threadsOf: (organizationId, sessionId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.sessionThread.findMany({
          where: { sessionId },
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map((row) => row.conversationKey);
      }),
    async findByThread(organizationId, conversationKey) {
      // Asked at every message, and the answer is mostly no.
      const { rows } = await pool.runInScope<{ id: string }>(
        { organizationId },
        {
          name: 'session-of-thread',
          text: 'SELECT session_id AS id FROM session_threads WHERE conversation_key = $1',
          values: [conversationKey],
        },
      );
      const [thread] = rows;
      if (thread === undefined) return undefined;
      return database.withScope({ organizationId }, async (client) => {
        const row = await client.coachingSession.findUnique({ where: { id: thread.id } });
        return row === null ? undefined : toSession(row);
      });
    },
    setFocus: (organizationId, conversationKey, userId, summaryId) =>
      database.withScope({ organizationId }, async (client) => {
        await client.summaryFocus.upsert({
          where: { conversationKey_userId: { conversationKey, userId } },
          create: { organizationId, conversationKey, userId, summaryId },
          update: { summaryId },
        });
      }),
    focus: (organizationId, conversationKey, userId, notBefore) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.summaryFocus.findUnique({
          where: {
            conversationKey_userId: { conversationKey, userId },
            ...(notBefore === undefined ? {} : { updatedAt: { gte: notBefore } }),
          },
        });
        return row?.summaryId;
      }),
  };
}

/** Ids come from people too (`session show ID`): what is no UUID names nothing, and must not reach the database. */
export const isUuid = (value: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
