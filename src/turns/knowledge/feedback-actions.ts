import { z } from 'zod';
import type { ConversationRepository } from '../../coaching/conversations/ports.ts';
import type { FeedbackRepository, Verdict } from '../../coaching/knowledge/feedback/feedback.ts';
import { giveFeedback } from '../../coaching/knowledge/feedback/give-feedback.ts';
import { questionToSend, sendQuestion } from '../../coaching/knowledge/feedback/send-question.ts';
import {
  feedbackAgainView,
  feedbackTakenView,
  questionForm,
  questionFormView,
  questionSentView,
} from '../../messages/views/feedback.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import type { ContextOf } from '../turn-context.ts';
import { refusing } from './refusing.ts';

export interface FeedbackTurnDeps {
  feedback: FeedbackRepository;
  conversations: Pick<ConversationRepository, 'answerOf'>;
}

const turnId = z.uuid();
const storedAnswer = z.object({
  cited: z.object({ document: z.string(), section: z.string() }).exactOptional(),
});

/** The turn that the button stands under; a thumb of the platform's own names the message alone. */
async function answeredTurn(deps: FeedbackTurnDeps, { turn, actor }: ContextOf<'action'>): Promise<string> {
  const wanted =
    turn.value === ''
      ? await deps.feedback.turnOfMessage(actor.organizationId, turn.place.key, turn.messageId)
      : turn.value;
  const parsed = turnId.safeParse(wanted);
  if (parsed.success) return parsed.data;
  throw new AppError({
    code: 'TURN_004',
    message: 'Feedback under a message that answers no turn.',
    userMessage: words.outOfDate,
  });
}

const take = (deps: FeedbackTurnDeps, verdict: Verdict) =>
  refusing(async (context: ContextOf<'action'>): Promise<void> => {
    const { actor, conversation, event, reply, turn } = context;
    const answered = await answeredTurn(deps, context);
    const said = await deps.conversations.answerOf(conversation, answered);
    const given = await giveFeedback(deps, actor, {
      turnId: answered,
      verdict,
      answer: said === undefined ? undefined : storedAnswer.catch({}).parse(said.data),
    });
    // A press whose first try was cut short has changed it already, and still wants its answer.
    if (!given.changed && event.attempts === 1) {
      await reply.sendPrivately(feedbackAgainView(), { key: `feedback-again:${answered}:${actor.id}` });
      return;
    }
    await reply.sendPrivately(
      feedbackTakenView({
        turnId: answered,
        verdict,
        isAsker: given.isAsker,
        inTeams: turn.value === '',
        ...(given.reported?.cited === undefined ? {} : { cited: given.reported.cited }),
      }),
    );
  });

type FeedbackActionId = 'answer.up' | 'answer.down' | 'answer.wrong' | 'answer.missing' | 'gap.form';

/** What is pressed under an answer. Whoever presses is answered for their own eyes. */
export function createFeedbackActions(deps: FeedbackTurnDeps): Pick<ActionHandlers, FeedbackActionId> {
  return {
    'answer.up': take(deps, 'up'),
    'answer.down': take(deps, 'down'),
    'answer.wrong': take(deps, 'wrong'),
    'answer.missing': take(deps, 'missing'),
    // Where the platform did not open the form by itself.
    'gap.form': refusing(async ({ actor, reply, turn }) => {
      const question = await questionToSend(deps, actor, turn.value);
      await reply.sendPrivately(questionFormView(questionForm(turn.value, question)));
    }),
  };
}

export const createQuestionForm = (deps: FeedbackTurnDeps): FormHandlers['gap.question'] =>
  refusing(async ({ actor, reply, turn }) => {
    const question = turn.values['question'] ?? '';
    await sendQuestion(deps, actor, { turnId: turn.context, question });
    await reply.sendPrivately(questionSentView(question.trim()));
  });

export const createQuestionFormQueries = (deps: FeedbackTurnDeps): FormQueries => ({
  'gap.question': {
    open: async (actor, context) => questionForm(context, await questionToSend(deps, actor, context)),
    validate: (_actor, _context, values) =>
      Promise.resolve<Record<string, string>>(
        (values['question'] ?? '').trim() === '' ? { question: 'Write what the admins should read.' } : {},
      ),
  },
});
