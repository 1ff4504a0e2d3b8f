import {
  customMetricIn,
  showOwnCustom,
  showOwnData,
  type OwnDataDeps,
} from '../../agent/tools/show-own-data.ts';
import {
  ownDataTopics,
  readOwnDataRequest,
  type OwnDataRequest,
} from '../../coaching/performance/read-request.ts';
import { words } from '../../messages/words/en.ts';
import type { Command } from '../commands/commands.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';

/** Always of the person who acts, and always for their eyes alone. */
async function show(
  deps: OwnDataDeps,
  { actor, audience, reply }: TurnContext,
  request: OwnDataRequest,
  said: string,
): Promise<void> {
  const direct = audience.kind === 'direct';
  await reply.sendPrivately(await showOwnData(deps, actor, { request, said, direct }));
}

/** `scores this month`, `plan`, `handle time last week`; nothing or unknown words: the overview. */
function readArguments(text: string): OwnDataRequest {
  const asked = text.trim().toLowerCase();
  const topic = ownDataTopics.find((known) => known === asked || `${known}s` === asked);
  return topic === undefined ? (readOwnDataRequest(`my ${asked}`) ?? { what: 'overview' }) : { what: topic };
}

const asksForOwn =
  /^(?:(?:please |can you |could you )?(?:show|give|tell|chart|plot)(?: me)? |what(?:['’]s| is| was| are| were) |how(?:['’]s| is| was) )?my\b(?!.*\b(?:should|improve|procedure|policy|calculated|mean|target)\b)/i;

/** A person's own data in chat: for `create-turn-deps.ts`. */
export function createOwnDataTurns(deps: OwnDataDeps): {
  commands: readonly (readonly [string, Command])[];
  /** Where others read along no tool shows it: the words are answered to the person alone. */
  fromShared: TextHandler;
  /** "My upsell rate": which figures there are beside the usual ones, only the organisation knows. */
  custom: TextHandler;
} {
  const me = refusing(async (context: ContextOf<'command'>) => {
    const { text } = context.turn;
    const custom = text.trim() === '' ? undefined : await customMetricIn(deps, context.actor, text);
    if (custom === undefined) await show(deps, context, readArguments(text), text);
    else await context.reply.sendPrivately(await showOwnCustom(deps, context.actor, custom, text));
  });
  return {
    commands: [
      [
        'me',
        { usage: 'scores | actions | plan | session | changes', description: words.ownData.command, run: me },
      ],
    ],
    async custom(context) {
      const { text } = context.turn;
      if (!asksForOwn.test(text) || text.length > 200) return false;
      const metric = await customMetricIn(deps, context.actor, text);
      if (metric === undefined) return false;
      await refusing(async () => {
        await context.reply.sendPrivately(await showOwnCustom(deps, context.actor, metric, text));
      })(context);
      return true;
    },
    async fromShared(context) {
      if (context.audience.kind === 'direct') return false;
      const { text } = context.turn;
      const request = readOwnDataRequest(text);
      if (request === undefined) return false;
      await refusing(() => show(deps, context, request, text))(context);
      return true;
    },
  };
}
