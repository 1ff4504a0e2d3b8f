import type { Owner } from '../people/owner.ts';
import type { Talk, TalkTurn } from './talk.ts';

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
  find(owner: Owner, talkId: string): Promise<Talk | undefined>;
  /** The talk that is open in this conversation. */
  findOpen(owner: Owner, conversationKey: string): Promise<Talk | undefined>;
  /** Begins one; where one is open already, that one. */
  begin(owner: Owner, talk: Pick<Talk, 'conversationKey' | 'kind' | 'stage'>): Promise<Talk>;
  /**
   * Writes what a turn changed and counts the turn as the talk's, both or neither. The same turn again changes nothing.
   * @returns the talk as it is now; undefined when it is gone
   */
  change(owner: Owner, talkId: string, turnId: string, change: TalkChange): Promise<Talk | undefined>;
  /** Ends an open talk that nobody goes on with; no turn is counted. */
  leave(owner: Owner, talkId: string): Promise<void>;
  /** Newest first. @param limit default 20 */
  list(owner: Owner, limit?: number): Promise<Talk[]>;
  /** The words of a talk, oldest first, from the conversation. */
  said(owner: Owner, talkId: string): Promise<TalkTurn[]>;
  /** The talk that a message of the person belongs to, by the platform's id of the message. */
  ofMessage(owner: Owner, conversationKey: string, sourceMessageId: string): Promise<Talk | undefined>;
  /** The talk that a turn belongs to. */
  ofTurn(owner: Owner, turnId: string): Promise<Talk | undefined>;
}
