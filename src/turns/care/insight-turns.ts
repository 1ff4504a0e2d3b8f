import { coachingCounts, type CountDeps } from '../../coaching/care/coaching-counts.ts';
import { insightView } from '../../messages/views/insight.ts';
import type { Command } from '../commands/commands.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';

/** `/insight 2026-10`: how many of one's own people had a coaching talk. */
export const createInsightCommand = (deps: CountDeps): Command => ({
  usage: 'month, such as 2026-10',
  description: 'How many of your people had coaching talks (leaders), never who',
  run: refusing(async ({ actor, reply, turn }: ContextOf<'command'>) => {
    const month = turn.text.trim();
    const counts = await coachingCounts(deps, actor, month === '' ? {} : { month });
    await reply.sendPrivately(insightView(counts));
  }),
});

const asked =
  /^(?:(?:please )?(?:tell|show) me )?(?:(?:is|are) (?:my|our) (?:team|people|line|agents?) (?:using|doing|having|getting) (?:the )?coaching|how many (?:of (?:my|our) (?:team|people|agents?|line)|people|agents)(?: in (?:my|our) (?:team|line))? (?:use|used|are using|have used|had|have had|have) (?:the )?coaching(?: talks?| conversations?)?|how (?:much|well) is coaching used)(?: (?:this|last) (?:month|year|week)| lately| so far)?$/;

/** "Is my team using coaching?" */
export const createInsightTalk =
  (deps: CountDeps): TextHandler =>
  async (context) => {
    const plain = context.turn.text
      .toLowerCase()
      .replaceAll(/[^a-z ]/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
    if (!asked.test(plain)) return false;
    await refusing(async ({ actor, reply }: ContextOf<'message'>) => {
      await reply.sendPrivately(insightView(await coachingCounts(deps, actor)));
    })(context);
    return true;
  };
