import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { canSeeSession, canSeeSummary } from '../sessions/can-see-session.ts';
import type { SessionRepository } from '../sessions/ports.ts';
import type { CoachingSession, SessionParticipant } from '../sessions/session.ts';
import type { SummaryRepository } from './ports.ts';
import type { Summary } from './summary.ts';
import { summaryNotFound, summaryStale } from './summary-errors.ts';

export interface OpenSummaryDeps {
  users: Pick<UserRepository, 'lineAbove'>;
  sessions: Pick<SessionRepository, 'find' | 'participants'>;
  summaries: SummaryRepository;
}

export interface OpenedSummary {
  summary: Summary;
  session: CoachingSession;
  participants: readonly SessionParticipant[];
}

/**
 * Loads a summary for a person: `read` by those who may see it, `write` by those who may see the whole session.
 * @throws AppError SUMMARY_NOT_FOUND for a summary that does not exist or is not theirs to see
 */
export async function openSummary(
  deps: OpenSummaryDeps,
  actor: Actor,
  summaryId: string,
  right: 'read' | 'write',
): Promise<OpenedSummary> {
  const summary = await deps.summaries.find(actor.organizationId, summaryId);
  if (summary === undefined) throw summaryNotFound();
  const session = await deps.sessions.find(actor.organizationId, summary.sessionId);
  if (session === undefined) throw summaryNotFound();
  const participants = await deps.sessions.participants(actor.organizationId, session.id);
  const allowed =
    right === 'write'
      ? await canSeeSession(deps, actor, session)
      : await canSeeSummary(deps, actor, session, summary, participants);
  if (!allowed) throw summaryNotFound();
  return { summary, session, participants };
}

/** @throws AppError SUMMARY_STALE when the person last saw another version than the newest */
export function requireVersion(summary: Summary, expected: number | undefined): void {
  if (expected !== undefined && expected !== summary.version) throw summaryStale(summary.version, expected);
}
