import type { DeliveryRepository } from '../../coaching/delivery/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import {
  processSession,
  type ProcessedSession,
  type ProcessSessionDeps,
} from '../../coaching/sessions/process-session.ts';
import { noticesIn } from '../../coaching/sessions/processing/notices.ts';
import { failedStep } from '../../coaching/sessions/processing/failed-step.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { CoachingSession } from '../../coaching/sessions/session.ts';
import type { SummaryRepository } from '../../coaching/summaries/ports.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { layoutOfSummary } from '../../coaching/templates/draft-layout.ts';
import type { TemplateSource } from '../../coaching/templates/ports.ts';
import type { VoiceSource } from '../../coaching/voice/ports.ts';
import type { Message } from '../../messages/message.ts';
import { sessionCardView, type SessionCardState } from '../../messages/views/session-card.ts';
import { summaryCardView } from '../../messages/views/summary-card.ts';
import { AppError } from '../../shared/errors.ts';
import { newReferenceId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ChatPlatform, Target } from '../chat-platform.ts';
import type { Deliverer } from '../deliverer.ts';
import { underLease } from '../lease.ts';
import { createPace } from './pace.ts';
import { ownKey, threadUnder } from '../place.ts';
import type { ConversationReferenceRepository, InboxRepository, JobQueue } from '../ports.ts';
import type { StoredPlace } from '../stored-place.ts';
import type { Platform } from '../turn.ts';
import { threadOfSession } from './thread-of-session.ts';

export interface SessionPosterDeps extends ProcessSessionDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  sessions: SessionRepository;
  summaries: SummaryRepository;
  users: UserRepository;
  deliveries: DeliveryRepository;
  references: ConversationReferenceRepository;
  inbox: Pick<InboxRepository, 'acquireLease' | 'heartbeat' | 'release'>;
  deliverer: Deliverer;
  queue: JobQueue;
  logger: Logger;
  /** How summaries are laid out. Default: four sections, as they are. */
  templates?: TemplateSource;
  /** How coaches write. Default: nobody's voice. */
  voices?: VoiceSource;
}

/** Shows sessions and their summaries in chat threads. Every message goes through the ledger: run again, nothing doubles. */
export interface SessionPoster {
  /** Posts the session's card, opens its thread, and asks for the summaries. */
  announce(platform: ChatPlatform, target: Target, organizationId: string, sessionId: string): Promise<void>;
  /**
   * Drafts the summaries and posts each in the session's thread. One worker at a time. A session without a thread is left
   * alone: what is added on the command line is drafted there.
   */
  process(organizationId: string, sessionId: string, signal: AbortSignal): Promise<void>;
  /** Shows that a session that had failed is at work again, and wakes a worker. */
  resume(organizationId: string, sessionId: string): Promise<void>;
  /** Brings the cards of these summaries, and the session's own, up to date in the thread. Never throws. */
  refresh(organizationId: string, sessionId: string, summaries: readonly Summary[]): Promise<void>;
}

/** How often the card shows how far the work is: people see it move, and no platform's limit is touched. */
const progressEveryMs = 1_500;

