import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { DraftRequest, SummaryDrafter, SummaryRepository } from '../summaries/ports.ts';
import type { Summary } from '../summaries/summary.ts';
import type { DateReader } from './date-reader.ts';
import type { SessionRepository } from './ports.ts';
import type { ProcessingLedger } from './processing-ledger.ts';
import { openDraftContext, type DraftContextDeps } from './processing/draft-context.ts';
import { noticesIn } from './processing/notices.ts';
import { prepareParticipants, type PreparedParticipants } from './processing/prepare-participants.ts';
import { openSteps, type Steps } from './processing/steps.ts';
import { summariseParticipant } from './processing/summarise-participant.ts';
import { verifySummary } from './processing/verify-summary.ts';
import type { CoachingSession, SessionParticipant } from './session.ts';
import { sessionNotFound } from './session-errors.ts';

export interface ProcessSessionDeps extends DraftContextDeps {
  sessions: Pick<SessionRepository, 'find' | 'participants' | 'segments' | 'setProcessing'>;
  summaries: Pick<SummaryRepository, 'listBySession' | 'create'>;
  ledger: ProcessingLedger;
  drafter: SummaryDrafter;
  /** Checks the due days that a drafter gives. */
  dates: DateReader;
  logger: Logger;
}

export interface ProcessingProgress {
  /** Summaries that are written, of `total`. */
  done: number;
  total: number;
  /** Whose summary is being written. */
  next?: string;
  /** Of a long transcript, the part that is being read; counts from 1. */
  part?: { number: number; of: number };
}

export interface ProcessSession {
  organizationId: string;
  sessionId: string;
  /** Called before each part that is drafted, and once more with `done === total`. A failing callback stops nothing. */
  onProgress?: (progress: ProcessingProgress) => void | Promise<void>;
  /**
   * Shows the summaries. Called before the session counts as completed, so that after a crash in between it is called again:
   * it must be idempotent.
   */
  publish?: (processed: ProcessedSession) => Promise<void>;
  /**
   * Shows that it failed. Called before the session counts as failed: where this fails as well, and may not the next time, the
   * session stays open and is tried again, so that nobody waits for a word that never comes.
   */
  onFailure?: (error: unknown) => Promise<void>;
  signal?: AbortSignal;
}

export interface ProcessedSession {
  session: CoachingSession;
  participants: readonly SessionParticipant[];
  /** In the order in which the participants first spoke. */
  summaries: readonly Summary[];
  /** Plain sentences for the coach, e.g. that the offline rules stood in for the model, or that lines found no room. */
  notices: readonly string[];
}

/**
 * Drafts, verifies and stores a summary for each participant but the facilitator, and has them shown: the steps of
 * `ProcessingLedger`, in order. What is done is never done again, so a run after a crash goes on where the one before
 * stopped, and a run too many does nothing. The caller sees to it that one worker at a time does this for a session.
 *
 * @throws AppError SESSION_001 unknown session; what the drafter throws, after the session was marked `failed`. A session
 *   interrupted by `signal`, or whose failure could not be shown, stays `processing`, for the next run.
 */
export async function processSession(
  deps: ProcessSessionDeps,
  { organizationId, sessionId, onProgress, publish, onFailure, signal }: ProcessSession,
): Promise<ProcessedSession> {
  const session = await deps.sessions.find(organizationId, sessionId);
  if (session === undefined) throw sessionNotFound();
  const steps = await openSteps(deps, { organizationId, sessionId, signal });
  const participants = await prepareParticipants(deps, organizationId, sessionId);
  const report = async (progress: ProcessingProgress) => {
    try {
      await onProgress?.(progress);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'unknown';
      deps.logger.warn('progress could not be shown', { organizationId, sessionId, code });
    }
  };

  const { summaries, notices } = await writeSummaries(deps, {
    session,
    participants,
    steps,
    report,
    onFailure,
    signal,
  });
  const processed: ProcessedSession = {
    session: { ...session, processing: 'completed' },
    participants: participants.all,
    summaries,
    notices,
  };
  const post = { step: 'post', unit: '' } as const;
  // Once they are shown, nothing of how far the work is may come after them.
  if (!steps.isDone(post)) {
    await report({ done: summaries.length, total: summaries.length });
    if (publish !== undefined) {
      await publish(processed);
      await steps.note(post);
    }
  }
  if (session.processing !== 'completed') {
    await deps.ledger.clear(organizationId, sessionId);
    await deps.sessions.setProcessing(organizationId, sessionId, 'completed');
  }
  return processed;
}

