import type { Passage } from '../../coaching/knowledge/ports.ts';
import { splitUnits } from '../../coaching/knowledge/text-units.ts';
import type { TextUnit } from '../../coaching/knowledge/text-units.ts';
import { claimWords, passageWords } from './claim-words.ts';
import type { ClaimWords } from './claim-words.ts';

/** The words of a passage that best support a claim; offsets into the document's text. */
export interface Support {
  quote: string;
  start: number;
  end: number;
  /** Share of the claim's words that the quote holds, 0–1. */
  share: number;
}

/**
 * The rule for a citation. A quote supports a claim when
 * 1. at least half of the claim's words that carry meaning stand in it (as stems; words of the document's title and
 *    headings count half, because a sentence may take its topic from them), at least two of them in the quote itself
 *    unless the claim has fewer;
 * 2. every number, amount and time of the claim stands in it, with the same unit;
 * 3. claim and quote agree on whether something is denied.
 * The quote is the single sentence, step or row that does this best, or two or three neighbours where one does not.
 */
const leastShare = 0.5;
const longestWindow = 3;
/** A wider quote must earn its length. */
const widthCost = 0.06;

export function findSupport(claim: string, passage: Passage): Support | undefined {
  const wanted = claimWords(claim);
  if (wanted.stems.size === 0 && wanted.figures.size === 0) return undefined;
  const topic = passageWords([passage.title, ...passage.headingPath].join(' . '));
  const units = splitUnits(passage.text);
  let best: (Support & { rank: number }) | undefined;
  for (let width = 1; width <= longestWindow; width += 1) {
    for (let at = 0; at + width <= units.length; at += 1) {
      const window = units.slice(at, at + width);
      const share = shareOf(wanted, window, topic);
      const rank = share - widthCost * (width - 1);
      if (share < leastShare || (best !== undefined && rank <= best.rank)) continue;
      const from = window[0]?.start ?? 0;
      const to = window.at(-1)?.end ?? 0;
      best = {
        quote: passage.text.slice(from, to),
        start: passage.start + from,
        end: passage.start + to,
        share,
        rank,
      };
    }
  }
  if (!best) return undefined;
  const { quote, start, end, share } = best;
  return { quote, start, end, share };
}

/** 0 when a rule is broken. */
function shareOf(wanted: ClaimWords, window: readonly TextUnit[], topic: ClaimWords): number {
  const text = window.map((unit) => unit.text).join('\n');
  const given = passageWords(text);
  for (const figure of wanted.figures) if (!given.numbers.has(figure)) return 0;
  if (wanted.stems.size === 0) return 1;
  let inQuote = 0;
  let inTopic = 0;
  for (const stem of wanted.stems) {
    if (given.stems.has(stem)) inQuote += 1;
    else if (topic.stems.has(stem) || window.some((unit) => passageWords(unit.columns ?? '').stems.has(stem)))
      inTopic += 1;
  }
  if (inQuote < Math.min(2, wanted.stems.size)) return 0;
  if (wanted.negated !== nearestSentenceIsNegated(wanted, text)) return 0;
  return (inQuote + inTopic / 2) / wanted.stems.size;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A step may allow one thing and forbid another: what counts is the sentence that the claim speaks about. */
function nearestSentenceIsNegated(wanted: ClaimWords, text: string): boolean {
  let nearest = { shared: -1, negated: false };
  for (const { segment } of sentences.segment(text)) {
    const { stems, negated } = passageWords(segment);
    const shared = [...wanted.stems].filter((stem) => stems.has(stem)).length;
    if (shared > nearest.shared || (shared === nearest.shared && negated === wanted.negated))
      nearest = { shared, negated };
  }
  // A claim that repeats the whole text denies something if any part of it does.
  const whole = passageWords(text);
  const all = [...whole.stems].every((stem) => wanted.stems.has(stem));
  return all ? whole.negated : nearest.negated;
}
