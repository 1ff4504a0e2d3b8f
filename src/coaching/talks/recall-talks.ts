import type { Actor } from '../people/user.ts';
import { dayIn } from '../people/day-in.ts';
import type { TalkRepository } from './ports.ts';
import type { Talk } from './talk.ts';

/** A talk as its owner is told of it. */
export interface RecalledTalk extends Pick<
  Talk,
  'id' | 'topic' | 'nextStep' | 'nextStepOn' | 'confidence' | 'state'
> {
  /** Calendar day `YYYY-MM-DD` on which it began, where the person is. */
  day: string;
}

const talksRecalled = 20;

/** What somebody has talked about with the coach, newest first, across days and conversations. Their own alone. */
export async function recallTalks(
  { talks }: { talks: Pick<TalkRepository, 'list'> },
  { organizationId, id: userId, timezone }: Actor,
): Promise<RecalledTalk[]> {
  const listed = await talks.list({ organizationId, userId }, talksRecalled);
  return listed
    .filter(({ topic, nextStep }) => topic !== undefined || nextStep !== undefined)
    .map(({ id, topic, nextStep, nextStepOn, confidence, state, startedAt }) => ({
      id,
      state,
      day: dayIn(startedAt, timezone),
      ...(topic === undefined ? {} : { topic }),
      ...(nextStep === undefined ? {} : { nextStep }),
      ...(nextStepOn === undefined ? {} : { nextStepOn }),
      ...(confidence === undefined ? {} : { confidence }),
    }));
}
