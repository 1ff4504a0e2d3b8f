import { readWords } from './language.ts';

const contentTags = new Set(['NOUN', 'PROPN', 'VERB', 'ADJ', 'NUM']);
/** Words that any sentence may have. */
const light = new Set('be have do will go get make take put use try start call want need'.split(' '));
const empty = new Set(
  'be have do will get think know say mean guess suppose believe keep like love hate appreciate see thing one lot bit kind way yes true sure same right good'.split(
    ' ',
  ),
);

/** Base forms of the words that carry a text. */
export function contentWords(text: string): Set<string> {
  return new Set(
    readWords(text)
      .filter(({ pos, lemma }) => contentTags.has(pos) && lemma.length > 2 && !empty.has(lemma.toLowerCase()))
      .map(({ lemma }) => lemma.toLowerCase()),
  );
}

/** True when most of what one text is about stands in the other, by their content words: the same thing said twice. */
export function shareTopic(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  if (small.size < 2) return false;
  const shared = [...small].filter((word) => large.has(word));
  return shared.length / small.size >= 0.6 && shared.some((word) => !light.has(word));
}

/** True when two texts are about the same, and nothing else: one adds hardly a word to the other. */
export function alike(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared >= 2 && shared / (one.size + other.size - shared) >= 0.6;
}
