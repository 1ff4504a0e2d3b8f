import type { DeliveryRepository } from '../../coaching/delivery/ports.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { CoachingSession } from '../../coaching/sessions/session.ts';
import type { Message } from '../../messages/message.ts';
import { planChoiceView } from '../../messages/views/session-upload.ts';
import { speakerAskView } from '../../messages/views/speaker.ts';
import { AppError } from '../../shared/errors.ts';
import type { ChatPlatform } from '../chat-platform.ts';
import type { Deliverer } from '../deliverer.ts';
import type { ConversationReferenceRepository } from '../ports.ts';
import type { Platform } from '../turn.ts';
import { threadOfSession } from './thread-of-session.ts';

export interface SpeakerQuestionDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  sessions: Pick<SessionRepository, 'participants' | 'threadsOf'>;
  references: Pick<ConversationReferenceRepository, 'find'>;
  deliveries: Pick<DeliveryRepository, 'findByKey'>;
  deliverer: Deliverer;
}

/** What a session's coach is asked in its thread. Through the ledger: asked again, nothing doubles. */
export interface SpeakerQuestions {
  /** Asks who the speakers are whose match is uncertain, at most five; the others can be told from the session's card. */
  ask(session: CoachingSession): Promise<void>;
  /** Asks which of these planned sessions it is. */
  askPlan(session: CoachingSession, plans: readonly CoachingSession[], timeZone: string): Promise<void>;
  /**
   * Puts the answer in the place of the question.
   * @returns the question's message; undefined when it was never asked, or is gone
   */
  answer(session: CoachingSession, participantId: string, told: Message): Promise<string | undefined>;
}

const mostQuestions = 5;

const keyOf = (sessionId: string, participantId: string): string =>
  `session:${sessionId}:speaker:${participantId}`;

export function createSpeakerQuestions(deps: SpeakerQuestionDeps): SpeakerQuestions {
  return {
    async ask(session) {
      const { organizationId, id } = session;
      const participants = await deps.sessions.participants(organizationId, id);
      const uncertain = participants.filter(({ match, turns }) => match === 'uncertain' && turns > 0);
      const thread =
        uncertain.length === 0 ? undefined : await threadOfSession(deps, session.organizationId, session.id);
      if (thread === undefined) return;
      for (const participant of uncertain.slice(0, mostQuestions)) {
        await deps.deliverer.send(thread.platform, thread.target, speakerAskView(participant), {
          organizationId,
          key: keyOf(id, participant.id),
          subject: { type: 'coaching_session', id },
        });
      }
    },
    async askPlan(session, plans, timeZone) {
      const thread = await threadOfSession(deps, session.organizationId, session.id);
      if (thread === undefined) return;
      await deps.deliverer.send(thread.platform, thread.target, planChoiceView(session, plans, timeZone), {
        organizationId: session.organizationId,
        key: `session:${session.id}:plan`,
        subject: { type: 'coaching_session', id: session.id },
      });
    },
    async answer(session, participantId, told) {
      const sent = await deps.deliveries.findByKey(session.organizationId, keyOf(session.id, participantId));
      const thread =
        sent?.platformMessageId === undefined
          ? undefined
          : await threadOfSession(deps, session.organizationId, session.id);
      if (sent?.platformMessageId === undefined || thread === undefined) return undefined;
      try {
        await thread.platform.update(thread.target, sent.platformMessageId, told);
        return sent.platformMessageId;
      } catch (error) {
        // Deleted by somebody: what was said stands all the same.
        if (error instanceof AppError && error.retry === 'never') return undefined;
        throw error;
      }
    },
  };
}
