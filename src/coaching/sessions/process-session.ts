import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { DraftRequest, SummaryDrafter, SummaryRepository } from '../summaries/ports.ts';
import type { Summary } from '../summaries/summary.ts';
import { verifyLines } from '../summaries/verify-lines.ts';
import { inLayout } from '../templates/apply-layout.ts';
import { layoutFor } from '../templates/draft-layout.ts';
import type { TemplateSource } from '../templates/ports.ts';
import type { VoiceSource } from '../voice/ports.ts';
import { severalSpeakers } from './names.ts';
import type { SessionRepository } from './ports.ts';
import type { CoachingSession, SessionParticipant } from './session.ts';
import { sessionNotFound } from './session-errors.ts';

export interface ProcessSessionDeps {
  sessions: Pick<SessionRepository, 'find' | 'participants' | 'segments' | 'setProcessing'>;
  summaries: Pick<SummaryRepository, 'listBySession' | 'create'>;
  drafter: SummaryDrafter;
  /** Default: four sections, as they are. */
  templates?: TemplateSource;
  /** Default: nobody's voice. */
  voices?: VoiceSource;
  logger: Logger;
}

export interface ProcessSession {
  organizationId: string;
  sessionId: string;
  /** Called before each participant, and once more with `done === total`. A failing callback stops nothing. */
  onProgress?: (progress: { done: number; total: number; next?: string }) => void | Promise<void>;
  /**
   * Shows the summaries. Called before the session counts as completed, so that after a crash in between it is called again:
   * it must be idempotent.
   */
  publish?: (processed: ProcessedSession) => Promise<void>;
  signal?: AbortSignal;
}

export interface ProcessedSession {
  session: CoachingSession;
  participants: readonly SessionParticipant[];
  /** In the order in which the participants first spoke. */
  summaries: readonly Summary[];
  /** Plain sentences for the coach, e.g. that the offline rules stood in for the model; only of this run. */
  notices: readonly string[];
}

/**
 * Drafts, verifies and stores a summary for each participant but the facilitator. Resumable: participants that have a
 * summary are skipped, so a second run after a crash goes on where the first stopped, and a run too many does nothing.
 *
 * @throws AppError SESSION_001 unknown session; what the drafter throws, after the session was marked `failed`. A session
 *   interrupted by `signal` stays `processing`, for the next run.
 */
export async function processSession(
  deps: ProcessSessionDeps,
  { organizationId, sessionId, onProgress, publish, signal }: ProcessSession,
): Promise<ProcessedSession> {
  const session = await deps.sessions.find(organizationId, sessionId);
  if (session === undefined) throw sessionNotFound();
  const participants = await deps.sessions.participants(organizationId, sessionId);
  const summarised = participants.filter((participant) => !participant.isFacilitator);
  const existing = await deps.summaries.listBySession(organizationId, sessionId);
  const byParticipant = new Map(existing.map((summary) => [summary.participantId, summary]));

  const notices = new Set<string>();

  const report = async (done: number, next?: string) => {
    try {
      await onProgress?.({ done, total: summarised.length, ...(next === undefined ? {} : { next }) });
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'unknown';
      deps.logger.warn('progress could not be shown', { organizationId, sessionId, code });
    }
  };

  if (summarised.some((participant) => !byParticipant.has(participant.id))) {
    await deps.sessions.setProcessing(organizationId, sessionId, 'processing');
    const segments = await deps.sessions.segments(organizationId, sessionId);
    const facilitator = participants.find((participant) => participant.isFacilitator)?.name ?? '';
    const speakers = participants
      .map((participant) => participant.name)
      .filter((name) => name !== severalSpeakers);
    try {
      const style = await styleOf(deps, session);
      for (const [done, participant] of summarised.entries()) {
        if (byParticipant.has(participant.id)) continue;
        signal?.throwIfAborted();
        await report(done, participant.name);
        const request: DraftRequest = {
          organizationId,
          session,
          participant,
          speakers,
          facilitator,
          segments,
          ...style,
          onNotice: (notice) => notices.add(notice),
        };
        const draft = await deps.drafter.draft(request, signal);
        const layout = layoutFor(request);
        const { lines, leftOut } = verifyLines(draft, segments, (index) =>
          deterministicId(participant.id, 'line', String(index)),
        );
        const summary = await deps.summaries.create({
          organizationId,
          sessionId,
          participantId: participant.id,
          lines: layout === undefined ? lines : inLayout(lines, layout),
          leftOut,
        });
        byParticipant.set(participant.id, summary);
      }
    } catch (error) {
      if (signal?.aborted !== true) {
        const code = error instanceof AppError ? error.code : 'SESSION_002';
        await deps.sessions.setProcessing(organizationId, sessionId, 'failed', code);
      }
      throw error;
    }
  }
  const processed: ProcessedSession = {
    session: { ...session, processing: 'completed' },
    participants,
    summaries: summarised.flatMap((participant) => byParticipant.get(participant.id) ?? []),
    notices: [...notices],
  };
  await report(summarised.length);
  await publish?.(processed);
  if (session.processing !== 'completed') {
    await deps.sessions.setProcessing(organizationId, sessionId, 'completed');
  }
  return processed;
}

/** The template that the session's summaries follow, and how its coach writes: nobody else's. */
async function styleOf(
  { templates, voices }: ProcessSessionDeps,
  { organizationId, facilitatorId, workshopType, template: wanted }: CoachingSession,
): Promise<Pick<DraftRequest, 'template' | 'voice'>> {
  const template = await templates?.choose({
    ...{ organizationId, coachId: facilitatorId, kind: 'summary' },
    ...(workshopType === undefined ? {} : { workshopType }),
    ...(wanted === undefined ? {} : { wanted }),
  });
  const voice = await voices?.guideOf(organizationId, facilitatorId);
  return { ...(template === undefined ? {} : { template }), ...(voice === undefined ? {} : { voice }) };
}
