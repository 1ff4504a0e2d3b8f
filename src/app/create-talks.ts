import { createTalkPartner, type TalkPartner, type TalkPartnerDeps } from '../agent/talk-partner.ts';
import type { CoachMind } from '../coaching/talks/coach-mind.ts';
import type { TalkRepository } from '../coaching/talks/ports.ts';
import type { DateReader } from '../coaching/sessions/date-reader.ts';
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
    ...deps
  }: Omit<TalkPartnerDeps, 'talks' | 'mind'> & {
    dates: DateReader;
    model: StructuredModel | undefined;
    modelName: string;
    logger: Logger;
  },
): TalkParts {
  const talks = createTalkRepository(pool, deps.clock);
  const tree = createQuestionTree({ dates });
  const coachMind = createCoachMind({ model, modelName, dates, tree, logger });
  const talkPartner = createTalkPartner({ ...deps, talks, mind: coachMind });
  return { talks, talkPartner, coachMind };
}
