import type { NumberedPassage } from '../../coaching/knowledge/numbered-passage.ts';

/** Words of a document that an answer rests on; offsets into the document's text. */
export interface QuotedSpan {
  source: NumberedPassage;
  start: number;
  end: number;
}

/** Joined quotes stay readable under an answer. */
const longestQuote = 1_500;

/**
 * Makes one quote of spans that overlap or follow one another without other words between them, so that five steps in
 * a row are one source and not five. Quotes are numbered in the order in which the answer first needs them.
 */
export function joinNeighbours(spans: readonly QuotedSpan[]): {
  quotes: readonly QuotedSpan[];
  /** 1-based number of the quote that holds a span. */
  numberOf: (span: QuotedSpan) => number;
} {
  const groups: QuotedSpan[] = [];
  const sorted = [...spans].sort((a, b) => compareText(a, b) || a.start - b.start || b.end - a.end);
  for (const span of sorted) {
    const last = groups.at(-1);
    const joined = last && join(last, span);
    if (joined) groups[groups.length - 1] = joined;
    else groups.push(span);
  }
  const holder = (span: QuotedSpan): QuotedSpan =>
    groups.find(
      (group) =>
        group.source.passage.documentId === span.source.passage.documentId &&
        group.start <= span.start &&
        span.end <= group.end,
    ) ?? span;
  const quotes = [...new Set(spans.map(holder))];
  return { quotes, numberOf: (span) => quotes.indexOf(holder(span)) + 1 };
}

function compareText(a: QuotedSpan, b: QuotedSpan): number {
  const [left, right] = [a.source.passage.documentId, b.source.passage.documentId];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Undefined when they are no neighbours, or no single passage holds both. */
function join(first: QuotedSpan, second: QuotedSpan): QuotedSpan | undefined {
  if (first.source.passage.documentId !== second.source.passage.documentId) return undefined;
  const start = first.start;
  const end = Math.max(first.end, second.end);
  if (end - start > longestQuote) return undefined;
  const source = [first.source, second.source].find(
    ({ passage }) => passage.start <= start && end <= passage.end,
  );
  if (!source) return undefined;
  const between = source.passage.text.slice(
    first.end - source.passage.start,
    second.start - source.passage.start,
  );
  return second.start <= first.end || /^[\s>*•|-]*$/.test(between) ? { source, start, end } : undefined;
}
