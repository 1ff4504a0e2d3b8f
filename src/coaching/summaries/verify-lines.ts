import type { TranscriptSegment } from '../sessions/session.ts';
import { locateQuote } from './locate-quote.ts';
import type { DraftLine } from './ports.ts';
import { unassigned, type Evidence, type SummaryLine } from './summary.ts';

/**
 * Keeps of a draft what stands in the transcript. Each quote must be found in the segment that it names (`locateQuote`
 * states the rule); quotes that are not are dropped, and a line that loses all of them is left out and counted. A line that
 * is there twice, word for word, is kept once, with the quotes of both. Action items without owner or due date get
 * `unassigned`: nothing is guessed.
 *
 * @param lineId gives the id of the n-th draft line; the same n must give the same id, so that a resumed run agrees
 */
export function verifyLines(
  draft: readonly DraftLine[],
  segments: readonly TranscriptSegment[],
  lineId: (index: number) => string,
): { lines: SummaryLine[]; leftOut: number } {
  const byIndex = new Map(segments.map((segment) => [segment.index, segment]));
  const lines: SummaryLine[] = [];
  const seen = new Map<string, SummaryLine & { evidence: Evidence[] }>();
  let leftOut = 0;
  for (const [index, line] of draft.entries()) {
    const text = line.text.replace(/\s+/g, ' ').trim();
    const evidence = line.evidence.flatMap((claim) => verifyEvidence(claim, byIndex.get(claim.segment)));
    if (text === '' || evidence.length === 0) {
      leftOut += 1;
      continue;
    }
    const verified = {
      id: lineId(index),
      section: line.section,
      text,
      ...(line.section === 'actions'
        ? { owner: line.owner?.trim() || unassigned, due: isDay(line.due) ? line.due : unassigned }
        : {}),
      evidence,
      source: 'transcript' as const,
    };
    const { section, owner, due } = verified as SummaryLine;
    const key = [section, text.toLowerCase(), owner, due].join('\u0000');
    const before = seen.get(key);
    if (before === undefined) {
      seen.set(key, verified);
      lines.push(verified);
    } else {
      before.evidence.push(...evidence.filter((one) => !before.evidence.some((other) => isSame(one, other))));
    }
  }
  return { lines, leftOut };
}

const isSame = (one: Evidence, other: Evidence): boolean =>
  one.segment === other.segment && one.quote === other.quote;

function verifyEvidence(
  claim: DraftLine['evidence'][number],
  segment: TranscriptSegment | undefined,
): Evidence | [] {
  const quote = segment === undefined ? undefined : locateQuote(segment.text, claim.quote);
  if (segment === undefined || quote === undefined) return [];
  return { segment: segment.index, speaker: segment.speaker, startMs: segment.startMs ?? 0, quote };
}

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDay(value: string | undefined): value is string {
  if (value === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
