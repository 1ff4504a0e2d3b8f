import { stemmer } from 'stemmer';

/** What a sentence states, reduced to what can be compared. */
export interface ClaimWords {
  /** Stems of the words that carry meaning. */
  stems: ReadonlySet<string>;
  /**
   * Numbers, amounts and times, however they are written: `£1,500` and `1500` are one, and so are `two` and `2`. One
   * with a unit of time or measure is there with it as well: `24 month`.
   */
  numbers: ReadonlySet<string>;
  /** What a quote must hold to back the numbers: with their unit where they have one. */
  figures: ReadonlySet<string>;
  /** Whether it denies something. */
  negated: boolean;
}

const empty = new Set(
  `a about after all also am an and any are as at be because been before being but by can could did do does doing each
  for from had has have he her here hers him his how i if in into is it its just let may me might more most must my of
  off on once one only or other our out over own per please same shall she should so some such than that the their them
  then there these they this those to too until up upon us very was we were what when where which while who whom why
  will with would you your yours yes no not never none nobody nothing cannot without`.split(/\s+/),
);

const numberWords: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  eleven: '11',
  twelve: '12',
  once: '1',
  twice: '2',
};

/** Turns of phrase with "no" or "not" that deny nothing. */
const harmless =
  /\b(?:no|not) (?:more|later|longer|less|earlier|fewer|older) than\b|\bnot only\b|\bno matter\b/gi;
const negation = /\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|can't|\w+n't)\b/i;

const unit =
  /^(?:second|minute|hour|day|week|month|year|percent|kilo|kg|km|metre|meter|mile|pound|euro|dollar)s?$/;
/** `3 to 5 working days` speaks of 3 days as well as of 5. */
const betweenNumberAndUnit = /^(?:working|business|calendar|full|more|or|to|and|\d+)$/;

/** Sentences of the knowledge base come by again and again, within one answer and in the next. */
const kept = new Map<string, ClaimWords>();
const keptAtMost = 5_000;

/** `claimWords` of a passage's words, remembered. Not for what people or models say: nobody keeps that. */
export function passageWords(text: string): ClaimWords {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const words = claimWords(text);
  const [oldest] = kept.keys();
  if (kept.size >= keptAtMost && oldest !== undefined) kept.delete(oldest);
  kept.set(text, words);
  return words;
}

export function claimWords(text: string): ClaimWords {
  // The number of a step counts nothing.
  const plain = text.replaceAll('’', "'").replace(/^\s*\d{1,3}[.)]\s+/gm, '');
  const tokens = [...plain.toLowerCase().matchAll(/\d+(?:[.,:]\d+)*|\p{L}[\p{L}\p{N}'-]*/gu)].map(
    ([token]) => token,
  );
  const stems = new Set<string>();
  const numbers = new Set<string>();
  const figures = new Set<string>();
  tokens.forEach((token, at) => {
    const digits = /^\d/.test(token);
    const number = digits ? token.replace(/,(?=\d{3}\b)/g, '').replace(/\.0+$/, '') : numberWords[token];
    if (number !== undefined) {
      const next = tokens.slice(at + 1).find((word) => !betweenNumberAndUnit.test(word)) ?? '';
      const figure = unit.test(next) ? `${number} ${stemmer(next)}` : number;
      numbers.add(number).add(figure);
      figures.add(figure);
    }
    if (digits || empty.has(token) || token in numberWords) return;
    for (const part of token.replace(/'s?$/, '').split('-')) if (part.length > 1) stems.add(stemmer(part));
  });
  return { stems, numbers, figures, negated: negation.test(plain.replace(harmless, ' ')) };
}
