/** States of one outgoing message. `sending` without a platform id after a crash means: ask the platform first. */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'failed' | 'unreachable';

/** One outgoing message in the ledger. It carries ids only; what was said stays in the owner's table. */
export interface DeliveryRecord {
  id: string;
  organizationId: string;
  /** e.g. `${turnId}:0`: the same key never makes a second message. */
  idempotencyKey: string;
  conversationKey: string;
  view: string;
  subjectType?: string;
  subjectId?: string;
  state: DeliveryState;
  /** The platform's id of the message (Slack ts, Teams activity id, local message id). */
  platformMessageId?: string;
  attempts: number;
  createdAt: Date;
}

export interface DeliveryRepository {
  /** Creates the row, or returns the one with the same key. */
  claim(
    input: Pick<
      DeliveryRecord,
      'organizationId' | 'idempotencyKey' | 'conversationKey' | 'view' | 'subjectType' | 'subjectId'
    > & { platform: string; installationId: string },
  ): Promise<DeliveryRecord>;
  markSending(organizationId: string, id: string): Promise<void>;
  /** Before a stream's first piece: so that a retry edits that message instead of sending another. */
  saveMessageId(organizationId: string, id: string, platformMessageId: string): Promise<void>;
  /** `view` names what was said in the end, where that was not known when the row was made. */
  markSent(organizationId: string, id: string, platformMessageId: string, view?: string): Promise<void>;
  markFailed(
    organizationId: string,
    id: string,
    state: 'failed' | 'unreachable',
    errorCode: string,
  ): Promise<void>;
  /** By idempotency key, e.g. to edit in place what was sent under it. */
  findByKey(organizationId: string, idempotencyKey: string): Promise<DeliveryRecord | undefined>;
  /** Ids of messages that the bot is known to have sent in this conversation. */
  knownMessageIds(organizationId: string, conversationKey: string): Promise<Set<string>>;
}
