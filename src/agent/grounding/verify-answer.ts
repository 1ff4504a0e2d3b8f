import type { NumberedPassage } from '../../coaching/knowledge/numbered-passage.ts';
import type { Citation } from '../agent.ts';
import { isLeadIn, parseAnswer } from './answer-lines.ts';
import type { Claim } from './answer-lines.ts';
import { claimWords } from './claim-words.ts';
import { findSupport } from './find-support.ts';
import type { Support } from './find-support.ts';
import { sectionOf } from './section-of.ts';
import { joinNeighbours } from './join-neighbours.ts';
import type { QuotedSpan } from './join-neighbours.ts';

export interface VerifiedAnswer {
  text: string;
  citations: readonly Citation[];
  /** Mean support of what stayed, times the share of claims that stayed. */
  confidence: number;
  /** Sentences that went because no passage backs them. */
  leftOut: number;
}

/** A remark of fewer meaningful words than this goes without a word about it, such as "Hope this helps!". */
const claimNeeds = 4;
/** What nobody marked must stand in a passage almost as it is said. */
const unmarkedShare = 0.7;

/**
 * Keeps of a model's answer what the passages found in this run support. For each sentence with marks the quote is
 * chosen by us (find-support.ts), so it is verbatim; a mark without support goes, and so does a sentence that loses all
 * its marks. A sentence without marks gets one where some passage says nearly the same and goes otherwise, however short it
 * is: "Pay in cash." is a claim. What only leads in or has no meaningful word stays. Undefined when no citation is left: then it is no answer.
 */
export function verifyAnswer(text: string, passages: readonly NumberedPassage[]): VerifiedAnswer | undefined {
  const spans: QuotedSpan[] = [];
  const shares: number[] = [];
  let dropped = 0;

  const judge = (claim: Claim): KeptClaim | undefined => {
    const named = claim.marks.flatMap((mark) => passages.filter(({ number }) => number === mark));
    const statesNothing = claim.marks.length === 0 && isEmptyOrLeadIn(claim.text, passages);
    const supports =
      claim.marks.length > 0
        ? supportsFrom(claim.text, named)
        : statesNothing
          ? []
          : bestOf(
              supportsFrom(claim.text, passages).filter(({ support }) => support.share >= unmarkedShare),
            );
    if (supports.length === 0) {
      if (statesNothing) return { text: claim.text, spans: [] };
      const isRemark = claim.marks.length === 0 && claimWords(claim.text).stems.size < claimNeeds;
      if (!isRemark) dropped += 1;
      return undefined;
    }
    shares.push(Math.max(...supports.map(({ support }) => support.share)));
    const own = supports.map(({ source, support }): QuotedSpan => ({
      source,
      start: support.start,
      end: support.end,
    }));
    spans.push(...own);
    return { text: claim.text, spans: own };
  };

  const lines = parseAnswer(text).map(({ prefix, claims }) => {
    const kept = claims.map(judge).filter((claim) => claim !== undefined);
    return { prefix, kept, emptied: claims.length > 0 && kept.length === 0 };
  });
  if (spans.length === 0) return undefined;

  const joined = joinNeighbours(spans);
  const written = lines
    .filter(({ emptied }) => !emptied)
    .map(({ prefix, kept }) => {
      const body = kept.map((claim, index) => withMarks(claim, kept[index + 1], joined.numberOf)).join(' ');
      return {
        text: `${prefix}${body}`.trimEnd(),
        lead: kept.length > 0 && kept.every((claim) => claim.spans.length === 0),
      };
    });
  const mean = shares.reduce((total, share) => total + share, 0) / shares.length;
  return {
    text: tidy(written),
    citations: joined.quotes.map(({ source: { passage }, start, end }, index) => ({
      number: index + 1,
      documentId: passage.documentId,
      document: passage.documentName,
      title: passage.title,
      version: passage.version,
      section: sectionOf(passage, start),
      quote: passage.text.slice(start - passage.start, end - passage.start),
      start,
      end,
    })),
    confidence: Math.min(1, mean) * (shares.length / (shares.length + dropped)),
    leftOut: dropped,
  };
}

/** A lead-in with a figure states something after all, unless the figure belongs to a document's title. */
function isEmptyOrLeadIn(text: string, passages: readonly NumberedPassage[]): boolean {
  const { stems, figures } = claimWords(text);
  if (stems.size === 0 && figures.size === 0) return true;
  return (
    isLeadIn(text) && (figures.size === 0 || passages.some(({ passage }) => text.includes(passage.title)))
  );
}

interface KeptClaim {
  text: string;
  spans: readonly QuotedSpan[];
}

interface Supported {
  source: NumberedPassage;
  support: Support;
}

function supportsFrom(claim: string, passages: readonly NumberedPassage[]): Supported[] {
  return passages.flatMap((source) => {
    const support = findSupport(claim, source.passage);
    return support ? [{ source, support }] : [];
  });
}

function bestOf(supports: readonly Supported[]): Supported[] {
  const [best] = [...supports].sort((a, b) => b.support.share - a.support.share);
  return best ? [best] : [];
}

/** Sentences in a row with the same source carry one mark, behind the last. */
function withMarks(
  claim: KeptClaim,
  next: KeptClaim | undefined,
  numberOf: (span: QuotedSpan) => number,
): string {
  const marksOf = ({ spans }: KeptClaim): string =>
    [...new Set(spans.map(numberOf))].map((number) => `[${number}]`).join('');
  const marks = marksOf(claim);
  return marks === '' || (next && marksOf(next) === marks) ? claim.text : `${claim.text} ${marks}`;
}

/** Drops a lead-in that has nothing left to lead to, and the blank lines that were around what went. */
function tidy(lines: readonly { text: string; lead: boolean }[]): string {
  const filled = lines.filter(
    ({ text, lead }, index) =>
      !(
        lead &&
        /:\**$/.test(text) &&
        lines.slice(index + 1).find((next) => next.text !== '')?.lead !== false
      ),
  );
  return filled
    .map(({ text }) => text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