interface Writing {
  session: CoachingSession;
  participants: PreparedParticipants;
  steps: Steps;
  report: (progress: ProcessingProgress) => Promise<void>;
  onFailure: ProcessSession['onFailure'];
  signal: AbortSignal | undefined;
}

/** The steps `match`, `summarise` and `verify`. Where all summaries stand, nothing is read or written. */
async function writeSummaries(
  deps: ProcessSessionDeps,
  writing: Writing,
): Promise<Pick<ProcessedSession, 'summaries' | 'notices'>> {
  const { session, participants, steps, signal } = writing;
  const { organizationId, id: sessionId } = session;
  const { summarised } = participants;
  const existing = await deps.summaries.listBySession(organizationId, sessionId);
  const byParticipant = new Map(existing.map((summary) => [summary.participantId, summary]));
  // One that stands, and whose step is still open, was stored in a worker's last moment.
  const isOpen = ({ id }: SessionParticipant) =>
    !byParticipant.has(id) || steps.record({ step: 'verify', unit: id })?.state === 'running';
  const notices: string[] = [];
  if (summarised.some(isOpen)) {
    await deps.sessions.setProcessing(organizationId, sessionId, 'processing');
    try {
      // The transcript was read with the upload: without it there would be no session.
      await steps.note({ step: 'parse', unit: '' });
      await steps.note({ step: 'match', unit: '' });
      const context = await openDraftContext(deps, session);
      notices.push(...context.notices);
      const base: Omit<DraftRequest, 'participant'> = {
        organizationId,
        session,
        speakers: participants.speakers,
        facilitator: participants.facilitator,
        segments: await deps.sessions.segments(organizationId, sessionId),
        ...(context.template === undefined ? {} : { template: context.template }),
        ...(context.voice === undefined ? {} : { voice: context.voice }),
      };
      for (const [done, participant] of summarised.entries()) {
        if (!isOpen(participant)) continue;
        signal?.throwIfAborted();
        const notes = await context.notesAbout(participant);
        const request = { ...base, participant, ...(notes.length === 0 ? {} : { notes }) };
        const drafted = await summariseParticipant(deps, steps, {
          participant,
          request,
          onPart: ({ number, of }) =>
            writing.report({
              done,
              total: summarised.length,
              next: participant.name,
              ...(of === 1 ? {} : { part: { number, of } }),
            }),
          signal,
        });
        const summary = await verifySummary(deps, steps, { session, participant, drafted, request });
        byParticipant.set(participant.id, summary);
      }
    } catch (error) {
      if (signal?.aborted !== true && (await isShown(writing.onFailure, error))) {
        const code = error instanceof AppError ? error.code : 'SESSION_002';
        await deps.sessions.setProcessing(organizationId, sessionId, 'failed', code);
      }
      throw error;
    }
  }
  return {
    summaries: summarised.flatMap((participant) => byParticipant.get(participant.id) ?? []),
    notices: [...new Set([...notices, ...noticesIn(steps.records())])],
  };
}

/** Whether a failure is shown, or never will be. */
async function isShown(onFailure: ProcessSession['onFailure'], failure: unknown): Promise<boolean> {
  try {
    await onFailure?.(failure);
    return true;
  } catch (error) {
    return error instanceof AppError && error.retry === 'never';
  }
}
