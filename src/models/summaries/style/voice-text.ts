import { contract, expand } from '../../../coaching/voice/contractions.ts';
import type { VoiceTraits } from '../../../coaching/voice/measure-voice.ts';
import { inSpelling } from '../../../coaching/voice/spelling.ts';
import { quotedSpans, straighten, wordPieces, wordsOf } from '../../../coaching/voice/word-pieces.ts';

/** `“I called them.”` and `Naomi: “Well done.”` are somebody's words from end to end. */
const isQuote = (text: string): boolean => /^[^“"]{0,60}[“"][^”"]*[”"]?[.!?]?$/.test(text.trim());

/**
 * A drafted line as the coach would word it: favourite words, spelling, short forms, the mark at the end. What it says
 * stays: quotes are never touched, and a wording that would change a name, a number or a day is dropped.
 * @param names of everyone who spoke
 */
export function inVoice(text: string, traits: VoiceTraits, names: readonly string[]): string {
  if (isQuote(text)) return text;
  const nameWords = new Set(names.flatMap((name) => wordsOf(name).map((word) => word.toLowerCase())));
  const worded = outsideQuotes(text, (part) => {
    let result = withFavourites(part, traits, nameWords);
    if (traits.spelling !== undefined) result = respell(result, traits.spelling, nameWords);
    if (traits.contractions === 'uses') result = contract(result);
    if (traits.contractions === 'avoids') result = expand(result);
    return result;
  });
  const ended = withEnd(worded, traits);
  return saysTheSame(text, ended, nameWords) ? ended : text;
}

function outsideQuotes(text: string, reword: (part: string) => string): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(quotedSpans)) {
    result += reword(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + reword(text.slice(from));
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const startsUpper = (text: string): boolean => /^\p{Lu}/u.test(text);

/** Each place is reworded once, so that two favourites never chase one another. */
function withFavourites(text: string, { favourites }: VoiceTraits, names: ReadonlySet<string>): string {
  const byFrom = new Map(favourites.filter(({ from }) => from !== '').map(({ from, to }) => [from, to]));
  if (byFrom.size === 0) return text;
  const longestFirst = [...byFrom.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}'’-])(an?\s+)?(${longestFirst.map(escape).join('|')})(?![\p{L}\p{N}'’-])`,
    'giu',
  );
  return text.replace(pattern, (whole, article: string | undefined, found: string, at: number) => {
    const to = byFrom.get(found.toLowerCase());
    const before = text.slice(0, at);
    const begins = article === undefined && (before.trim() === '' || /[.!?:]\s*$/.test(before));
    const isName =
      (startsUpper(found) && !begins) || wordsOf(found).some((word) => names.has(word.toLowerCase()));
    if (to === undefined || isName) return whole;
    const worded = startsUpper(found) ? to.charAt(0).toUpperCase() + to.slice(1) : to;
    return article === undefined ? worded : articleBefore(worded, article) + worded;
  });
}

/** `a agent` becomes `an agent`; by sound, as far as letters tell. */
function articleBefore(word: string, article: string): string {
  const isVowel = /^(?:[aeio]|u(?!n?i|s[aeu]|t[ei])|hon|hour)/i.test(word);
  return article.charAt(0) + (isVowel ? 'n' : '') + article.replace(/^an?/i, '');
}

function respell(text: string, spelling: 'british' | 'american', names: ReadonlySet<string>): string {
  const { pieces, tail } = wordPieces(text);
  const words = pieces.map(({ lead, word }, index) => {
    const isName = names.has(word.toLowerCase()) || (startsUpper(word) && index > 0);
    return lead + (isName ? word : inSpelling(word, spelling));
  });
  return words.join('') + tail;
}

function withEnd(text: string, { fullStop, exclamations }: VoiceTraits): string {
  const calm = exclamations === 'avoids' ? text.replace(/!+$/, '.') : text;
  if (fullStop === 'avoids') return calm.replace(/(?<![.\p{Lu}])\.$/u, '');
  return fullStop === 'uses' && /[\p{L}\p{N})]$/u.test(calm) ? `${calm}.` : calm;
}

const days =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b/gi;

/** Everything that a wording may not change, in order: quotes, figures, days, names, and what is negated. */
function factsOf(text: string, names: ReadonlySet<string>): string {
  const plain = straighten(expand(text));
  return JSON.stringify([
    text.match(quotedSpans) ?? [],
    plain.match(/\p{N}[\p{N}.,:/]*(?<=\p{N})|\p{N}/gu) ?? [],
    (plain.match(days) ?? []).map((day) => day.toLowerCase()),
    wordsOf(plain).filter((word) => names.has(word.toLowerCase())),
    (plain.match(/\b(?:not|no|never|cannot|without|unless)\b/gi) ?? []).map((word) => word.toLowerCase()),
  ]);
}

export const saysTheSame = (before: string, after: string, names: ReadonlySet<string>): boolean =>
  wordsOf(after).length > 0 && factsOf(before, names) === factsOf(after, names);
