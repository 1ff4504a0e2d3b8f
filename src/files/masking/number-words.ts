import { isCardNumber } from './check-digits.ts';
import type { MaskedSpan } from './masked-span.ts';

/** Fewer digits in a row may be anything: an amount, a date, an order. */
export const fewestDigits = 7;

const digitWords: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['0', 'zero oh o nought null cero zéro zero'],
    ['1', 'one eins uno un'],
    ['2', 'two zwei zwo dos deux'],
    ['3', 'three drei tres trois'],
    ['4', 'four vier cuatro quatre'],
    ['5', 'five fünf cinco cinq'],
    ['6', 'six sechs seis'],
    ['7', 'seven sieben siete sept'],
    ['8', 'eight acht ocho huit'],
    ['9', 'nine neun nueve neuf niner'],
  ].flatMap(([digit = '', words = '']) => words.split(' ').map((word) => [word, digit])),
);

const teens = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const repeats: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3 };
/** Said between the digits of one number. */
const fillers = new Set(['uh', 'um', 'erm', 'er', 'dash', 'hyphen', 'space', 'then', 'and', 'slash', 'plus']);

const someDigitWord = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${[...Object.keys(digitWords), ...tens].join('|')})(?![\p{L}\p{N}])`,
  'iu',
);

interface Token {
  start: number;
  end: number;
  digits: string;
  isSingleWord: boolean;
}

/**
 * Numbers read out in words, `four one one one …`, also with figures among them, `double four`, and `uh` between: runs of
 * seven digits and more.
 */
export function findNumberWords(text: string): MaskedSpan[] {
  if (!someDigitWord.test(text)) return [];
  const spans: MaskedSpan[] = [];
  let run: Token[] = [];
  let repeat: { times: number; start: number } | undefined;
  const close = (): void => {
    const span = toSpan(run);
    if (span !== undefined) spans.push(span);
    run = [];
    repeat = undefined;
  };
  for (const match of text.matchAll(/\p{L}+|\d+|[^\p{L}\p{N}\s,.\-–—+()…]/gu)) {
    const word = match[0].toLowerCase();
    const start = repeat?.start ?? match.index;
    const end = match.index + match[0].length;
    const times = repeats[word];
    if (times !== undefined) {
      repeat = { times, start: match.index };
      continue;
    }
    const digits = digitsOf(word);
    if (digits !== undefined) {
      const isSingleWord = digitWords[word] !== undefined;
      run.push({ start, end, digits: digits.repeat(repeat?.times ?? 1), isSingleWord });
      repeat = undefined;
    } else if (!fillers.has(word)) close();
  }
  close();
  return spans;
}

function digitsOf(word: string): string | undefined {
  if (/^\d+$/.test(word)) return word;
  const single = digitWords[word];
  if (single !== undefined) return single;
  if (teens.includes(word)) return String(10 + teens.indexOf(word));
  if (tens.includes(word)) return String((tens.indexOf(word) + 2) * 10);
  return undefined;
}

function toSpan(run: readonly Token[]): MaskedSpan | undefined {
  // `forty two` is 42, not 402.
  const digits = run.reduce(
    (all, token, at) =>
      /^[2-9]0$/.test(run[at - 1]?.digits ?? '') && token.isSingleWord && token.digits !== '0'
        ? `${all.slice(0, -1)}${token.digits}`
        : `${all}${token.digits}`,
    '',
  );
  const [first] = run;
  const last = run.at(-1);
  // Without words it is a number in figures, which is looked for apart; tens alone are a list of amounts.
  const words = run.filter(({ isSingleWord }) => isSingleWord).length;
  if (first === undefined || last === undefined || digits.length < fewestDigits) return undefined;
  if (words < Math.min(4, run.length) || words === 0 || isCounting(digits)) return undefined;
  const label = isCardNumber(digits) ? '[card number]' : digits.length <= 15 ? '[phone number]' : '[number]';
  return { start: first.start, end: last.end, label };
}

/** One two three …, up or down, and one and the same digit again and again. */
export function isCounting(digits: string): boolean {
  const steps = new Set(
    Array.from(digits.slice(1), (digit, at) => (Number(digit) - Number(digits[at]) + 10) % 10),
  );
  const [step] = steps;
  return steps.size === 1 && step !== undefined && (step <= 1 || step === 9);
}
