import { AppError } from '../../../shared/errors.ts';
import type { Actor } from '../../people/user.ts';
import type { FeedbackRepository } from './feedback.ts';

/** Characters of a question that is sent along (UTF-16 units); what a form on every platform can show whole. */
export const maxSentQuestion = 3_000;

/** @throws AppError KNOWLEDGE_072 when the person has reported nothing there, or it is resolved by now */
export async function questionToSend(
  { feedback }: { feedback: FeedbackRepository },
  actor: Actor,
  turnId: string,
): Promise<string> {
  const own = await feedback.ownQuestion(actor.organizationId, actor.id, turnId);
  if (own?.gap === undefined) throw nothingReported();
  return own.query.slice(0, maxSentQuestion);
}

/**
 * Adds words to the person's own gap: exactly those that the form showed when it was sent, no others. Sending again
 * replaces them.
 * @throws AppError KNOWLEDGE_072 as above, KNOWLEDGE_073 without words or over the limit
 */
export async function sendQuestion(
  { feedback }: { feedback: FeedbackRepository },
  actor: Actor,
  input: { turnId: string; question: string },
): Promise<void> {
  const question = input.question.trim();
  if (question === '' || question.length > maxSentQuestion) {
    throw new AppError({
      code: 'KNOWLEDGE_073',
      message: 'A question without words, or over the limit.',
      userMessage: `Write what the admins should read, up to ${maxSentQuestion.toLocaleString('en')} characters.`,
    });
  }
  const { organizationId, id: userId } = actor;
  const sent = await feedback.sendQuestion({ organizationId, userId, turnId: input.turnId, question });
  if (!sent) throw nothingReported();
}

const nothingReported = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_072',
    message: 'No open gap of this person for this answer.',
    userMessage:
      'There is nothing open to add your question to: it was taken back, or the admins have resolved it.',
  });
