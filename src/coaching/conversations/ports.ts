import type { Conversation, ConversationMessage } from './conversation.ts';

/** Who looks into a conversation: the scope that row policies check. */
export interface ConversationScope {
  organizationId: string;
  userId: string;
  conversationKey: string;
  /** A direct conversation belongs to `userId`; a shared one to its place. */
  shared: boolean;
}

export interface ConversationRepository {
  /** Opens the conversation if it is new. */
  open(scope: ConversationScope): Promise<Conversation>;
  /** The last `limit` messages, oldest first, without those of the turn that asks and without what is withheld. */
  recent(scope: ConversationScope, limit: number, exceptTurn: string): Promise<ConversationMessage[]>;
  /** Unique by turn and role: the same again changes nothing, so a retried turn keeps its first answer. */
  append(
    scope: ConversationScope,
    message: {
      role: 'user' | 'assistant';
      text: string;
      turnId: string;
      sourceMessageId?: string;
      /** The source message was edited and is asked anew: what was kept of it before is blanked. */
      reworded?: boolean;
      data?: unknown;
      /** Kept for the person alone: never read again by the assistant, handed to no model. @default false */
      withheld?: boolean;
    },
  ): Promise<void>;
  /** The stored answer of a turn with its data (citations), if it got that far before a crash. */
  answerOf(scope: ConversationScope, turnId: string): Promise<{ text: string; data: unknown } | undefined>;
  /**
   * Replaces the words of a message the person edited, or blanks them when it was deleted; then the record of the
   * question goes, too.
   * @returns `unknown` when the conversation does not hold that message, `same` when the words are what they were
   */
  rewrite(
    scope: ConversationScope,
    sourceMessageId: string,
    text: string,
  ): Promise<'changed' | 'same' | 'unknown'>;
}
