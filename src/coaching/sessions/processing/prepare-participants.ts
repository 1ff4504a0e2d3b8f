import { severalSpeakers } from '../names.ts';
import { needsSummary } from '../needs-summary.ts';
import type { SessionRepository } from '../ports.ts';
import type { SessionParticipant } from '../session.ts';

export interface PreparedParticipants {
  all: readonly SessionParticipant[];
  /** Those who get a summary, in the order in which they first spoke. */
  summarised: readonly SessionParticipant[];
  /** Empty when nobody led the talk. */
  facilitator: string;
  /** Names of everyone who spoke alone. */
  speakers: readonly string[];
}

/** The step `match`: who spoke, and whose summaries are wanted. Matching and measuring happen with the upload. */
export async function prepareParticipants(
  { sessions }: { sessions: Pick<SessionRepository, 'participants'> },
  organizationId: string,
  sessionId: string,
): Promise<PreparedParticipants> {
  const all = await sessions.participants(organizationId, sessionId);
  return {
    all,
    summarised: all.filter(needsSummary),
    facilitator: all.find((participant) => participant.isFacilitator)?.name ?? '',
    speakers: all.flatMap(({ name, turns }) => (turns > 0 && name !== severalSpeakers ? [name] : [])),
  };
}
