import { describeChange, type LineChange } from '../../coaching/summaries/diff-lines.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { toSummaryDocument } from './session.ts';

/** A summary with its version and state, as the `summary` commands print it. */
export const toDocument = (summary: Summary) => {
  const { id, participant, lines } = toSummaryDocument(summary);
  return { id, version: summary.version, state: summary.state, participant, lines };
};

export const changesInWords = (changes: readonly LineChange[]): string =>
  changes.length === 0 ? 'Nothing changed.' : changes.map(describeChange).join('\n');
