import type { User } from './user.ts';

const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** In words. */
const longestName = 8;

export type PersonMatch =
  | { kind: 'one'; user: User; /** The words that named the person, as written. */ matched: string }
  | { kind: 'several'; candidates: readonly User[] }
  | { kind: 'none' };

/**
 * Finds the person that `text` begins with (an optional `@` first): full name, e-mail address, or a first name that is
 * unique. Case and accents do not matter; the longest match wins.
 */
export function findPersonAtStart(text: string, people: readonly User[]): PersonMatch {
  const trimmed = text.trimStart().replace(/^@\s*/, '');
  const words = trimmed.split(/\s+/).slice(0, longestName);
  for (let count = words.length; count >= 1; count -= 1) {
    const matched = words.slice(0, count).join(' ');
    const wanted = fold(matched.replace(/[,:;]$/, ''));
    const whole = people.filter((user) => fold(user.name) === wanted || user.email === wanted);
    // Whoever is called just "Ann" would otherwise never be told apart from Ann Lee.
    const hits =
      whole.length > 0 || count > 1
        ? whole
        : people.filter((user) => fold(user.name).split(' ')[0] === wanted);
    const [first] = hits;
    if (first !== undefined && hits.length === 1) return { kind: 'one', user: first, matched };
    if (hits.length > 1) return { kind: 'several', candidates: hits };
  }
  return { kind: 'none' };
}

/** `text` without the person it begins with; `matched` as `findPersonAtStart` gave it. */
export function afterPerson(text: string, matched: string): string {
  const words = text.trimStart().replace(/^@\s*/, '').split(/\s+/);
  return words.slice(matched.trim().split(/\s+/).length).join(' ');
}
