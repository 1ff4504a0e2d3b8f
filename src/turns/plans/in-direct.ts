import type { Message } from '../../messages/message.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import type { Deliverer } from '../deliverer.ts';
import type { TurnContext } from '../turn-context.ts';

const { plans: say } = words;

/**
 * Answers in the direct message, wherever it was asked. Where others are, the person alone is told where the answer stands, in
 * the same words whatever it says.
 */
export async function answerInDirect(
  { deliverer }: { deliverer: Deliverer },
  { turn, reply, platform, event }: TurnContext,
  view: Message,
): Promise<void> {
  if (turn.place.kind === 'direct') {
    await (turn.kind === 'action' ? reply.replace(turn.messageId, view) : reply.send(view));
    return;
  }
  const target = await reply.directTarget();
  if (target !== undefined) {
    const { organizationId } = event;
    await deliverer.send(platform, target, view, { organizationId, key: `${event.id}:direct` });
  }
  const said = target === undefined ? say.noDirect : say.toDirect;
  await reply.sendPrivately(sayView('talk.moved', said, words.audience.hereForYou));
}
