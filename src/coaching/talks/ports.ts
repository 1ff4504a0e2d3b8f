import type { Talk, TalkTurn } from './talk.ts';

/** Whose talk, and where; every call runs in the scope of that person, so nobody else's row is ever found. */
export interface TalkOwner {
  organizationId: string;
  userId: string;
}

export type TalkChange = Partial<
  Pick<
    Talk,
    | 'state'
    | 'stage'
    | 'kind'
    | 'topic'
    | 'nextStep'
    | 'nextStepOn'
    | 'confidence'
    | 'summary'
    | 'progress'
    | 'contextUsed'
    | 'promptVersion'
    | 'model'
    | 'satisfaction'
    | 'satisfactionAskedAt'
    | 'endedAt'
  >
>;

export interface TalkRepository {
  find(owner: TalkOwner, talkId: string): Promise<Talk | undefined>;
  /** The talk that is open in this conversation. */
  findOpen(owner: TalkOwner, conversationKey: string): Promise<Talk | undefined>;
  /** Begins one; where one is open already, that one. */
  begin(owner: TalkOwner, talk: Pick<Talk, 'conversationKey' | 'kind' | 'stage'>): Promise<Talk>;
  /**
   * Writes what a turn changed and counts the turn as the talk's, both or neither. The same turn again changes nothing.
   * @returns the talk as it is now; undefined when it is gone
   */
  change(owner: TalkOwner, talkId: string, turnId: string, change: TalkChange): Promise<Talk | undefined>;
  /** Ends an open talk that nobody goes on with; no turn is counted. */
  leave(owner: TalkOwner, talkId: string): Promise<void>;
  /** Newest first. @param limit default 20 */
  list(owner: TalkOwner, limit?: number): Promise<Talk[]>;
  /** The words of a talk, oldest first, from the conversation. */
  said(owner: TalkOwner, talkId: string): Promise<TalkTurn[]>;
  /** The talk that a message of the person belongs to, by the platform's id of the message. */
  ofMessage(owner: TalkOwner, conversationKey: string, sourceMessageId: string): Promise<Talk | undefined>;
  /** The talk that a turn belongs to. */
  ofTurn(owner: TalkOwner, turnId: string): Promise<Talk | undefined>;
}
