import { talkMovedOn, talkNotFound } from './talk-errors.ts';
import type { Owner } from '../people/owner.ts';
import type { TalkRepository } from './ports.ts';

/**
 * The person's own idea behind a button, as words to go on with.
 * @throws AppError TALK_001 where the talk is not theirs or gone, TALK_002 where it is past choosing
 */
export async function chosenOption(
  { talks }: { talks: Pick<TalkRepository, 'find'> },
  { owner, talkId, index }: { owner: Owner; talkId: string; index: number },
): Promise<string> {
  const talk = await talks.find(owner, talkId);
  if (talk === undefined) throw talkNotFound();
  const option = talk.progress.options[index];
  const waits = talk.state === 'open' && talk.stage === 'step' && talk.nextStep === undefined;
  if (!waits || option === undefined) throw talkMovedOn();
  return option;
}
