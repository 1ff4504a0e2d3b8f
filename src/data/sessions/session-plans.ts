import type { SessionPlans } from '../../coaching/sessions/plan-ports.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { CoachingSession as SessionRow } from '../generated/client.ts';
import { fromParticipant, toSession } from './session-rows.ts';
import { isUuid } from './is-uuid.ts';

/** As `awaitsTranscript`. */
const waiting = {
  OR: [
    { meetingStatus: { in: ['scheduled', 'in_progress'] } },
    { meetingStatus: 'held', processingStatus: 'none' },
  ],
};

/** What a 1:1 keeps beside its session goes to the session that it becomes. */
async function moveMeeting(client: ScopedClient, from: string, sessionId: string): Promise<void> {
  const [where, data] = [{ sessionId: from }, { sessionId }];
  await client.oneOnOne.updateMany({ where, data });
  await client.oneOnOneNote.updateMany({ where, data });
  await client.actionItem.updateMany({ where, data });
  await client.coachingEffectiveness.updateMany({ where, data });
  await client.sessionThread.updateMany({ where, data });
  await client.quickNote.updateMany({
    where: { linkedSessionId: from },
    data: { linkedSessionId: sessionId },
  });
}

/**
 * Turns a planned session into the one that an upload makes: its row becomes `held` under the upload's key, and who was
 * invited makes place for who spoke. Undefined when it is no plan of this facilitator (any more).
 */
export async function takePlan(
  client: ScopedClient,
  plannedId: string,
  upload: { facilitatorId: string; uploadKey: string; durationMs: number | null },
): Promise<SessionRow | undefined> {
  if (!isUuid(plannedId)) return undefined;
  const { facilitatorId, uploadKey, durationMs } = upload;
  // The condition is part of the update: of two uploads at the same moment one gets it.
  const [taken] = await client.coachingSession.updateManyAndReturn({
    where: { id: plannedId, facilitatorId, ...waiting },
    data: { meetingStatus: 'held', processingStatus: 'pending', uploadKey, durationMs },
  });
  if (taken !== undefined) await client.sessionParticipant.deleteMany({ where: { sessionId: plannedId } });
  return taken;
}

export function createSessionPlans(database: Database): SessionPlans {
  return {
    schedule: ({ session, key, participants }) =>
      database.withScope({ organizationId: session.organizationId }, async (client) => {
        const { organizationId } = session;
        const uploadKey = `plan:${key}`;
        const [created] = await client.coachingSession.createManyAndReturn({
          data: {
            organizationId,
            facilitatorId: session.facilitatorId,
            sessionType: session.type,
            title: session.title,
            sessionDate: new Date(session.date),
            scheduledAt: session.scheduledAt,
            meetingStatus: 'scheduled',
            uploadKey,
            ...(session.workshopType === undefined ? {} : { workshopType: session.workshopType }),
            ...(session.template === undefined ? {} : { template: session.template }),
          },
          skipDuplicates: true,
        });
        if (created === undefined) {
          const where = { organizationId_uploadKey: { organizationId, uploadKey } };
          return toSession(await client.coachingSession.findUniqueOrThrow({ where }));
        }
        await client.sessionParticipant.createMany({
          data: participants.map((participant, position) => ({
            organizationId,
            sessionId: created.id,
            ...fromParticipant({ ...participant, turns: 0 }, position),
          })),
        });
        return toSession(created);
      }),
    planned: (organizationId, facilitatorId, from, to) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.coachingSession.findMany({
          where: { facilitatorId, scheduledAt: { gte: from, lt: to }, ...waiting },
          orderBy: [{ scheduledAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toSession);
      }),
    next: (organizationId, userId, from) =>
      database.withScope({ organizationId }, async (client) => {
        const invited = await client.sessionParticipant.findMany({
          where: { userId },
          select: { sessionId: true },
        });
        const row = await client.coachingSession.findFirst({
          where: {
            meetingStatus: 'scheduled',
            scheduledAt: { gte: from },
            OR: [{ facilitatorId: userId }, { id: { in: invited.map(({ sessionId }) => sessionId) } }],
          },
          orderBy: [{ scheduledAt: 'asc' }, { id: 'asc' }],
        });
        return row === null ? undefined : toSession(row);
      }),
    merge: (organizationId, sessionId, plannedId) =>
      database.withScope({ organizationId }, async (client) => {
        if (!isUuid(plannedId) || !isUuid(sessionId)) return false;
        const session = await client.coachingSession.findUnique({ where: { id: sessionId } });
        if (session?.meetingStatus !== 'held' || session.scheduledAt !== null) return false;
        const [there, invited] = await Promise.all([
          client.sessionParticipant.findMany({ where: { sessionId } }),
          client.sessionParticipant.findMany({
            where: { sessionId: plannedId },
            orderBy: { position: 'asc' },
          }),
        ]);
        const plan = await client.coachingSession.findUnique({ where: { id: plannedId } });
        // Taken under a condition: of two presses at the same moment one goes on.
        const { count } = await client.coachingSession.updateMany({
          where: { id: plannedId, facilitatorId: session.facilitatorId, ...waiting },
          data: { meetingStatus: 'cancelled' },
        });
        if (plan === null || count === 0) return false;
        await moveMeeting(client, plannedId, sessionId);
        await client.coachingSession.delete({ where: { id: plannedId } });
        const { title, sessionType, sessionDate, scheduledAt, workshopType, template } = plan;
        await client.coachingSession.update({
          where: { id: sessionId },
          data: { title, sessionType, sessionDate, scheduledAt, workshopType, template },
        });
        const missing = invited.filter(
          (person) =>
            !person.isFacilitator &&
            !there.some(
              ({ name, userId, clientId }) =>
                name === person.name ||
                (userId !== null && userId === person.userId) ||
                (clientId !== null && clientId === person.clientId),
            ),
        );
        await client.sessionParticipant.createMany({
          data: missing.map(({ name, userId, clientId, matchState, engagementLevel, insight }, at) => ({
            organizationId,
            sessionId,
            position: there.length + at,
            turns: 0,
            ...{ name, userId, clientId, matchState, engagementLevel },
            insight: insight ?? {},
          })),
        });
        return true;
      }),
    sameContent: (organizationId, contentHash, uploadKey) =>
      database.withScope({ organizationId }, async (client) => {
        const transcripts = await client.transcript.findMany({
          where: { contentHash },
          select: { sessionId: true },
        });
        const rows = await client.coachingSession.findMany({
          where: { id: { in: transcripts.map(({ sessionId }) => sessionId) }, uploadKey: { not: uploadKey } },
          orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        });
        return rows.map(toSession);
      }),
  };
}
