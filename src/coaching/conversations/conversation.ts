/**
 * One thread of talk with the bot. A direct conversation belongs to its owner alone, by a row policy on the user;
 * a shared one is readable only inside a turn of that very conversation.
 */
export interface Conversation {
  id: string;
  organizationId: string;
  conversationKey: string;
  /** Undefined for a shared conversation. */
  ownerId?: string;
}

export interface ConversationMessage {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  at: Date;
}
