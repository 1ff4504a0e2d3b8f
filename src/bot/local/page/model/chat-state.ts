import type { WireChannel, WireMessage, WirePerson, WireProgress, WireState } from '../../wire.ts';
import { merge, newestSeq, spotKey } from './conversation.ts';
import type { Spot } from './conversation.ts';

/** A message of one's own on its way to the server. */
export interface Pending {
  clientId: string;
  spot: Spot;
  text: string;
  files: readonly { id: string; name: string; size: number }[];
  /** Set: it did not arrive; what to tell. */
  failed?: string;
  /** The server has it; it leaves this list when it comes back among the messages. */
  messageId?: string;
  /** The newest message of the conversation when this was sent. */
  afterSeq?: number;
}

export interface ChatState {
  loaded: boolean;
  connected: boolean;
  people: readonly WirePerson[];
  channels: readonly WireChannel[];
  messages: ReadonlyMap<string, WireMessage>;
  /** Older messages exist. */
  more: boolean;
  /** The bot's status line, by place. */
  progress: ReadonlyMap<string, string>;
  outbox: readonly Pending[];
  /** By conversation: read up to this `seq`. */
  marks: Readonly<Record<string, number>>;
}

export const emptyChat: ChatState = {
  loaded: false,
  connected: true,
  people: [],
  channels: [],
  messages: new Map(),
  more: false,
  progress: new Map(),
  outbox: [],
  marks: {},
};

type ChatEvent =
  | { kind: 'state'; state: WireState; marks: Record<string, number> | undefined }
  | { kind: 'message'; message: WireMessage }
  | { kind: 'history'; messages: readonly WireMessage[]; more: boolean }
  | { kind: 'progress'; progress: WireProgress }
  | { kind: 'progress-over'; spot: Spot }
  | { kind: 'connected'; connected: boolean }
  | { kind: 'read'; channelId: string }
  | { kind: 'sending'; pending: Pending }
  | { kind: 'sent'; clientId: string; messageId?: string }
  | { kind: 'not-sent'; clientId: string; reason: string }
  | { kind: 'discard'; clientId: string };

export function chatReducer(state: ChatState, event: ChatEvent): ChatState {
  switch (event.kind) {
    case 'state':
      return withState(state, event.state, event.marks);
    case 'message':
      return arrived(state, event.message);
    case 'history':
      return { ...state, messages: merge(state.messages, event.messages), more: event.more };
    case 'progress': {
      const { text, ...spot } = event.progress;
      return { ...state, progress: new Map(state.progress).set(spotKey(spot), text) };
    }
    case 'progress-over':
      return { ...state, progress: without(state.progress, spotKey(event.spot)) };
    case 'connected':
      return { ...state, connected: event.connected };
    case 'read': {
      const seq = newestSeq(state.messages, event.channelId);
      if ((state.marks[event.channelId] ?? 0) >= seq) return state;
      return { ...state, marks: { ...state.marks, [event.channelId]: seq } };
    }
    case 'sending': {
      const others = state.outbox.filter(({ clientId }) => clientId !== event.pending.clientId);
      const afterSeq = newestSeq(state.messages, event.pending.spot.channelId);
      return { ...state, outbox: [...others, { ...event.pending, afterSeq }] };
    }
    case 'sent':
      return {
        ...state,
        outbox: state.outbox.flatMap((pending) => {
          if (pending.clientId !== event.clientId) return [pending];
          const { messageId } = event;
          return messageId === undefined || state.messages.has(messageId) ? [] : [{ ...pending, messageId }];
        }),
      };
    case 'not-sent':
      return {
        ...state,
        outbox: state.outbox.map((pending) =>
          pending.clientId === event.clientId ? { ...pending, failed: event.reason } : pending,
        ),
      };
    case 'discard':
      return { ...state, outbox: state.outbox.filter(({ clientId }) => clientId !== event.clientId) };
  }
}

function withState(state: ChatState, fresh: WireState, marks: Record<string, number> | undefined): ChatState {
  const messages = merge(state.messages, fresh.messages);
  return {
    ...state,
    loaded: true,
    people: fresh.people,
    channels: fresh.channels,
    messages,
    more: state.loaded ? state.more : fresh.more,
    outbox: state.outbox.filter(({ messageId }) => messageId === undefined || !messages.has(messageId)),
    // Whoever is here for the first time starts with everything read.
    marks: state.loaded
      ? state.marks
      : (marks ?? Object.fromEntries(fresh.channels.map(({ id }) => [id, newestSeq(messages, id)]))),
  };
}

function arrived(state: ChatState, message: WireMessage): ChatState {
  const answered = message.authorId === undefined;
  return {
    ...state,
    messages: merge(state.messages, [message]),
    progress: answered ? without(state.progress, spotKey(message)) : state.progress,
    outbox: state.outbox.filter(({ messageId }) => messageId !== message.id),
  };
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

/**
 * What of one's own is shown as unsent in a place. A message often comes back among the others before the server's answer
 * to its sending does: from then on it is not shown a second time.
 */
export function unsentIn(
  { outbox, messages }: Pick<ChatState, 'outbox' | 'messages'>,
  spot: Spot,
  viewerId: string,
): Pending[] {
  const back = [...messages.values()].filter(
    (message) => message.authorId === viewerId && spotKey(message) === spotKey(spot),
  );
  return outbox.filter((pending) => {
    if (spotKey(pending.spot) !== spotKey(spot)) return false;
    if (pending.failed !== undefined) return true;
    const at = back.findIndex(({ seq, text }) => seq > (pending.afterSeq ?? 0) && text === pending.text);
    // Each one that came back stands for one that was sent.
    if (at >= 0) back.splice(at, 1);
    return at < 0;
  });
}
