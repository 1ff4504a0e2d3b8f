import { unassigned, type SummarySection } from '../summaries/summary.ts';
import type { SummaryLayout } from './summary-layout.ts';

/** A line of a draft or of a summary. */
interface LaidOutLine {
  section: SummarySection;
  owner?: string;
  due?: string;
  evidence: readonly { quote: string }[];
}

/** Quoted words beyond so many make a line no stronger. */
const wordsCounted = 40;
const quotesCounted = 3;

/** How much a line has to rest on: its quotes first, then how much they say; an action with owner and day is firmer. */
function strengthOf({ evidence, owner, due }: LaidOutLine): number {
  const words = evidence.reduce((sum, { quote }) => sum + quote.trim().split(/\s+/).length, 0);
  return (
    Math.min(evidence.length, quotesCounted) +
    Math.min(words, wordsCounted) / wordsCounted +
    (isNamed(owner) ? 0.5 : 0) +
    (isNamed(due) ? 1 : 0)
  );
}

const isNamed = (value: string | undefined): boolean => value !== undefined && value !== unassigned;

/**
 * Lines in the order of a layout's sections; those of sections that it does not name are left out. Of too many the
 * strongest stay, in the order in which they came.
 */
export const inLayout = <L extends LaidOutLine>(lines: readonly L[], layout: SummaryLayout): L[] =>
  layout.sections.flatMap(({ section, maxLines = Infinity }) => {
    const own = lines.filter((line) => line.section === section);
    if (own.length <= maxLines) return own;
    const strongest = new Set(own.toSorted((a, b) => strengthOf(b) - strengthOf(a)).slice(0, maxLines));
    return own.filter((line) => strongest.has(line));
  });
