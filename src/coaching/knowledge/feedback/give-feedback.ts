import { AppError } from '../../../shared/errors.ts';
import { deterministicId } from '../../../shared/ids.ts';
import type { Actor } from '../../people/user.ts';
import { gapKindOf, type CitedPlace, type FeedbackRepository, type Verdict } from './feedback.ts';

interface GivenFeedback {
  /** False: the same was said before, and nothing changed. */
  changed: boolean;
  /** Whether the question was this person's own: only then can it be sent along. */
  isAsker: boolean;
  /** What is reported to the admins; undefined after a thumb up. */
  reported?: { cited?: CitedPlace };
}

/**
 * Takes what one person thinks of one answer. The asker's goes to the asker's private row; that of another reader of a
 * shared answer touches nobody's row (docs/decisions/0011-feedback-without-names.md). Either way the gap holds no name,
 * and a person has one gap at most for an answer: its id follows from both, so a repeated press finds it again.
 * @param answer what is known of the answer from the place it was read in; undefined where it was not said there
 * @throws AppError KNOWLEDGE_071 when there is no such answer for this person
 */
export async function giveFeedback(
  { feedback }: { feedback: FeedbackRepository },
  actor: Actor,
  input: { turnId: string; verdict: Verdict; answer: { cited?: CitedPlace } | undefined },
): Promise<GivenFeedback> {
  const { organizationId, id: userId } = actor;
  const { turnId, verdict } = input;
  const own = await feedback.ownQuestion(organizationId, userId, turnId);
  if (own === undefined && input.answer === undefined) throw feedbackTooLate();
  const cited = own?.cited ?? input.answer?.cited;
  const kind = gapKindOf[verdict];
  const changed = await feedback.give({
    organizationId,
    userId,
    turnId,
    verdict,
    gap: {
      id: deterministicId('knowledge-gap', turnId, userId),
      ...(kind === undefined ? {} : { kind }),
      ...(cited === undefined ? {} : { cited }),
    },
  });
  return {
    changed,
    isAsker: own !== undefined,
    ...(kind === undefined ? {} : { reported: cited === undefined ? {} : { cited } }),
  };
}

const feedbackTooLate = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_071',
    message: 'Feedback on an answer that is not known here.',
    userMessage: 'I no longer have that answer at hand. Please ask again, and tell me under the new one.',
  });
