import { readForAll } from './read-for-all.ts';
import { isQuestion } from './read-question.ts';

/** What words in a session's thread come to, before any model has a say. */
export type SummaryRequest =
  | { kind: 'undo'; steps: number }
  /** The last change of several summaries at once; where there was none, all changes of the one that is meant. */
  | { kind: 'undo-all' }
  | { kind: 'redo'; steps: number }
  | { kind: 'restore'; version: number }
  | { kind: 'history' }
  /** Two versions; without `to` the newest, without `from` the one before `to`. */
  | { kind: 'compare'; from?: number; to?: number }
  | { kind: 'approve' }
  | { kind: 'reopen' }
  | { kind: 'question' }
  /** `instruction` is what is asked of each summary. */
  | { kind: 'for-all'; instruction: string }
  | { kind: 'refine' };

const counts: Readonly<Record<string, number>> = {
  once: 1,
  one: 1,
  twice: 2,
  two: 2,
  both: 2,
  thrice: 3,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
};
const count = String.raw`(\d{1,2}|${Object.keys(counts).join('|')})`;
const toCount = (word: string | undefined): number =>
  word === undefined ? 1 : Math.max(1, counts[word.toLowerCase()] ?? Number(word));

const version = String.raw`(?:(?:version|v\.?|no\.?|#)\s*)?(\d{1,4}|(?:the )?(?:first draft|first version|original(?: draft| version)?|draft))`;
const toVersion = (word: string): number => (/^\d+$/.test(word) ? Number(word) : 1);

type Reader = readonly [RegExp, (match: RegExpExecArray) => SummaryRequest];

const readers: readonly Reader[] = [
  [/^(?:undo|revert|take back) (?:the )?undo\b/i, () => ({ kind: 'redo', steps: 1 })],
  [
    /^(?:undo|revert|take back) (?:(?:it|that|this) )?(?:all|everything)\b|^(?:undo|revert) (?:it |that )?for (?:all|everyone|everybody)\b/i,
    () => ({ kind: 'undo-all' }),
  ],
  [
    new RegExp(
      String.raw`^(?:(?:go|move|switch|revert|roll)?\s*back to|restore|revert to|return to|use|take)\s+${version}(?: again)?$`,
      'i',
    ),
    ([, which = '']) => ({ kind: 'restore', version: toVersion(which) }),
  ],
  [
    new RegExp(
      String.raw`^(?:undo|revert|roll back|take back|go back)(?: (?:the )?(?:last|previous|latest))?\s+${count}\s*(?:x|times|changes|steps|edits|versions)?$`,
      'i',
    ),
    ([, times]) => ({ kind: 'undo', steps: toCount(times) }),
  ],
  [
    /^(?:undo|revert|roll back|take (?:that|it|this) back|take back|go back)\b/i,
    () => ({ kind: 'undo', steps: 1 }),
  ],
  [/\bundo (?:that|it|the last)\b/i, () => ({ kind: 'undo', steps: 1 })],
  [
    new RegExp(
      String.raw`^(?:redo|re-do)(?: (?:the )?(?:last|previous|latest))?(?:\s+${count}\s*(?:x|times|changes|steps)?)?\b`,
      'i',
    ),
    ([, times]) => ({ kind: 'redo', steps: toCount(times) }),
  ],
  [
    /^(?:bring|put) (?:it|that|this|them) back(?: again)?$|^do (?:it|that) again$/i,
    () => ({ kind: 'redo', steps: 1 }),
  ],
  [
    /^(?:show|list|see|display)?\s*(?:me )?(?:the |its |all )?(?:history|versions|change ?log|changes so far)(?: (?:of|for) .{1,60})?$|^(?:what|which) versions\b|^who changed (?:what|it|this|that)\b|^(?:what is|what['’]?s) the history\b/i,
    () => ({ kind: 'history' }),
  ],
  [
    new RegExp(
      String.raw`^(?:compare|diff)\s+${version}\s*(?:and|with|to|against|vs\.?|,|\s|-|–)+\s*${version}$|\b(?:differences?|changed?|different) (?:between|from)\s+${version}\s+(?:and|to)\s+${version}$`,
      'i',
    ),
    ([, a, b, c, d]) => ({ kind: 'compare', from: toVersion(a ?? c ?? ''), to: toVersion(b ?? d ?? '') }),
  ],
  [
    new RegExp(
      String.raw`^(?:compare|diff)(?: (?:it|this|that))?(?: (?:with|to|against))?\s+${version}$|\bchanged?(?: (?:since|from))\s+${version}$`,
      'i',
    ),
    ([, a, b]) => ({ kind: 'compare', from: toVersion(a ?? b ?? '') }),
  ],
  [
    new RegExp(String.raw`\bchanged? (?:in|with|by)\s+${version}$`, 'i'),
    ([, which = '']) => ({ kind: 'compare', to: toVersion(which) }),
  ],
  [
    /^(?:what(?:['’]?s| is| has| have| was)? (?:changed|different)|what did (?:you|i|we|they|he|she|\p{L}+) (?:just )?change|show (?:me )?(?:the |what )(?:last )?changed?s?)(?: (?:now|here|there|in (?:it|this|that|the summary|(?:his|her|their) summary)))?$/iu,
    () => ({ kind: 'compare' }),
  ],
  [
    /^(?:approve|sign off|finali[sz]e)(?: (?:on )?(?:it|this|that|the summary|\p{Lu}[\p{L}'’]+(?: \p{Lu}[\p{L}'’]+)?(?: summary)?))?$/u,
    () => ({ kind: 'approve' }),
  ],
  [/^(?:approve|sign off|finali[sz]e)(?: (?:it|this|that|the summary))?$/i, () => ({ kind: 'approve' })],
  [/^(?:re-?open|unlock|un-?approve|take back the approval)\b/i, () => ({ kind: 'reopen' })],
];

/**
 * Reads what a person asks of summaries. What is no fixed request is a refinement; what asks something is a question and
 * never changes anything.
 */
export function readRequest(words: string): SummaryRequest {
  const text = withoutCourtesy(words);
  for (const [pattern, toRequest] of readers) {
    const match = pattern.exec(text);
    if (match !== null) return toRequest(match);
  }
  if (isQuestion(words)) return { kind: 'question' };
  const instruction = readForAll(text);
  return instruction === undefined ? { kind: 'refine' } : { kind: 'for-all', instruction };
}

const withoutCourtesy = (words: string): string =>
  words
    .trim()
    .replace(/^(?:(?:hi|hey|hello|ok|okay|and|then|now|please|pls|just|thanks|no|oh|sorry)\b[\s,!.]*)+/i, '')
    .replace(/^(?:can|could|would|will) you (?:please |just )?/i, '')
    .replace(/[\s,]*\b(?:please|pls|thanks|thank you)\b[\s.!]*$/i, '')
    .replace(/[\s.!?]+$/, '');
