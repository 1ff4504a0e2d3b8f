import { showDigest, type DigestOf, type ShowDigestDeps } from '../../agent/tools/show-digest.ts';
import { leaderUnknown } from '../../coaching/digests/digest-errors.ts';
import { readDigestWords } from '../../coaching/digests/read-digest-words.ts';
import { words } from '../../messages/words/en.ts';
import type { Command } from '../commands/commands.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import { oneId, partsOf } from '../sessions/summary-press.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';

export interface DigestTurnDeps extends ShowDigestDeps {
  people: PeopleResolver;
}

/** Always for the eyes of the person who asks; in a shared place without what is for the direct message. */
async function show(
  deps: DigestTurnDeps,
  { actor, audience, reply }: TurnContext,
  of: DigestOf,
): Promise<void> {
  const direct = audience.kind === 'direct';
  await reply.sendPrivately(await showDigest(deps, actor, { of, direct }));
}

/** `/digest`, `/digest @Elena Kowalczyk`. @throws AppError DIGEST_002 */
async function askedFor(deps: DigestTurnDeps, context: ContextOf<'command'>): Promise<DigestOf> {
  const { turn, actor, platform, target } = context;
  const text = turn.text.trim().replace(/^(?:for|of) /i, '');
  const mention = turn.mentions.find(({ name }) => text.startsWith(`@${name}`));
  if (mention !== undefined) {
    const person = await deps.people.person(actor.organizationId, platform, target, mention.platformUserId);
    if (person.kind !== 'known') throw leaderUnknown();
    return { leaderId: person.user.id };
  }
  return text === '' ? {} : { leader: text };
}

/** A leader's digest in chat: for `create-turn-deps.ts`. */
export function createDigestTurns(deps: DigestTurnDeps) {
  const command: Command = {
    usage: '@leader',
    description: words.digest.command,
    run: refusing(async (context: ContextOf<'command'>) => {
      await show(deps, context, await askedFor(deps, context));
    }),
  };
  /** Where others read along no tool shows it: the words are answered to the person alone. */
  const fromShared: TextHandler = async (context) => {
    if (context.audience.kind === 'direct' || context.actor.role === 'AGENT') return false;
    const asked = readDigestWords(context.turn.text);
    if (asked === undefined) return false;
    const { leader } = asked;
    await refusing(() => show(deps, context, leader === undefined ? {} : { leader }))(context);
    return true;
  };
  return {
    commands: [['digest', command]] as const,
    actions: {
      'digest.team': refusing(async (context: ContextOf<'action'>) => {
        const [leaderId = ''] = partsOf(context.turn.value, oneId);
        await show(deps, context, { leaderId });
      }),
    },
    fromShared,
  };
}
