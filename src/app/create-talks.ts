import { createTalkPartner, type TalkPartner, type TalkPartnerDeps } from '../agent/talk-partner.ts';
import { suggestToShow } from '../agent/tools/suggest-connections.ts';
import type { SuggestPeopleDeps } from '../coaching/connections/suggest-people.ts';
import { goalFromTalk } from '../coaching/growth/goal-from-talk.ts';
import type { GrowthRepository } from '../coaching/growth/ports.ts';
import type { CoachMind } from '../coaching/talks/coach-mind.ts';
import type { TalkRepository } from '../coaching/talks/ports.ts';
import type { DateReader } from '../coaching/sessions/date-reader.ts';
import { connectionSuggestionsView } from '../messages/views/connection-suggestions.ts';
import { goalView } from '../messages/views/goal.ts';
import { words } from '../messages/words/en.ts';
import { privacyWords } from '../messages/words/privacy.ts';
import type { Logger } from '../shared/logger.ts';
import type { StructuredModel } from '../models/summaries/structured-model.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import { createTalkRepository } from '../data/talks/talk-repository.ts';
import { createCoachMind } from '../models/coach/create-coach-mind.ts';
import { createQuestionTree } from '../models/coach/offline/question-tree.ts';

/** What coaching talks are kept in and led with. */
export interface TalkParts {
  talks: TalkRepository;
  talkPartner: TalkPartner;
  /** Who thinks of the next question. */
  coachMind: CoachMind;
}

/** @param deps.model undefined: no model is configured, and the question tree coaches */
export function createTalkParts(
  pool: ScopedPool,
  {
    dates,
    model,
    modelName,
    logger,
    growth,
    peopleSearch,
    ...deps
  }: Omit<TalkPartnerDeps, 'talks' | 'mind' | 'growth' | 'keepAsGoal' | 'suggestPeople' | 'endActions'> & {
    dates: DateReader;
    growth: GrowthRepository;
    peopleSearch: SuggestPeopleDeps;
    model: StructuredModel | undefined;
    modelName: string;
    logger: Logger;
  },
): TalkParts {
  const talks = createTalkRepository(pool, deps.clock);
  const tree = createQuestionTree({ dates });
  const coachMind = createCoachMind({ model, modelName, dates, tree, logger });
  const talkPartner = createTalkPartner({
    ...deps,
    ...{ talks, growth, mind: coachMind },
    endActions: ({ id }) => [{ id: 'privacy.forget-talk', label: privacyWords.forgetThis, value: id }],
    async keepAsGoal({ actor, talk, turnId }) {
      const { topic, nextStep, nextStepOn, id: talkId } = talk;
      const goal = await goalFromTalk(
        { growth },
        {
          ...{ actor, talkId, turnId },
          title: topic ?? nextStep ?? '',
          ...(nextStep === undefined ? {} : { step: nextStep }),
          ...(nextStepOn === undefined ? {} : { stepOn: nextStepOn }),
        },
      );
      return [goalView(goal, { timezone: actor.timezone, said: words.growth.said.created })];
    },
    // In the middle of a talk only people are worth a message, not that there are none.
    async suggestPeople({ actor, topic, talkId, turnId }) {
      const found = await suggestToShow(peopleSearch, actor, { words: topic, talkId, turnId });
      return found.kind === 'suggested' ? [connectionSuggestionsView(found)] : [];
    },
  });
  return { talks, talkPartner, coachMind };
}
