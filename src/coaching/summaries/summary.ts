export const summarySections = ['wins', 'challenges', 'actions', 'recommendations'] as const;
export type SummarySection = (typeof summarySections)[number];

/** Stands for an owner or a due date that nobody named. */
export const unassigned = 'unassigned';

/** The words a line rests on. `quote` stands verbatim in the text of segment `segment`. */
export interface Evidence {
  /** 0-based index of the cue or line in the file. */
  segment: number;
  speaker: string;
  /** Milliseconds from the start of the session; 0 where the format has no times. */
  startMs: number;
  quote: string;
}

/** One line of a summary. `id` stays the same across versions as long as the line lives. */
export interface SummaryLine {
  id: string;
  section: SummarySection;
  text: string;
  /** Action items only: a name, or `unassigned`. */
  owner?: string;
  /** Action items only: calendar day `YYYY-MM-DD`, or `unassigned`. */
  due?: string;
  /** Empty only for lines that a coach wrote or reworded by hand: those rest on the coach's word. */
  evidence: readonly Evidence[];
  /** Who stands for the line: drawn from the transcript, or the coach's own words. */
  source: 'transcript' | 'coach';
}

export type SummaryState = 'draft' | 'approved';

/** A participant's summary at its newest version. */
export interface Summary {
  id: string;
  organizationId: string;
  sessionId: string;
  participantId: string;
  /** Name of the participant. */
  participant: string;
  state: SummaryState;
  version: number;
  lines: readonly SummaryLine[];
  /** Lines of the first draft that failed verification and were left out. */
  leftOut: number;
  approvedAt?: Date;
  approvedBy?: string;
}

export interface SummaryVersion {
  summaryId: string;
  version: number;
  lines: readonly SummaryLine[];
  cause: VersionCause;
  /** Undefined for the first draft. */
  authorId?: string;
  createdAt: Date;
}

/** How a version came about. */
export type VersionCause =
  | { kind: 'draft' }
  /** What was asked for, in the person's words; `proposal`: it was one change of several summaries at once. */
  | { kind: 'refine'; request: string; proposal?: string }
  /** Took back version `from` and whatever was done after it. */
  | { kind: 'undo'; from: number }
  /** Brought back version `from`, which an undo had taken back. */
  | { kind: 'redo'; from: number }
  /** Put the lines of an older version back. */
  | { kind: 'restore'; version: number };

/** A change proposed by a model and applied by the product; only named lines change. */
export type PatchOperation =
  | { op: 'replace'; lineId: string; text: string; owner?: string; due?: string }
  | { op: 'add'; section: SummarySection; text: string; owner?: string; due?: string }
  | { op: 'remove'; lineId: string }
  /** `null`: to the end of `section`, or of the line's own section when that is not given. */
  | { op: 'move'; lineId: string; beforeLineId: string | null; section?: SummarySection }
  /** Line `lineId` says `text` and rests on the evidence of `fromLineIds` too, which go. */
  | {
      op: 'merge';
      lineId: string;
      fromLineIds: readonly string[];
      text: string;
      owner?: string;
      due?: string;
    }
  /** Line `lineId` says the first of at least two `texts`; the rest follow it as lines of their own, on its evidence. */
  | { op: 'split'; lineId: string; texts: readonly string[] };

/** What a refinement request comes to: a patch, or the reason why there is none. */
export type PatchProposal =
  | {
      kind: 'patch';
      operations: readonly PatchOperation[];
      /** Said to the person beside the change, e.g. that the offline rules stood in for the model. */
      notice?: string;
    }
  /** The request is not clear; `question` is asked back in the thread. */
  | { kind: 'ask'; question: string }
  /** The model in use cannot do this; `reason` names the setting that would enable it. */
  | { kind: 'cannot'; reason: string };
