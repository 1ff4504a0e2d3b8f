import type { Message } from '../messages/message.ts';
import type { TurnContext } from './turn-context.ts';

/**
 * For the eyes of the person who acts alone. In the direct message it takes the place of what they pressed; in a channel
 * that was shown to them alone, and cannot be edited there.
 */
export async function sayToActor(
  { reply, turn }: Pick<TurnContext, 'reply' | 'turn'>,
  view: Message,
): Promise<void> {
  if (turn.kind === 'action' && turn.place.kind === 'direct') await reply.replace(turn.messageId, view);
  else await reply.sendPrivately(view);
}
