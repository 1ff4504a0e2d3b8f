import type { ParticipantMatches, SessionPlans } from '../../../src/coaching/sessions/plan-ports.ts';
import {
  awaitsTranscript,
  type CoachingSession,
  type EngagementLevel,
  type SessionParticipant,
} from '../../../src/coaching/sessions/session.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { StoredSession } from './sessions.ts';

type Stored = Map<string, StoredSession>;

const inOrganization = (stored: Stored, organizationId: string): StoredSession[] =>
  [...stored.values()].filter(({ session }) => session.organizationId === organizationId);

export function fakePlans(stored: Stored, clock: Clock): SessionPlans {
  const of = (organizationId: string, id: string): StoredSession | undefined =>
    inOrganization(stored, organizationId).find(({ session }) => session.id === id);
  return {
    schedule({ session, key, participants }) {
      const uploadKey = `plan:${key}`;
      const before = inOrganization(stored, session.organizationId).find(
        (other) => other.uploadKey === uploadKey,
      );
      if (before !== undefined) return Promise.resolve(before.session);
      const id = newId();
      const created: CoachingSession = {
        ...session,
        id,
        meeting: 'scheduled',
        processing: 'pending',
        createdAt: clock.now(),
      };
      stored.set(id, {
        session: created,
        uploadKey,
        segments: [],
        participants: participants.map((participant) => ({
          ...participant,
          id: newId(),
          sessionId: id,
          turns: 0,
          match: participant.userId === undefined && participant.clientId === undefined ? 'none' : 'certain',
        })),
        order: stored.size,
      });
      return Promise.resolve(created);
    },
    planned: (organizationId, facilitatorId, from, to) =>
      Promise.resolve(
        inOrganization(stored, organizationId)
          .map(({ session }) => session)
          .filter((session) => awaitsTranscript(session) && session.facilitatorId === facilitatorId)
          .filter(({ scheduledAt }) => scheduledAt !== undefined && scheduledAt >= from && scheduledAt < to)
          .sort((one, other) => (one.scheduledAt?.getTime() ?? 0) - (other.scheduledAt?.getTime() ?? 0)),
      ),
    next: (organizationId, userId, from) =>
      Promise.resolve(
        inOrganization(stored, organizationId)
          .filter(
            ({ session, participants }) =>
              session.facilitatorId === userId || participants.some((person) => person.userId === userId),
          )
          .map(({ session }) => session)
          .filter(
            ({ meeting, scheduledAt }) =>
              meeting === 'scheduled' && scheduledAt !== undefined && scheduledAt >= from,
          )
          .sort((one, other) => (one.scheduledAt?.getTime() ?? 0) - (other.scheduledAt?.getTime() ?? 0))[0],
      ),
    merge(organizationId, sessionId, plannedId) {
      const [found, plan] = [of(organizationId, sessionId), of(organizationId, plannedId)];
      const isPlan =
        plan !== undefined &&
        awaitsTranscript(plan.session) &&
        plan.session.facilitatorId === found?.session.facilitatorId;
      if (found === undefined || plan === undefined || !isPlan || found.session.scheduledAt !== undefined) {
        return Promise.resolve(false);
      }
      const { title, type, date, scheduledAt, workshopType, template } = plan.session;
      found.session = {
        ...found.session,
        ...{ title, type, date },
        ...(scheduledAt === undefined ? {} : { scheduledAt }),
        ...(workshopType === undefined ? {} : { workshopType }),
        ...(template === undefined ? {} : { template }),
      };
      const missing = plan.participants.filter(
        (person) =>
          !found.participants.some(
            (other) =>
              other.name === person.name ||
              (other.userId !== undefined && other.userId === person.userId) ||
              (other.clientId !== undefined && other.clientId === person.clientId),
          ),
      );
      found.participants = [
        ...found.participants,
        ...missing.map((person) => ({ ...person, id: newId(), sessionId })),
      ];
      stored.delete(plannedId);
      return Promise.resolve(true);
    },
    sameContent: (organizationId, contentHash, uploadKey) =>
      Promise.resolve(
        inOrganization(stored, organizationId)
          .filter((other) => other.contentHash === contentHash && other.uploadKey !== uploadKey)
          .sort((one, other) => other.order - one.order)
          .map(({ session }) => session),
      ),
  };
}

export function fakeMatches(stored: Stored): ParticipantMatches {
  const place = (organizationId: string, id: string) => {
    for (const entry of inOrganization(stored, organizationId)) {
      const participant = entry.participants.find((other) => other.id === id);
      if (participant !== undefined) return { entry, participant };
    }
    return undefined;
  };
  return {
    clientEngagement(organizationId) {
      const clients = new Map<string, Map<EngagementLevel, number>>();
      for (const { clientId, insight } of inOrganization(stored, organizationId).flatMap(
        ({ participants }) => participants,
      )) {
        if (clientId === undefined || insight === undefined) continue;
        const levels = clients.get(clientId) ?? new Map<EngagementLevel, number>();
        const { level } = insight.engagement;
        clients.set(clientId, levels.set(level, (levels.get(level) ?? 0) + 1));
      }
      return Promise.resolve(clients);
    },
    find: (organizationId, id) => Promise.resolve(place(organizationId, id)?.participant),
    confirm(organizationId, id, { userId, clientId }) {
      const found = place(organizationId, id);
      if (found === undefined) return Promise.resolve(undefined);
      const { entry, participant } = found;
      const isTaken = entry.participants.some(
        (other) =>
          other.id !== id &&
          ((userId !== undefined && other.userId === userId) ||
            (clientId !== undefined && other.clientId === clientId)),
      );
      if (isTaken) return Promise.resolve(undefined);
      const confirmed: SessionParticipant = { ...participant, match: 'confirmed' };
      delete confirmed.userId;
      delete confirmed.clientId;
      Object.assign(confirmed, {
        ...(userId === undefined ? {} : { userId }),
        ...(clientId === undefined ? {} : { clientId }),
      });
      entry.participants = entry.participants.map((other) => (other.id === id ? confirmed : other));
      return Promise.resolve(confirmed);
    },
  };
}
