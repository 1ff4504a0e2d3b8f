import type { Place, Platform } from './turn.ts';

/**
 * The thread under a message of ours. Teams' personal chats have no threads, and its channel conversations already name
 * theirs: there the place stays what it is.
 */
export function threadUnder(platform: Platform, place: Place, messageId: string): Place {
  if (platform === 'teams' || place.threadId !== undefined) return place;
  return { ...place, threadId: messageId, key: `${place.key}:${messageId}` };
}

/** What people call a place; platforms name it only in some of their events. */
export const labelOf = ({ label, kind }: Place): string =>
  label ?? (kind === 'channel' ? 'this channel' : 'this chat');

/**
 * A key of its own for something posted in a place that it shares with others of its kind, such as the second session in
 * one Teams chat. `placeOfKey` leads back.
 */
export const ownKey = (place: Place, id: string): Place => ({ ...place, key: `${place.key}#${id}` });
export const placeOfKey = (place: Place): Place => ({ ...place, key: place.key.replace(/#[^#]*$/, '') });
