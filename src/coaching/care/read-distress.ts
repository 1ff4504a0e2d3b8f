import { english } from './distress/english.ts';
import { foldSentences } from './distress/fold.ts';
import { french } from './distress/french.ts';
import { german } from './distress/german.ts';
import type { DistressRules } from './distress/rules.ts';
import { spanish } from './distress/spanish.ts';

/**
 * - `crisis`: the person may be in danger, by their own hand or somebody else's.
 * - `concern`: somebody else may be, such as a caller who threatens to hurt themselves.
 * - `strained`: no danger is spoken of, and they are at the end of their strength.
 */
export type Distress = 'crisis' | 'concern' | 'strained';

const languages: readonly DistressRules[] = [english, german, spanish, french];
const all = (part: keyof DistressRules): readonly RegExp[] => languages.flatMap((rules) => rules[part]);
/** All languages at once: people mix them, and "suicide" is nearly the same word in each. */
const rules: DistressRules = {
  figurative: all('figurative'),
  procedure: all('procedure'),
  other: all('other'),
  self: all('self'),
  strained: all('strained'),
};
/** Words that only a person about themselves says, also where a caller is spoken of in the same sentence. */
const ownSubject = /\b(?:i|im|ive|id|me|myself|my own|ich|mich|mir|yo|me|je|moi)\b/;
const toldOfOthers =
  /\b(?:caller|customer|client|kunde|kundin|anrufer\w*|cliente|clienta|appelant\w*)\b.*\b(?:said|says|told|wrote|threaten\w*|sagt\w*|droht\w*|dice|dijo|amenaz\w*|dit|menace\w*)\b/;

const matches = (patterns: readonly RegExp[], sentence: string): boolean =>
  patterns.some((pattern) => pattern.test(sentence));

function readSentence(sentence: string): Distress | undefined {
  const plain = rules.figurative.reduce((words, pattern) => words.replace(pattern, ' , '), sentence);
  const self = matches(rules.self, plain);
  const other = matches(rules.other, plain);
  // What a caller said is told in the first person, too.
  if (self && (!other || (ownSubject.test(plain) && !toldOfOthers.test(plain)))) {
    return matches(rules.procedure, plain) && !/\b(?:myself|mich|me tuer|matarme)\b/.test(plain)
      ? undefined
      : 'crisis';
  }
  if (other) return matches(rules.procedure, plain) ? undefined : 'concern';
  return matches(rules.strained, plain) ? 'strained' : undefined;
}

const gravest: readonly Distress[] = ['crisis', 'concern', 'strained'];

/**
 * Whether words speak of a crisis: by rules alone, in English, German, Spanish and French, so that it works without any
 * model and the words go to none. It would rather offer help once too often than miss a cry for it; figures of speech and
 * questions about a procedure are let go (docs/decisions/0024-care-by-rule.md has the measured rates).
 */
export function readDistress(text: string): Distress | undefined {
  const found = new Set(foldSentences(text).map(readSentence));
  return gravest.find((level) => found.has(level));
}
