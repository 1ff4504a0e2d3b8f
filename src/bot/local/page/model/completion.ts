import type { WireCompletions, WirePerson } from '../../wire.ts';

export type Suggestion = WireCompletions['items'][number];

/** What is being typed at the caret that can be completed, and where it begins. */
export interface Token {
  kind: 'command' | 'mention' | 'question';
  text: string;
  start: number;
}

export function tokenAt(text: string, caret: number): Token | undefined {
  const before = text.slice(0, caret);
  if (/^\/[\w-]*$/.test(before)) return { kind: 'command', text: before, start: 0 };
  // A name may have a space in it, but the word before an @ must have ended.
  const mention = /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(before);
  if (mention?.[1] === undefined) return questionAt(text, caret);
  return { kind: 'mention', text: mention[1], start: caret - mention[1].length - 1 };
}

/** Shorter says too little, longer is a question of its own. */
const shortestQuestion = 4;
const longestQuestion = 75;

/** What looks like the beginning of a question: plain words on one line, the caret behind them, not finished yet. */
function questionAt(text: string, caret: number): Token | undefined {
  const isBegun =
    caret === text.length &&
    text.trim().length >= shortestQuestion &&
    text.length <= longestQuestion &&
    !/^\s*\/|[\n@?]/.test(text);
  return isBegun ? { kind: 'question', text, start: 0 } : undefined;
}

const shownAtMost = 6;

/** People, and the bot where it must be mentioned, whose name or a word of it begins with what was typed. */
export function mentionSuggestions(
  typed: string,
  people: readonly Pick<WirePerson, 'name' | 'department'>[],
  withBot: boolean,
): Suggestion[] {
  const wanted = fold(typed);
  const everyone = [...(withBot ? [{ name: 'Threadcoach', department: 'Ask a question' }] : []), ...people];
  return everyone
    .filter(({ name }) => {
      const folded = fold(name);
      return folded.startsWith(wanted) || folded.split(' ').some((word) => word.startsWith(wanted));
    })
    .filter(({ name }) => fold(name) !== wanted.trimEnd() || wanted === '')
    .slice(0, shownAtMost)
    .map(({ name, department }) => ({
      value: `@${name} `,
      label: name,
      ...(department === undefined ? {} : { hint: department }),
    }));
}

/** Without accents and case: `tomas` finds Tomás. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function applySuggestion(
  text: string,
  token: Token,
  caret: number,
  value: string,
): { text: string; caret: number } {
  const head = text.slice(0, token.start) + value;
  return { text: head + text.slice(caret).replace(/^ (?=.)/, ''), caret: head.length };
}
