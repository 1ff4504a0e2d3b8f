import type { ItemOfLine } from '../actions/plan-items.ts';
import type { CoachingSession, SessionParticipant, TranscriptSegment } from '../sessions/session.ts';
import type { Template } from '../templates/template.ts';
import type { VoiceGuide } from '../voice/ports.ts';
import type { PatchProposal, Summary, SummaryLine, SummarySection, SummaryVersion } from './summary.ts';

/** A line as a model proposes it, before verification. */
export interface DraftLine {
  section: SummarySection;
  text: string;
  owner?: string;
  /** `YYYY-MM-DD`; relative dates are already resolved against the session's day. */
  due?: string;
  /** Index of the segment and words that are claimed to stand in it. */
  evidence: readonly { segment: number; quote: string }[];
  /** How much a drafter thinks of the line: where a section has too many, the lightest go. @default 1 */
  weight?: number;
}

export interface DraftRequest {
  organizationId: string;
  session: Pick<CoachingSession, 'title' | 'date' | 'type'>;
  participant: Pick<SessionParticipant, 'name' | 'isFacilitator'>;
  /** Everyone who spoke, for owners of action items. */
  speakers: readonly string[];
  facilitator: string;
  segments: readonly TranscriptSegment[];
  /** How the summary is laid out; undefined: four sections, as they are. */
  template?: Template;
  /** How the coach writes; words may follow it, facts never do. */
  voice?: VoiceGuide;
  /** Notes about the participant that were taken before the session: context, never facts, never quoted. */
  notes?: readonly { date: string; text: string }[];
  /** Takes a plain sentence for the person, e.g. that the offline rules stood in for the model. */
  onNotice?: (notice: string) => void;
}

/** A line and its repetitions, as positions in the list that was compared. */
export interface LineGroup {
  /** The one that stays. */
  lead: number;
  /** Those that say the same, no more and no less. */
  same: readonly number[];
  /** Those that touch on it again, such as a closing "so you do this, and that". */
  echoes: readonly number[];
}

/** Drafts one participant's summary. Two implementations: a hosted model, and the offline extractive one. */
export interface SummaryDrafter {
  /** Lines of the request's segments: all that were found, in order, neither verified nor cut to a number. */
  draft(request: DraftRequest, signal?: AbortSignal): Promise<readonly DraftLine[]>;
  /**
   * The stretches of the transcript that are drafted one by one, each kept as soon as it is there. The same for the same
   * request, so that resumed work finds them again. @default one, the whole transcript
   */
  split?(request: DraftRequest): Promise<readonly (readonly TranscriptSegment[])[]>;
  /** Which lines repeat one another. Contradicting ones (another day, owner, or a "not") never do. @default none */
  group?(lines: readonly Pick<SummaryLine, 'section' | 'text' | 'owner' | 'due'>[]): readonly LineGroup[];
}

export interface PatchRequest {
  organizationId: string;
  summary: Summary;
  /** The coach's words. */
  instruction: string;
  /** Day of the session `YYYY-MM-DD`, for dates such as "by Friday". */
  sessionDate: string;
  today: string;
}

/** Turns a coach's words into a patch. Two implementations: a hosted model, and the offline instruction set. */
export interface PatchProposer {
  propose(request: PatchRequest, signal?: AbortSignal): Promise<PatchProposal>;
}

export interface SummaryRepository {
  find(organizationId: string, id: string): Promise<Summary | undefined>;
  listBySession(organizationId: string, sessionId: string): Promise<Summary[]>;
  /** Oldest first. */
  versions(organizationId: string, summaryId: string): Promise<SummaryVersion[]>;
  /** The version that a turn made before, if it got that far: a retried turn is answered without a second change. */
  versionOfTurn(
    organizationId: string,
    summaryId: string,
    turnId: string,
  ): Promise<SummaryVersion | undefined>;
  /** Version 1. Asked again for the same participant it returns what is there. */
  create(
    summary: Pick<Summary, 'organizationId' | 'sessionId' | 'participantId' | 'lines' | 'leftOut'>,
  ): Promise<Summary>;
  /**
   * Adds version `expected + 1`. Unique by `turnId`: the same turn again returns the version it made before.
   * @throws AppError SUMMARY_STALE when another version came first, SUMMARY_APPROVED when it is locked
   */
  addVersion(input: {
    organizationId: string;
    summaryId: string;
    expected: number;
    lines: readonly SummaryLine[];
    cause: SummaryVersion['cause'];
    authorId: string;
    turnId: string;
  }): Promise<Summary>;
  /** Locks version `expected`. Approving what is approved at that version changes nothing. @throws AppError SUMMARY_STALE */
  approve(input: {
    organizationId: string;
    summaryId: string;
    expected: number;
    approvedBy: string;
    at: Date;
    /** How much of the first draft stands; kept with the approval. Undefined: no approval is counted. */
    share?: ApprovalShare;
    /** Tracked items that come of its action lines, written in the same transaction. Default: none. */
    items?: readonly ItemOfLine[];
  }): Promise<Summary>;
  /**
   * Makes version `expected` a draft again. Reopening what is open changes nothing; the approval keeps who reopened it.
   * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_STALE
   */
  reopen(input: {
    organizationId: string;
    summaryId: string;
    expected: number;
    reopenedBy: string;
    at: Date;
  }): Promise<Summary>;
  /** Newest first. */
  approvals(organizationId: string, summaryId: string): Promise<SummaryApproval[]>;
  /** Of each facilitator the last approval of every summary that is approved now, added up. */
  approvedShares(organizationId: string): Promise<CoachShare[]>;
  /** The newest version that this person made of any summary of the session. */
  lastVersionBy(
    organizationId: string,
    sessionId: string,
    authorId: string,
  ): Promise<SummaryVersion | undefined>;
}

/** Of the lines drafted or approved, how many stand as they were drafted. */
export interface ApprovalShare {
  unedited: number;
  all: number;
}

export interface SummaryApproval extends ApprovalShare {
  version: number;
  approvedBy?: string;
  approvedAt: Date;
  /** Set once it was reopened. */
  reopenedAt?: Date;
}

export interface CoachShare extends ApprovalShare {
  /** Facilitator of the sessions. */
  coachId: string;
  summaries: number;
}
