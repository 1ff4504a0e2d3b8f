import type { Clock } from '../../shared/clock.ts';
import type { Present, Presented } from './coach-reply.ts';
import { keepReply, type KeepReplyDeps, type KeptTurn } from './keep-reply.ts';
import type { TalkChange } from './ports.ts';
import { summaryOf } from './summary-of.ts';
import type { Talk } from './talk.ts';

/** Ends a talk because the person wants to stop; the step chosen so far is kept. */
export async function closeTalk<M>(
  deps: KeepReplyDeps & { clock: Clock },
  input: KeptTurn & { talk: Talk },
  present: Present<M>,
): Promise<Presented<M>> {
  const { talk } = input;
  const change: TalkChange = { state: 'closed', endedAt: deps.clock.now(), summary: summaryOf(talk) };
  const presented = await present({
    talk: { ...talk, ...change },
    reflection: '',
    question: '',
    choices: [],
    ending: 'stopped',
    asksSatisfaction: false,
  });
  await keepReply(deps, input, { talkId: talk.id, change }, presented);
  return presented;
}
