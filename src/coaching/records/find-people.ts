import { findPersonAtStart } from '../people/find-person.ts';
import type { User } from '../people/user.ts';
import { foldName } from '../sessions/names.ts';
import { everydayNames } from '../summaries/choose-summary.ts';

export interface PeopleInText {
  people: readonly User[];
  /** A name that several people have: whom the asker means has to be asked. */
  unclear?: { name: string; candidates: readonly User[] };
  /** The text without the names. */
  rest: string;
}

/**
 * Finds the people that a question names anywhere: whole names, and first names that one person alone has. A first name
 * that is an everyday word (`will`, `mark`) counts with a capital letter only, and not as the first word.
 */
export function findPeople(text: string, everyone: readonly User[]): PeopleInText {
  const people = mentioned(text, everyone);
  const found = new Map<string, User>();
  let unclear: PeopleInText['unclear'];
  let rest = '';
  for (let left = text; left !== '';) {
    const word = /^@?[\p{L}\p{M}'’.-]+/u.exec(left)?.[0];
    if (word === undefined) {
      rest += left.charAt(0);
      left = left.slice(1);
      continue;
    }
    const isFirst = rest.trim() === '';
    const match = mayBeName(word, isFirst) ? findPersonAtStart(withoutPossessive(left), people) : undefined;
    if (match?.kind === 'one') {
      found.set(match.user.id, match.user);
      left = afterWords(left, match.matched);
      rest += ' ';
      continue;
    }
    if (match?.kind === 'several') unclear ??= { name: word.replace(/^@/, ''), candidates: match.candidates };
    rest += word;
    left = left.slice(word.length);
  }
  return {
    people: [...found.values()],
    ...(unclear === undefined ? {} : { unclear }),
    rest: rest.replace(/\s+/g, ' ').trim(),
  };
}

/** Those of whom some word of their name, or their address, stands in the text: the rest need no closer look. */
function mentioned(text: string, people: readonly User[]): readonly User[] {
  const words = new Set(foldName(text.replace(/['’]s\b/gu, ' ')).split(' '));
  const lower = text.toLowerCase();
  return people.filter(
    ({ name, email }) =>
      foldName(name)
        .split(' ')
        .some((word) => words.has(word)) || lower.includes(email),
  );
}

function mayBeName(word: string, isFirst: boolean): boolean {
  const plain = word.replace(/^@/, '').replace(/['’]s?$/u, '');
  const everyday = everydayNames.has(plain.toLowerCase());
  return word.startsWith('@') || !everyday || (/^\p{Lu}/u.test(plain) && !isFirst);
}

/** `Priya's` and `Priya?` name Priya. Replaced one for one, so that lengths stay. */
const withoutPossessive = (text: string): string =>
  text.replace(/['’]s\b/gu, '  ').replace(/[?!.,;:)](?=\s|$)/gu, ' ');

/** Skips as many words as the name has. */
function afterWords(text: string, matched: string): string {
  let rest = text.replace(/^@\s*/, '');
  for (let count = matched.trim().split(/\s+/).length; count > 0; count -= 1) {
    rest = rest.trimStart().replace(/^\S+/, (word) => /[?!.,;:)]+$/u.exec(word)?.[0] ?? '');
  }
  return rest;
}
