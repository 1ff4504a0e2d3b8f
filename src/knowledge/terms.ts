import { stemmer } from 'stemmer';
import { irregularForms } from './irregular-forms.ts';
import { stopWords } from './stop-words.ts';

/** Longer runs of letters are cut: no word is as long, and an index entry has a maximum size. */
const maxTermLength = 40;
const words = /\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** The same where the alphabet has 26 letters: most texts, at a fifth of the time. */
const plainWords = /[0-9]+(?:[.,][0-9]+)*|[A-Za-z0-9]+(?:['’][A-Za-z]+)*/g;
/** Anything but ASCII, and but the signs (quotes, dashes, currencies) that are no part of a word. */
const otherCharacters =
  /[^\t-~\u00A0-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF\u2000-\u206F\u20A0-\u20BF]/;

/** The same few thousand words make up nearly all text, and stemming is the dearest step of tokenising. */
const stems = new Map<string, string | null>();
const maxRememberedStems = 50_000;

/** One word as a term; undefined for one that is passed over. */
export function termOf(word: string): string | undefined {
  const known = stems.get(word);
  if (known !== undefined) return known ?? undefined;
  const spoken = word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/'s$/u, '');
  const plain = spoken.replaceAll("'", '');
  const isNumber = /^\p{N}/u.test(plain);
  const stem = isNumber ? plain.replace(/,(?=\p{N}{3})/gu, '') : stemmer(irregularForms.get(plain) ?? plain);
  const dropped = stem === '' || stopWords.has(spoken) || stopWords.has(plain) || stopWords.has(stem);
  const term = dropped ? undefined : stem.slice(0, maxTermLength);
  if (stems.size >= maxRememberedStems) stems.clear();
  stems.set(word, term ?? null);
  return term;
}

/**
 * The terms of a text in order: lower case, without accents, possessives and stop words, as Porter stems
 * of the base form; numbers
 * without thousands separators. Ingestion and search use this one function, or nothing would be found.
 */
export function toTerms(text: string): string[] {
  const terms: string[] = [];
  for (const word of text.match(otherCharacters.test(text) ? words : plainWords) ?? []) {
    const term = termOf(word);
    if (term !== undefined) terms.push(term);
  }
  return terms;
}

/** How often each term occurs. */
export function countTerms(terms: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
