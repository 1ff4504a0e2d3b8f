import { talkNotFound } from './talk-errors.ts';
import type { Owner } from '../people/owner.ts';
import type { TalkRepository } from './ports.ts';
import type { Talk } from './talk.ts';

const askedAgainAfterMs = 30 * 24 * 3_600_000;
const questionsAtLeast = 4;

/** Asked rarely: of a talk that came to its end after four questions, and at most once in 30 days. */
export function mayAskSatisfaction(talk: Talk, earlier: readonly Talk[], now: Date): boolean {
  if (talk.state !== 'closed' || talk.progress.asked.length < questionsAtLeast) return false;
  return ![talk, ...earlier].some(
    ({ satisfactionAskedAt }) =>
      satisfactionAskedAt !== undefined && now.getTime() - satisfactionAskedAt.getTime() < askedAgainAfterMs,
  );
}

/**
 * Notes how the person found a talk; said again, the last one counts.
 * @param input.satisfaction from 1 to 5
 * @throws AppError TALK_001
 */
export async function rateTalk(
  { talks }: { talks: Pick<TalkRepository, 'change'> },
  {
    owner,
    talkId,
    turnId,
    satisfaction,
  }: { owner: Owner; talkId: string; turnId: string; satisfaction: number },
): Promise<Talk> {
  const talk = await talks.change(owner, talkId, turnId, { satisfaction });
  if (talk === undefined) throw talkNotFound();
  return talk;
}
