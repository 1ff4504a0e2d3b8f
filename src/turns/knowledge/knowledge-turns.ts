import type { Audience } from '../../coaching/access/audience.ts';
import { suggestFollowUps } from '../../coaching/knowledge/questions/follow-ups.ts';
import { startingQuestions, suggest, type SuggestDeps } from '../../coaching/knowledge/questions/suggest.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { exampleQuestions } from '../../messages/words/en.ts';
import type { Logger } from '../../shared/logger.ts';
import type { QuestionDeps } from '../answer-question.ts';
import {
  createEntriesCommand,
  createEntryActions,
  createEntryForm,
  createEntryFormQueries,
} from './entry-turns.ts';
import type { EntryTurnDeps } from './entry-turns.ts';
import { createFeedbackActions, createQuestionForm, createQuestionFormQueries } from './feedback-actions.ts';
import type { FeedbackTurnDeps } from './feedback-actions.ts';
import { createGapActions, createGapsCommand, type GapTurnDeps } from './gap-turns.ts';

export type KnowledgeTurnDeps = FeedbackTurnDeps &
  GapTurnDeps &
  EntryTurnDeps &
  Required<SuggestDeps> & { logger: Logger };

const completionsShown = 5;

/** What people say about answers, what admins look after, and which questions are offered: for `create-turn-deps.ts`. */
export function createKnowledgeTurns(deps: KnowledgeTurnDeps) {
  /** Offers are a convenience: without them everything else goes on. */
  const orNone = async (offer: Promise<readonly string[]>): Promise<readonly string[]> => {
    try {
      return await offer;
    } catch (error) {
      deps.logger.warn('no questions could be offered', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
      return [];
    }
  };
  const followUps: QuestionDeps['followUps'] = (audience, answered, signal) =>
    suggestFollowUps(deps, audience, answered, { signal });
  return {
    commands: [
      ['gaps', createGapsCommand(deps)],
      ['entries', createEntriesCommand(deps)],
    ] as const,
    actions: { ...createFeedbackActions(deps), ...createGapActions(deps), ...createEntryActions(deps) },
    forms: { 'gap.question': createQuestionForm(deps), 'entry.save': createEntryForm(deps) },
    formQueries: { ...createQuestionFormQueries(deps), ...createEntryFormQueries(deps) },
    followUps,
    starters: (audience: Audience) => orNone(startingQuestions(deps, audience, exampleQuestions)),
    suggest: (actor: Actor, typed: string) =>
      orNone(
        suggest({ outline: deps.outline }, { kind: 'direct', actor }, typed, { limit: completionsShown }),
      ),
  };
}
