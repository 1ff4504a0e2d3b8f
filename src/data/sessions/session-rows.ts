import {
  engagementLevels,
  meetingStatuses,
  sessionTypes,
  type CoachingSession,
  type Insight,
  type MatchCandidate,
  type SessionParticipant,
} from '../../coaching/sessions/session.ts';
import type {
  CoachingSession as SessionRow,
  Prisma,
  SessionParticipant as ParticipantRow,
} from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

export const processingStates = ['none', 'pending', 'processing', 'completed', 'failed'] as const;
const matchStates = ['certain', 'uncertain', 'confirmed', 'none'] as const;

export const toSession = (row: SessionRow): CoachingSession => ({
  id: row.id,
  organizationId: row.organizationId,
  facilitatorId: row.facilitatorId,
  type: oneOf(sessionTypes, row.sessionType),
  title: row.title,
  date: row.sessionDate.toISOString().slice(0, 10),
  processing: oneOf(processingStates, row.processingStatus),
  meeting: oneOf(meetingStatuses, row.meetingStatus),
  createdAt: row.createdAt,
  ...(row.failure === null ? {} : { failure: row.failure }),
  ...(row.scheduledAt === null ? {} : { scheduledAt: row.scheduledAt }),
  ...(row.durationMs === null ? {} : { durationMs: Number(row.durationMs) }),
  ...(row.workshopType === null ? {} : { workshopType: row.workshopType }),
  ...(row.template === null ? {} : { template: row.template }),
});

export const toParticipant = (row: ParticipantRow): SessionParticipant => {
  const candidates = toCandidates(row.matchCandidates);
  const insight = toInsight(row.insight);
  return {
    id: row.id,
    sessionId: row.sessionId,
    name: row.name,
    isFacilitator: row.isFacilitator,
    turns: row.turns,
    match: oneOf(matchStates, row.matchState),
    ...(candidates.length === 0 ? {} : { candidates }),
    ...(insight === undefined ? {} : { insight }),
    ...(row.userId === null ? {} : { userId: row.userId }),
    ...(row.clientId === null ? {} : { clientId: row.clientId }),
    ...(row.speakingMs === null ? {} : { speakingMs: Number(row.speakingMs) }),
  };
};

type NewParticipant = Omit<SessionParticipant, 'id' | 'sessionId'>;

/** A participant as it is stored; `position` is the order in which people first spoke. */
export const fromParticipant = (participant: NewParticipant, position: number) => ({
  position,
  name: participant.name,
  userId: participant.userId ?? null,
  clientId: participant.clientId ?? null,
  isFacilitator: participant.isFacilitator,
  turns: participant.turns,
  speakingMs: participant.speakingMs ?? null,
  // Who stores a match without saying how sure it is, as imports do, is sure.
  matchState: participant.match ?? ((participant.userId ?? participant.clientId) ? 'certain' : 'none'),
  matchCandidates: toJson(participant.candidates ?? []),
  engagementLevel: participant.insight?.engagement.level ?? null,
  breakthrough: (participant.insight?.breakthroughs.length ?? 0) > 0,
  priority: participant.insight?.priority.score ?? null,
  insight: toJson(participant.insight ?? {}),
});

/** Safe cast: plain data, which JSON keeps as it is. */
const toJson = (value: object): Prisma.InputJsonObject => value;

/** Safe cast: only this file writes the column. */
const toCandidates = (value: Prisma.JsonValue): readonly MatchCandidate[] =>
  Array.isArray(value) ? (value as unknown as MatchCandidate[]) : [];

/** Safe cast, as above; `{}` until it was measured. */
function toInsight(value: Prisma.JsonValue): Insight | undefined {
  if (value === null || typeof value !== 'object' || !('engagement' in value)) return undefined;
  const insight = value as unknown as Insight;
  return engagementLevels.includes(insight.engagement.level) ? insight : undefined;
}
