import type { LocalChannel, LocalMessage } from '../../coaching/local-chat/ports.ts';
import type { Place } from '../../turns/turn.ts';

/** The one installation there is: the demo organisation's own chat. */
export const localInstallationId = 'demo';

/** Where a message, a button or a form is answered; `threadId` undefined: at the top. */
export function placeIn(channel: LocalChannel, threadId?: string): Place {
  const base = `local:${localInstallationId}:${channel.id}`;
  return {
    key: threadId === undefined ? base : `${base}:${threadId}`,
    kind: channel.kind,
    channelId: channel.id,
    ...(threadId === undefined ? {} : { threadId }),
    ...(channel.kind === 'channel' ? { label: `#${channel.name}` } : {}),
  };
}

/** In a channel a message at the top opens the thread under it; a direct message goes on at the top. */
export function placeOfMessage(
  channel: LocalChannel,
  message: Pick<LocalMessage, 'id' | 'threadId' | 'onlyFor'>,
): Place {
  const opensThread = channel.kind === 'channel' && message.onlyFor === undefined;
  return placeIn(channel, message.threadId ?? (opensThread ? message.id : undefined));
}
