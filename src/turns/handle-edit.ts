import type { ConversationRepository } from '../coaching/conversations/ports.ts';
import type { SessionRepository } from '../coaching/sessions/ports.ts';
import { audienceLine } from '../messages/views/audience-line.ts';
import { sayView } from '../messages/views/talk.ts';
import { words } from '../messages/words/en.ts';
import type { Clock } from '../shared/clock.ts';
import { maxQuestionLength } from './handle-message.ts';
import type { Question } from './answer-question.ts';
import { sessionMeant } from './sessions/session-thread.ts';
import { smallTalkOf } from './small-talk.ts';
import type { ContextOf } from './turn-context.ts';

export interface EditDeps {
  conversations: ConversationRepository;
  sessions: SessionRepository;
  clock: Clock;
  /** Answers an edit of what was said in a coaching talk. @returns whether it was one. Default: none is. */
  talk?: (context: ContextOf<'edit'>) => Promise<boolean>;
  answer: (context: ContextOf<'edit'>, question: Question) => Promise<void>;
}

/**
 * A question put in other words is answered again; a refinement is not, because what it did stands and has its undo.
 * Edits of messages that the bot never answered are none of its business.
 */
export const createEditHandler =
  (deps: EditDeps) =>
  async (context: ContextOf<'edit'>): Promise<void> => {
    const { turn, conversation, reply, audience } = context;
    const known = await deps.conversations.rewrite(conversation, turn.messageId, turn.text);
    const text = turn.text.trim();
    // Tried again after a crash, the words are the new ones already.
    if (known === 'unknown' || (known === 'same' && context.event.attempts === 1)) return;
    if (text === '' || text.length > maxQuestionLength || smallTalkOf(text) !== undefined) return;
    if ((await deps.talk?.(context)) === true) return;
    const session = await sessionMeant(deps, context, text);
    if (session !== undefined) {
      await reply.send(sayView('talk.edited', words.editedRefinement, audienceLine(audience)));
      return;
    }
    await deps.answer(context, { text, messageId: turn.messageId, lead: words.edited, reworded: true });
  };
