import type { Place, Platform, Turn } from './turn.ts';

/** Takes a verified turn into the inbox; resolves when it is durable. */
export type Intake = (
  turn: Turn,
  options: { addressed: boolean },
) => Promise<
  | { kind: 'stored'; inboxEventId: string; organizationId: string }
  /** Same event or same doing seen before. */
  | { kind: 'duplicate' }
  /** No organisation is bound to this installation: counted, nothing kept. */
  | { kind: 'unknown-installation' }
  /** Not meant for the bot: neither addressed nor in a thread it takes part in. Nothing kept. */
  | { kind: 'not-addressed' }
>;

/** An inbox event as the worker sees it, decrypted. */
export interface InboxEvent {
  id: string;
  organizationId: string;
  turn: Turn;
  attempts: number;
  /** It came while the conversation had as many turns open as it may have. */
  overLimit: boolean;
  receivedAt: Date;
}

export interface LeaseToken {
  conversationKey: string;
  organizationId: string;
  token: string;
}

/** The durable inbox. Order inside a conversation is the order of arrival. */
export interface InboxRepository {
  /** Takes or steals (expired) the conversation's lease; undefined: somebody else holds it. */
  acquireLease(
    organizationId: string,
    conversationKey: string,
    ttlMs: number,
  ): Promise<LeaseToken | undefined>;
  /** False: the lease was lost, stop at once. */
  heartbeat(lease: LeaseToken, ttlMs: number): Promise<boolean>;
  release(lease: LeaseToken): Promise<void>;
  /** Whether a turn is still open in this conversation, and in how many milliseconds the oldest is due (0: now). */
  hasDue(
    organizationId: string,
    conversationKey: string,
  ): Promise<{ kind: 'none' } | { kind: 'open'; dueInMs: number }>;
  /** The oldest event of the conversation that is not ended, marked running, attempts + 1. */
  next(lease: LeaseToken): Promise<InboxEvent | undefined>;
  /** Ends the event and deletes its payload in the same statement. */
  finish(
    lease: LeaseToken,
    eventId: string,
    outcome: { state: 'done' | 'failed' | 'ignored'; errorCode?: string; referenceId?: string },
  ): Promise<void>;
  /** Puts it back for a later try. */
  postpone(lease: LeaseToken, eventId: string, delayMs: number, errorCode: string): Promise<void>;
}

/** Wakes workers. Payloads carry ids only; losing a job loses nothing, a sweep finds the work again. */
export interface JobQueue {
  enqueue<N extends keyof JobPayloads>(
    name: N,
    payload: JobPayloads[N],
    options?: {
      delayMs?: number;
      /**
       * For so long no second job is added under this id. Not "until it has run": the job of a worker that died would then
       * stand in the way until the queue gives it up.
       */
      once?: { id: string; forMs: number };
    },
  ): Promise<void>;
}

export interface JobPayloads {
  'turns.drain': { organizationId: string; conversationKey: string };
  'session.process': { organizationId: string; sessionId: string };
  'inbox.sweep': Record<string, never>;
  'knowledge.load': { organizationId: string; documentId: string };
  'knowledge.settle': { organizationId: string };
  'knowledge.models': Record<string, never>;
  'knowledge.embed': { organizationId: string };
  /** Without an organisation: all that have records waiting. */
  'records.index': { organizationId?: string };
  'knowledge.check': Record<string, never>;
  'knowledge.export': { organizationId: string };
  /** Without ids: all that have run out. */
  'connections.expire': { organizationId?: string; requestorId?: string; suggestionId?: string };
  'follow-up.send': { organizationId: string; followUpId: string };
  'privacy.resume': Record<string, never>;
  'retention.run': Record<string, never>;
  /** An approved plan whose first day may have come. */
  'plan.start': { organizationId: string; planId: string };
  /** Without an organisation: all in which something is due. */
  'effectiveness.measure': { organizationId?: string };
  /** `dueAt` ISO 8601: only the check-in that is due then is asked. */
  'growth.check-in': { organizationId: string; userId: string; goalId: string; dueAt: string };
  /** Without ids: those that were left behind. */
  'imports.run': { organizationId?: string; importId?: string };
}

/** How to reach a conversation later, without a turn at hand. */
export interface ConversationReference {
  platform: Platform;
  installationId: string;
  place: Place;
  replyHandle?: Record<string, unknown>;
}

/**
 * Conversations that the bot takes part in. Intake adds each that it is addressed in; the bot adds the threads that it
 * opens itself, so that a reply there needs no mention.
 */
export interface ConversationReferenceRepository {
  find(organizationId: string, conversationKey: string): Promise<ConversationReference | undefined>;
  save(organizationId: string, reference: ConversationReference): Promise<void>;
}
