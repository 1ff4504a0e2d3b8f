import { showOwnData, type OwnDataDeps } from '../../agent/tools/show-own-data.ts';
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

/** A person's own data in chat: for `create-turn-deps.ts`. */
export function createOwnDataTurns(deps: OwnDataDeps): {
  commands: readonly (readonly [string, Command])[];
  /** Where others read along no tool shows it: the words are answered to the person alone. */
  fromShared: TextHandler;
} {
  const me = refusing((context: ContextOf<'command'>) =>
    show(deps, context, readArguments(context.turn.text), context.turn.text),
  );
  return {
    commands: [
      [
        'me',
        { usage: 'scores | actions | plan | session | changes', description: words.ownData.command, run: me },
      ],
    ],
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
