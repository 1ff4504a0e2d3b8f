/** What becomes of a transcript, in order. */
export const processingSteps = ['parse', 'match', 'summarise', 'verify', 'post'] as const;
export type ProcessingStep = (typeof processingSteps)[number];

export interface StepKey {
  step: ProcessingStep;
  /** What the step is done for: '' the session, a participant's id, or `<participant>:<part>` of a long transcript. */
  unit: string;
}

export interface StepRecord extends StepKey {
  state: 'running' | 'done' | 'failed';
  /** How often it was begun. */
  attempts: number;
  /** JSON that later steps need; undefined where there is none, or it was emptied. */
  result?: unknown;
  /** Code of the error that ended the last try. */
  failure?: string;
}

/**
 * What is done of each session's processing, so that a killed worker's successor goes on where it stopped. One worker writes
 * at a time (`underLease`); each call is one write, and each but `reopen` is a sign of life that keeps the sweep away.
 */
export interface ProcessingLedger {
  /** In no order. Empty for a session that nobody took up yet. */
  list(organizationId: string, sessionId: string): Promise<StepRecord[]>;
  /** Counts another try. What is done stays done. */
  start(organizationId: string, sessionId: string, key: StepKey): Promise<void>;
  /** Also of a step that was never started. Doing it again replaces the result. */
  finish(organizationId: string, sessionId: string, key: StepKey, result?: unknown): Promise<void>;
  /** `failure`: an error code, never its text. What is done stays done. */
  fail(organizationId: string, sessionId: string, key: StepKey, failure: string): Promise<void>;
  /** Empties the results of `summarise`: drafts quote the transcript, and nobody needs them once the summaries stand. */
  clear(organizationId: string, sessionId: string): Promise<void>;
  /** A failed session as `pending`, to be tried again. @returns false when it had not failed, or somebody was faster */
  reopen(organizationId: string, sessionId: string): Promise<boolean>;
}
