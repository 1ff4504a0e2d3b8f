import type { Owner } from '../people/owner.ts';
import type { Counts, Erasure } from './erasure.ts';

/**
 * What was asked to be erased, outside the database: a database that is restored from before has the person back, and this
 * does not forget it. Ids only.
 */
export interface ErasureLog {
  /** Durable when it resolves; the same again changes nothing. @throws AppError KNOWLEDGE_041 while the storage is away */
  write(erasure: Erasure): Promise<void>;
  /** All of an organisation, oldest first. @throws AppError as above */
  list(organizationId: string): Promise<Erasure[]>;
}

export interface ErasureRecord {
  erasure: Erasure;
  counts: Counts;
  completedAt?: Date;
}

/** Erasures as the database knows them. */
export interface ErasureRepository {
  find(organizationId: string, id: string): Promise<ErasureRecord | undefined>;
  /** Records that it was asked for; one that is there already stays as it is. */
  begin(erasure: Erasure): Promise<void>;
  complete(erasure: Erasure, counts: Counts, at: Date): Promise<void>;
  /** Of an organisation, newest first. */
  list(organizationId: string): Promise<ErasureRecord[]>;
}

/** A message in a chat that what is erased was said in. */
export interface SentMessage {
  platform: string;
  conversationKey: string;
  messageId: string;
}

export interface Eraser {
  /** The newest messages of it, by the bot and by the person, a hundred at most of everything. */
  messagesOf(erasure: Erasure): Promise<SentMessage[]>;
  /** Deletes or anonymises every row of it. What a try before did not reach, the next does. */
  erase(erasure: Erasure): Promise<Counts>;
}

/**
 * Takes messages out of chats, where the platform lets the bot. Never throws.
 * @returns how many are gone
 */
export type TakeBack = (organizationId: string, messages: readonly SentMessage[]) => Promise<number>;

/** One thing that a person can have forgotten. */
export interface Forgettable {
  /** Set: a whole talk. */
  talkId?: string;
  turnIds: readonly string[];
  /** Messages in it, the assistant's included. */
  messages: number;
  /** Of a talk: goals that came from it, which stay. */
  goals: number;
  /** Instant of its last message. */
  at: Date;
  /** First words of it, for the owner's eyes alone. */
  begins: string;
}

/** Finds what a person said, in their scope alone. */
export interface ForgettableReader {
  /** The open talk of the conversation; else what its newest turn belongs to; else the newest exchange. */
  latest(owner: Owner, conversationKey: string, exceptTurn: string): Promise<Forgettable | undefined>;
  /** The newest exchange, whether it belongs to a talk or not. */
  lastExchange(owner: Owner, conversationKey: string, exceptTurn: string): Promise<Forgettable | undefined>;
  talk(owner: Owner, talkId: string): Promise<Forgettable | undefined>;
  exchange(owner: Owner, turnId: string): Promise<Forgettable | undefined>;
  /** Talks, and exchanges outside talks, in whose words all of `terms` stand; newest first, so many at most. */
  about(owner: Owner, terms: readonly string[], limit: number): Promise<Forgettable[]>;
}

/** Rows of one table that are a person's own to have. */
export interface OwnTable {
  table: string;
  /** What it holds, in plain words. */
  holds: string;
  rows: readonly Readonly<Record<string, unknown>>[];
}

export interface OwnDataReader {
  /** Everything that the person may have of what is kept about them, by table, in the order of the map. */
  read(owner: Owner): Promise<OwnTable[]>;
}

/** Days after which something goes. */
export interface RetentionPeriods {
  /** Conversations, questions asked, what a talk came to: archived or deleted. */
  conversationDays: number;
  /** Requests for a colleague's help and the suggestions made. */
  suggestionDays: number;
  /** Ids of messages received and sent. */
  eventDays: number;
}

/** Instants before which something is old. */
export interface RetentionLimits {
  conversations: Date;
  suggestions: Date;
  events: Date;
}

/** By table, what was done to how many rows: `{"conversation_messages": {"archived": 12}}`. */
export type RetentionCounts = Record<string, Record<string, number>>;

export interface RetentionRun {
  ranAt: Date;
  counts: RetentionCounts;
}

/** The work of retention, in pieces that each end whole: after a crash the next run goes on. */
export interface RetentionStore {
  /** Ids of everyone whose rows may be old, those who left included. */
  people(organizationId: string): Promise<string[]>;
  /** Keys of shared conversations. */
  places(organizationId: string): Promise<string[]>;
  /** @param dryRun counts, and writes nothing */
  ofPerson(owner: Owner, limits: RetentionLimits, dryRun: boolean): Promise<RetentionCounts>;
  ofPlace(
    organizationId: string,
    conversationKey: string,
    limits: RetentionLimits,
    dryRun: boolean,
  ): Promise<RetentionCounts>;
  ofOrganization(organizationId: string, limits: RetentionLimits, dryRun: boolean): Promise<RetentionCounts>;
  record(organizationId: string, run: RetentionRun): Promise<void>;
  /** Newest first. */
  runs(organizationId: string, limit: number): Promise<RetentionRun[]>;
}
