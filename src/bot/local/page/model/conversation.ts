import type { WireChannel, WireMessage } from '../../wire.ts';

/** What the page works out from messages; no browser in here. */

/** Where one writes: a conversation, or a thread in it. Drafts, progress and unsent messages are kept per place. */
export interface Spot {
  channelId: string;
  threadId?: string;
}

export const spotKey = ({ channelId, threadId }: Spot): string => `${channelId}/${threadId ?? ''}`;

const bySeq = (a: WireMessage, b: WireMessage): number => a.seq - b.seq;

/** A deleted message of the bot leaves nothing; a person's leaves its place while somebody answered to it. */
function leavesTrace(message: WireMessage, all: readonly WireMessage[]): boolean {
  if (message.state !== 'deleted') return true;
  return message.authorId !== undefined && all.some(({ threadId }) => threadId === message.id);
}

/** The messages at the top of a conversation, oldest first. */
export function topLevel(messages: ReadonlyMap<string, WireMessage>, channelId: string): WireMessage[] {
  const all = [...messages.values()].filter((message) => message.channelId === channelId);
  return all.filter((message) => message.threadId === undefined && leavesTrace(message, all)).sort(bySeq);
}

/** The thread's root, then its replies, oldest first. */
export function threadOf(messages: ReadonlyMap<string, WireMessage>, rootId: string): WireMessage[] {
  const root = messages.get(rootId);
  const replies = [...messages.values()]
    .filter(({ threadId, state }) => threadId === rootId && state !== 'deleted')
    .sort(bySeq);
  return root ? [root, ...replies] : replies;
}

export interface ThreadSummary {
  count: number;
  last: WireMessage;
  /** Who answered, in order of their first reply; undefined is the bot. */
  authors: readonly (string | undefined)[];
}

export function threadSummaries(messages: ReadonlyMap<string, WireMessage>): Map<string, ThreadSummary> {
  const summaries = new Map<string, ThreadSummary>();
  for (const message of [...messages.values()].sort(bySeq)) {
    if (message.threadId === undefined || message.state === 'deleted') continue;
    const before = summaries.get(message.threadId);
    summaries.set(message.threadId, {
      count: (before?.count ?? 0) + 1,
      last: message,
      authors: [...new Set([...(before?.authors ?? []), message.authorId])],
    });
  }
  return summaries;
}

/** Of two copies of a message the later is kept. */
export function merge(
  known: ReadonlyMap<string, WireMessage>,
  fresh: readonly WireMessage[],
): Map<string, WireMessage> {
  const merged = new Map(known);
  for (const message of fresh) {
    const old = merged.get(message.id);
    if (!old || old.updatedAt <= message.updatedAt) merged.set(message.id, message);
  }
  return merged;
}

type ListItem =
  | { kind: 'day'; key: string; date: Date }
  | { kind: 'new'; key: string }
  /** `follows`: same author shortly before, so name and picture need not be said again. */
  | { kind: 'message'; key: string; message: WireMessage; follows: boolean };

const sameBreathMs = 5 * 60_000;

/** The first message by somebody else that is newer than what was read; none for who was never here before. */
export function firstUnread(
  messages: readonly WireMessage[],
  viewerId: string,
  readSeq: number,
): string | undefined {
  if (readSeq === 0) return undefined;
  return messages.find(({ seq, authorId }) => seq > readSeq && authorId !== viewerId)?.id;
}

/** Messages with day separators, and a mark before the one from which on they are new. */
export function listItems(messages: readonly WireMessage[], newFromId?: string): ListItem[] {
  const items: ListItem[] = [];
  let previous: WireMessage | undefined;
  for (const message of messages) {
    const at = new Date(message.createdAt);
    const newDay = previous === undefined || !sameDay(new Date(previous.createdAt), at);
    if (newDay) items.push({ kind: 'day', key: `day-${at.toDateString()}`, date: at });
    const isNew = message.id === newFromId;
    if (isNew) items.push({ kind: 'new', key: 'new' });
    items.push({
      kind: 'message',
      key: message.id,
      message,
      follows: !newDay && !isNew && previous !== undefined && continues(previous, message),
    });
    previous = message;
  }
  return items;
}

function continues(previous: WireMessage, message: WireMessage): boolean {
  return (
    previous.authorId === message.authorId &&
    previous.onlyForYou === message.onlyForYou &&
    previous.state !== 'deleted' &&
    Date.parse(message.createdAt) - Date.parse(previous.createdAt) < sameBreathMs
  );
}

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** How many messages by others came after what was read, threads included. */
export function unreadCount(
  messages: ReadonlyMap<string, WireMessage>,
  channelId: string,
  viewerId: string,
  readSeq: number,
): number {
  return [...messages.values()].filter(
    (message) =>
      message.channelId === channelId &&
      message.seq > readSeq &&
      message.authorId !== viewerId &&
      message.state !== 'deleted',
  ).length;
}

export function newestSeq(messages: ReadonlyMap<string, WireMessage>, channelId: string): number {
  return Math.max(
    0,
    ...[...messages.values()].filter((message) => message.channelId === channelId).map(({ seq }) => seq),
  );
}

export const channelTitle = (channel: WireChannel): string =>
  channel.kind === 'direct' ? 'Threadcoach' : `#${channel.name}`;
