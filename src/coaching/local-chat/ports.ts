import type { JobFamily, Role } from '../people/user.ts';

/** The chat behind the local page: it stands where Slack's or Teams' servers would, for the demo organisation alone. */

export interface LocalPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
  jobFamily: JobFamily;
  department?: string;
  teamLeaderId?: string;
}

export interface LocalChannel {
  id: string;
  /** `direct` is the conversation of one person with the bot. */
  kind: 'direct' | 'channel';
  /** Without `#`; of a direct message the person's id. */
  name: string;
  topic: string;
  memberIds: readonly string[];
}

export interface LocalFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

export interface LocalMessage {
  id: string;
  /** Order of arrival over all channels. */
  seq: number;
  channelId: string;
  /** The root of the thread this message answers in. */
  threadId?: string;
  /** Undefined: the bot. */
  authorId?: string;
  /** Set: nobody else sees it. */
  onlyFor?: string;
  /** What a person typed; of the bot while it streams the Markdown so far, and at the end the message in short. */
  text: string;
  /** The Adaptive Card, as Teams gets it. */
  card?: unknown;
  files: readonly LocalFile[];
  state: 'streaming' | 'final' | 'deleted';
  createdAt: Date;
  updatedAt: Date;
  editedAt?: Date;
}

export type NewLocalMessage = Pick<LocalMessage, 'id' | 'channelId' | 'text' | 'state'> &
  Partial<Pick<LocalMessage, 'threadId' | 'authorId' | 'onlyFor' | 'card' | 'files'>> & {
    deliveryId?: string;
  };

export type LocalMessagePatch = Partial<Pick<LocalMessage, 'text' | 'card' | 'files' | 'state' | 'editedAt'>>;

export type LocalChange =
  | { kind: 'message'; channelId: string; messageId: string }
  /** The bot's own status line ("Reading the procedures…"); kept nowhere. */
  | { kind: 'progress'; channelId: string; threadId?: string; onlyFor?: string; text: string }
  /** Changes may have been missed: read everything again. */
  | { kind: 'resync' };

/**
 * Storage of the local chat, bound to one organisation. `viewerId` is the person in whose sight a call works: row
 * policies show them the channels they are in, and nothing that is only for somebody else.
 */
export interface LocalStore {
  /** Everyone who works here, by name. */
  people(): Promise<LocalPerson[]>;
  /** The person's direct message first, then their channels by name. */
  channelsOf(userId: string): Promise<LocalChannel[]>;
  channel(channelId: string): Promise<LocalChannel | undefined>;
  /** The direct message with the bot; made if it is not there. */
  ensureDirect(userId: string): Promise<LocalChannel>;
  /** Makes the channel or adds the members it lacks. `name` is its identity. */
  ensureChannel(input: { name: string; topic: string; memberIds: readonly string[] }): Promise<LocalChannel>;
  /** The newest `limit` messages before `beforeSeq` (default: now), oldest first; of one channel, or of all. */
  messages(
    viewerId: string,
    query: { channelId?: string; beforeSeq?: number; limit: number },
  ): Promise<LocalMessage[]>;
  message(viewerId: string, messageId: string): Promise<LocalMessage | undefined>;
  /** Adds messages, all or none; one whose id is known already is left as it is. */
  insert(viewerId: string, messages: readonly NewLocalMessage[]): Promise<void>;
  /** Undefined: no such message in the viewer's sight. */
  update(viewerId: string, messageId: string, patch: LocalMessagePatch): Promise<LocalMessage | undefined>;
  /** Keeps a file; one whose id is known already is left as it is. */
  addFile(
    viewerId: string,
    file: LocalFile & { channelId: string; mimeType: string; content: Uint8Array },
  ): Promise<void>;
  file(
    viewerId: string,
    fileId: string,
  ): Promise<(LocalFile & { channelId: string; mimeType: string; content: Uint8Array }) | undefined>;
  /** Tells every process; nothing is kept. */
  announceProgress(progress: Omit<Extract<LocalChange, { kind: 'progress' }>, 'kind'>): Promise<void>;
  /** Calls back on every change, whichever process made it. Resolves to the function that ends it. */
  subscribe(onChange: (change: LocalChange) => void): Promise<() => void>;
  close(): Promise<void>;
}