export function createSessionPoster(deps: SessionPosterDeps): SessionPoster {
  const { sessions, summaries, deliverer, references, queue, logger } = deps;
  const layout = layoutOfSummary.bind(undefined, deps.templates);

  async function cardOf(
    { organizationId, id, ...before }: CoachingSession,
    state: SessionCardState,
    inThread: boolean,
  ): Promise<Message> {
    const [now, participants, facilitator] = await Promise.all([
      // A planned session may have been chosen for it meanwhile, which gives it another title and time.
      sessions.find(organizationId, id),
      sessions.participants(organizationId, id),
      deps.users.findById(organizationId, before.facilitatorId),
    ]);
    const session = now ?? { organizationId, id, ...before };
    return sessionCardView({ session, participants, facilitator: facilitator?.name ?? '', state, inThread });
  }

  const threadOf = (organizationId: string, sessionId: string): Promise<StoredPlace | undefined> =>
    threadOfSession(deps, organizationId, sessionId);

  /** Sends the card, or puts it in the place of the one sent before. */
  async function showCard(
    { platform, target }: StoredPlace,
    session: CoachingSession,
    state: SessionCardState,
  ): Promise<void> {
    const sent = await deps.deliveries.findByKey(session.organizationId, cardKey(session.id));
    if (sent?.platformMessageId === undefined) return;
    const card = await cardOf(session, state, target.place.threadId !== undefined);
    await platform.update(target, sent.platformMessageId, card);
  }

  async function publish(
    thread: StoredPlace,
    { session, summaries: drafts, participants, notices }: ProcessedSession,
  ): Promise<void> {
    for (const summary of drafts) {
      await deliverer.send(
        thread.platform,
        thread.target,
        summaryCardView({
          summary,
          session,
          participants,
          ...(await layout(session, summary, participants)),
        }),
        {
          organizationId: session.organizationId,
          key: `session:${session.id}:summary:${summary.id}`,
          subject: { type: 'summary', id: summary.id },
        },
      );
    }
    await showCard(thread, session, { kind: 'done', summaries: drafts, notices });
  }

  async function process(organizationId: string, sessionId: string, signal: AbortSignal): Promise<void> {
    const thread = await threadOf(organizationId, sessionId);
    // Not announced yet: its upload is still at work, or will be tried again. Drafted now, its summaries would be posted nowhere.
    if (thread === undefined) return;
    const session = await sessions.find(organizationId, sessionId);
    if (session === undefined || session.processing === 'completed') return;
    const pace = createPace(async (state: SessionCardState) => {
      try {
        await showCard(thread, session, state);
      } catch (error) {
        const code = error instanceof AppError ? error.code : 'unknown';
        logger.warn('progress could not be shown', { organizationId, sessionId, code });
      }
    }, progressEveryMs);
    try {
      await processSession(deps, {
        organizationId,
        sessionId,
        signal,
        onProgress: (progress) => pace.offer({ kind: 'working', ...progress }),
        publish: async (processed) => {
          await pace.close();
          await publish(thread, processed);
        },
        onFailure: async (error) => {
          await pace.close();
          await showFailure(thread, session, error);
        },
      });
    } catch (error) {
      // Drafted but not shown, or failed and that could not be shown: still open, so the sweep has it tried again.
      const isOver = (await sessions.find(organizationId, sessionId))?.processing === 'failed';
      if (signal.aborted || !isOver) throw error;
    } finally {
      await pace.close();
    }
  }

  async function showFailure(thread: StoredPlace, session: CoachingSession, error: unknown): Promise<void> {
    const { organizationId, id: sessionId } = session;
    const known = error instanceof AppError ? error : undefined;
    const referenceId = newReferenceId();
    const code = known?.code ?? 'SESSION_002';
    logger.error('a session could not be processed', { organizationId, sessionId, code, referenceId });
    const step = failedStep(
      await deps.ledger.list(organizationId, sessionId),
      await sessions.participants(organizationId, sessionId),
    );
    const reason = known?.userMessage ?? '';
    await showCard(thread, session, {
      kind: 'failed',
      reason,
      referenceId,
      ...(step === undefined ? {} : { step }),
    });
  }

  return {
    async announce(platform, target, organizationId, sessionId) {
      const session = await sessions.find(organizationId, sessionId);
      if (session === undefined) return;
      const card = await cardOf(session, { kind: 'working', done: 0 }, false);
      const messageId = await deliverer.send(platform, target, card, {
        organizationId,
        key: cardKey(sessionId),
        subject: { type: 'coaching_session', id: sessionId },
      });
      const thread = threadUnder(platform.platform, target.place, messageId);
      // Where no thread opens, sessions share the place: each is found there under a key of its own, and what is said there is about the newest.
      const place = thread.key === target.place.key ? ownKey(thread, sessionId) : thread;
      await references.save(organizationId, {
        platform: platform.platform,
        installationId: target.installationId,
        place,
        ...(target.replyHandle === undefined ? {} : { replyHandle: target.replyHandle }),
      });
      await sessions.bindThread(organizationId, sessionId, place.key);
      if (place.key !== thread.key) await sessions.bindThread(organizationId, sessionId, thread.key);
      await queue.enqueue('session.process', { organizationId, sessionId });
    },

    async process(organizationId, sessionId, signal) {
      await underLease(deps.inbox, organizationId, `session:${sessionId}`, (_lease, lost) =>
        process(organizationId, sessionId, AbortSignal.any([signal, lost])),
      );
    },

    async resume(organizationId, sessionId) {
      const session = await sessions.find(organizationId, sessionId);
      const thread = await threadOf(organizationId, sessionId);
      // Shown before the worker is woken: its own card must not be overwritten by this one.
      if (session !== undefined && thread !== undefined && session.processing === 'pending') {
        await showCard(thread, session, { kind: 'working', done: 0 });
      }
      await queue.enqueue('session.process', { organizationId, sessionId });
    },

    async refresh(organizationId, sessionId, changed) {
      try {
        const thread = await threadOf(organizationId, sessionId);
        const session = await sessions.find(organizationId, sessionId);
        if (thread === undefined || session === undefined) return;
        const participants = await sessions.participants(organizationId, sessionId);
        for (const summary of changed) {
          const sent = await deps.deliveries.findByKey(
            organizationId,
            `session:${sessionId}:summary:${summary.id}`,
          );
          if (sent?.platformMessageId === undefined) continue;
          const shown = await layout(session, summary, participants);
          const card = summaryCardView({ summary, session, participants, ...shown });
          await thread.platform.update(thread.target, sent.platformMessageId, card);
        }
        const all = await summaries.listBySession(organizationId, sessionId);
        const notices = noticesIn(await deps.ledger.list(organizationId, sessionId));
        await showCard(thread, session, { kind: 'done', summaries: all, notices });
      } catch (error) {
        // The change itself is stored and was shown; an old card above it is a blemish, not a loss.
        logger.warn('a card could not be brought up to date', {
          organizationId,
          code: error instanceof AppError ? error.code : 'unknown',
        });
      }
    },
  };
}

const cardKey = (sessionId: string): string => `session:${sessionId}:card`;
