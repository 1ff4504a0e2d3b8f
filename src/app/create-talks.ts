import { createTalkPartner, type TalkPartner, type TalkPartnerDeps } from '../agent/talk-partner.ts';
import type { TalkRepository } from '../coaching/talks/ports.ts';
import type { DateReader } from '../coaching/sessions/date-reader.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import { createTalkRepository } from '../data/talks/talk-repository.ts';
import { createQuestionTree } from '../models/coach/offline/question-tree.ts';

/** What coaching talks are kept in and led with. */
export interface TalkParts {
  talks: TalkRepository;
  talkPartner: TalkPartner;
}

/** @param deps.mind default: the question tree, which needs no model */
export function createTalkParts(
  pool: ScopedPool,
  {
    dates,
    mind,
    ...deps
  }: Omit<TalkPartnerDeps, 'talks' | 'mind'> & { dates: DateReader; mind?: TalkPartnerDeps['mind'] },
): TalkParts {
  const talks = createTalkRepository(pool, deps.clock);
  const talkPartner = createTalkPartner({ ...deps, talks, mind: mind ?? createQuestionTree({ dates }) });
  return { talks, talkPartner };
}
