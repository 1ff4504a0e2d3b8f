import type { LocalMessage } from '../../coaching/local-chat/ports.ts';
import type { WireMessage } from './wire.ts';

/** What was deleted leaves its place, not its words. */
export function toWire(message: LocalMessage): WireMessage {
  const gone = message.state === 'deleted';
  return {
    id: message.id,
    seq: message.seq,
    channelId: message.channelId,
    onlyForYou: message.onlyFor !== undefined,
    text: gone ? '' : message.text,
    files: gone ? [] : message.files,
    state: message.state,
    createdAt: message.createdAt.toISOString(),
    updatedAt: message.updatedAt.toISOString(),
    edited: message.editedAt !== undefined,
    ...(message.threadId === undefined ? {} : { threadId: message.threadId }),
    ...(message.authorId === undefined ? {} : { authorId: message.authorId }),
    ...(gone || message.card === undefined ? {} : { card: message.card }),
  };
}
