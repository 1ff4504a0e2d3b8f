import type { VoiceGuide } from '../voice/ports.ts';
import type { FollowUp, FollowUpKind, FollowUpVersion } from './follow-up.ts';

/** How a try to send ended, for the record. */
export type SendingOutcome =
  | { kind: 'sent'; at: Date; to: string }
  | { kind: 'unconfirmed'; failure: string }
  | { kind: 'failed'; failure: string }
  /** Tried again at `dueAt`. */
  | { kind: 'again'; dueAt: Date; failure: string };

/** One that a worker has taken for a try. */
export type ClaimedFollowUp = FollowUp & Required<Pick<FollowUp, 'claimId' | 'messageId'>>;

export interface FollowUpRepository {
  /** Version 1. Unique by `turnId`: the same turn again returns what it made before. */
  create(
    input: Pick<
      FollowUp,
      'organizationId' | 'summaryId' | 'authorId' | 'recipient' | 'kind' | 'subject' | 'body' | 'status'
    > & { template?: string; conversationKey?: string; turnId: string },
  ): Promise<FollowUp>;
  /** Undefined also for what is no id. */
  find(organizationId: string, id: string): Promise<FollowUp | undefined>;
  /** Newest first. `authorIds` narrows; undefined lists all of the organisation. */
  list(
    organizationId: string,
    filter?: { authorIds?: readonly string[]; summaryId?: string; limit?: number },
  ): Promise<FollowUp[]>;
  /** The one that this author last worked on in this conversation, at or after `since`. */
  latestIn(
    organizationId: string,
    conversationKey: string,
    authorId: string,
    since: Date,
  ): Promise<FollowUp | undefined>;
  /** Oldest first. */
  versions(organizationId: string, id: string): Promise<FollowUpVersion[]>;
  versionOfTurn(organizationId: string, id: string, turnId: string): Promise<FollowUpVersion | undefined>;
  /**
   * Adds version `expected + 1`. Unique by `turnId`: the same turn again changes nothing more.
   * @throws AppError FOLLOWUP_003 when another version came first, FOLLOWUP_004 when it is sent or being sent
   */
  addVersion(input: {
    organizationId: string;
    id: string;
    expected: number;
    subject: string;
    body: string;
    /** Undefined: a change is taken back. */
    request?: string;
    turnId: string;
    at: Date;
  }): Promise<FollowUp>;
  /**
   * Schedules it, whatever became of tries before, unless it is sent or being sent. Attempts count anew.
   * @returns undefined where it may not be: it is sent, being sent, not a mail, or has moved on from `expected`
   */
  schedule(input: {
    organizationId: string;
    id: string;
    /** Undefined: whatever the newest version is. */
    expected?: number;
    scheduledFor: Date;
    /** Kept only where it has none yet. */
    messageId: string;
    at: Date;
  }): Promise<FollowUp | undefined>;
  /** @returns undefined where it is too late: it is sent or being sent */
  cancel(organizationId: string, id: string, at: Date): Promise<FollowUp | undefined>;
  /** A person says that an unconfirmed one arrived. @returns undefined where it is not unconfirmed */
  confirmArrival(organizationId: string, id: string, at: Date): Promise<FollowUp | undefined>;

  /** Takes a scheduled one that is due by `now` for one try, under a new `claimId`. @returns undefined: not due, or somebody else has it */
  claim(organizationId: string, id: string, now: Date): Promise<ClaimedFollowUp | undefined>;
  /**
   * Notes that the mail may from now on reach its server whole.
   * @returns false where this try was given up meanwhile: nothing may be handed over then
   */
  markHandedOver(organizationId: string, id: string, claimId: string, at: Date): Promise<boolean>;
  /** Ends a try. Where that try was given up meanwhile, only `sent` still counts. */
  settle(
    organizationId: string,
    id: string,
    claimId: string,
    outcome: SendingOutcome,
    at: Date,
  ): Promise<FollowUp | undefined>;
  /**
   * Ends the try of a worker not heard of since `before`: back to `scheduled` where nothing was handed over, else
   * `unconfirmed` with `failure`. @returns undefined where there is no such try
   */
  giveUp(
    organizationId: string,
    id: string,
    input: { before: Date; now: Date; failure: string },
  ): Promise<FollowUp | undefined>;
}

/** What a model may say it with, and nothing else. */
export interface FollowUpFacts {
  /** Lines of the recipient's own approved summary, without their quotes. */
  lines: readonly string[];
  recipient: string;
  coach: string;
  session: { title: string; date: string };
  /** Day `YYYY-MM-DD` of the next session with the recipient, where one is planned. */
  nextSession?: string;
}

export interface FollowUpText {
  subject: string;
  body: string;
}

/** Makes a filled template read well. */
export interface FollowUpWriter {
  /** @returns undefined where no model is in use, or it gave nothing usable: the template's text stands */
  polish(
    request: {
      organizationId: string;
      kind: FollowUpKind;
      text: FollowUpText;
      facts: FollowUpFacts;
      /** How the author writes. */
      voice?: VoiceGuide;
    },
    signal?: AbortSignal,
  ): Promise<FollowUpText | 'failed' | undefined>;
}

export type FollowUpEdit =
  | {
      kind: 'changed';
      text: FollowUpText;
      /** Made by a model: what it says is checked against the facts. */
      byModel: boolean;
      notice?: string;
    }
  /** The request is not clear; the question is asked back. */
  | { kind: 'ask'; question: string }
  /** Not possible with the model in use; `reason` names the setting that would enable it. */
  | { kind: 'cannot'; reason: string };

/** Changes a follow-up as its author asks. Two implementations: a hosted model, and a fixed set of instructions. */
export interface FollowUpEditor {
  edit(
    request: {
      organizationId: string;
      kind: FollowUpKind;
      text: FollowUpText;
      instruction: string;
      facts: FollowUpFacts;
    },
    signal?: AbortSignal,
  ): Promise<FollowUpEdit>;
}

/** A wall-clock moment that words name, in the zone that the caller has in mind. */
export interface WallTime {
  /** `YYYY-MM-DD`. */
  date: string;
  /** `HH:MM`, 24 hours. */
  time: string;
}

/** Reads "tomorrow at 9" or "Monday 8:30"; implemented outside coaching, which knows no date parsing library. Never throws. */
export interface MomentReader {
  /** @param now what relative words count from. @returns undefined where no day and no time is named; a day alone means 09:00 */
  read(text: string, now: WallTime): WallTime | undefined;
}
