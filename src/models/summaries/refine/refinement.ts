import type { DateReader } from '../../../coaching/sessions/date-reader.ts';
import type { PatchOperation, PatchProposal, SummaryLine } from '../../../coaching/summaries/summary.ts';

/** What an instruction is read against. */
export interface Refinement {
  /** In the order in which they are shown: by section. */
  lines: readonly SummaryLine[];
  participant: string;
  /** Days such as "by Friday" count from the session's day. */
  sessionDate: string;
  /** "today", "tomorrow" and "in two weeks" count from the day of the request. */
  today: string;
  dates: DateReader;
}

/** Reads one kind of instruction; undefined: it is none of that kind. */
export type Instruction = (words: string, refinement: Refinement) => PatchProposal | undefined;

export const patch = (...operations: readonly PatchOperation[]): PatchProposal => ({
  kind: 'patch',
  operations,
});
export const ask = (question: string): PatchProposal => ({ kind: 'ask', question });

/** What only a hosted model can do is said with the setting that would enable it. */
export const cannot = (what: string): PatchProposal => ({
  kind: 'cannot',
  reason: `${what} With a hosted model I could: your admin would set OPENAI_API_KEY, or OPENAI_BASE_URL for a model of your own.`,
});

export const sectionNames = 'wins, challenges, action items or recommendations';
