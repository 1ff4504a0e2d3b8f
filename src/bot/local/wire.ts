import type { LocalChannel, LocalFile, LocalMessage, LocalPerson } from '../../coaching/local-chat/ports.ts';
import type { Form } from '../../messages/message.ts';

/** What the server tells the page, as JSON. Instants are ISO 8601 in UTC. */

export type WirePerson = LocalPerson;
export type WireChannel = LocalChannel;
export type WireFile = LocalFile;

export interface WireMessage {
  id: string;
  seq: number;
  channelId: string;
  threadId?: string;
  /** Undefined: the bot. */
  authorId?: string;
  /** Nobody else sees it. */
  onlyForYou: boolean;
  text: string;
  card?: unknown;
  files: readonly WireFile[];
  state: LocalMessage['state'];
  createdAt: string;
  /** Of two copies of a message the later is right. */
  updatedAt: string;
  edited: boolean;
}

/** Everyone who can be chosen: all the page needs before a person is chosen. */
export interface WirePeople {
  people: readonly WirePerson[];
}

export interface WireState extends WirePeople {
  channels: readonly WireChannel[];
  messages: readonly WireMessage[];
  /** Older messages exist. */
  more: boolean;
}

export interface WireHistory {
  messages: readonly WireMessage[];
  more: boolean;
}

export interface WireProgress {
  channelId: string;
  threadId?: string;
  text: string;
}

/** What a request that does something is answered with. */
export type WireReply =
  | { kind: 'taken'; messageId?: string }
  /** Fill this in first. */
  | { kind: 'form'; form: Form }
  /** By field name: what is wrong with the form. */
  | { kind: 'invalid'; errors: Readonly<Record<string, string>> }
  | { kind: 'refused'; message: string };

export interface WireCompletions {
  items: readonly { value: string; label: string; hint?: string }[];
}

export interface WireError {
  error: { code: string; message: string; retry: boolean };
}
