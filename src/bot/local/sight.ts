import type { LocalChannel, LocalMessage, LocalPerson, LocalStore } from '../../coaching/local-chat/ports.ts';
import { buttonGone, channelGone, messageGone, notYours, unknownPerson } from './errors.ts';

/** What a person may refer to; everything else is answered as if it did not exist. */
interface Sight {
  people: readonly LocalPerson[];
  /** @throws AppError LOCAL_UNREACHABLE */
  channel(channelId: string): Promise<LocalChannel>;
  /** @throws AppError LOCAL_NOT_FOUND */
  message(messageId: string): Promise<LocalMessage>;
  /** @throws AppError LOCAL_NOT_YOURS */
  ownMessage(messageId: string): Promise<LocalMessage>;
  /** The root of an existing thread in that channel. @throws AppError LOCAL_NOT_FOUND */
  checkThread(channelId: string, threadId: string | undefined): Promise<void>;
}

/** @throws AppError LOCAL_UNKNOWN_PERSON */
export async function sightOf(store: LocalStore, personId: string): Promise<Sight> {
  const people = await store.people();
  if (!people.some(({ id }) => id === personId)) throw unknownPerson();
  const message = async (messageId: string): Promise<LocalMessage> => {
    const found = await store.message(personId, messageId);
    if (found === undefined || found.state === 'deleted') throw messageGone();
    return found;
  };
  return {
    people,
    message,
    async channel(channelId) {
      const channel = await store.channel(channelId);
      if (channel?.memberIds.includes(personId) !== true) throw channelGone();
      return channel;
    },
    async ownMessage(messageId) {
      const found = await message(messageId);
      if (found.authorId !== personId) throw notYours();
      return found;
    },
    async checkThread(channelId, threadId) {
      if (threadId === undefined) return;
      const root = await store.message(personId, threadId);
      if (root?.channelId !== channelId || root.threadId !== undefined) throw messageGone();
    },
  };
}

/** A button can be pressed only where it is: the card is searched for its action and value. @throws AppError */
export function checkButton(card: unknown, action: string, value: string): void {
  if (!holdsButton(card, action, value)) throw buttonGone();
}

function holdsButton(part: unknown, action: string, value: string): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('action' in part && 'value' in part && part.action === action && part.value === value) return true;
  return Object.values(part).some((child) => holdsButton(child, action, value));
}
