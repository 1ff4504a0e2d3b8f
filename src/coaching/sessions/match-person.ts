import { isNickname } from './nicknames.ts';
import { nameSimilarity } from './name-similarity.ts';
import type { MatchCandidate } from './session.ts';
import { isAnonymous, nameWords } from './speaker-name.ts';

/** Somebody whom a speaker may be. */
export interface KnownPerson {
  kind: 'user' | 'client';
  id: string;
  name: string;
  email?: string;
  /** Of the coach's line, a client of the coach, or invited to this session. */
  isExpected: boolean;
}

export type PersonMatch =
  | { state: 'certain'; person: KnownPerson; candidates: readonly MatchCandidate[] }
  | { state: 'uncertain' | 'none'; candidates: readonly MatchCandidate[] };

/** Fewer points: too far apart to ask about. */
const worthAsking = 0.6;
/** As many as fit on buttons beside the others. */
const mostCandidates = 3;
/** From here on the name is whole: every word of it is there. */
const wholeName = 0.95;
/** From here on the first name is right, or a nickname of it. */
const givenName = 0.8;

/**
 * Whom a speaker's name means. A match gives that person access to what was said about them, so `certain` asks for more than
 * likeness: the whole name, which nobody else in the organisation has, or a first name or nickname that only one of those
 * who were to be expected has. Whoever is merely the only Priya of a large organisation may never have been in the room:
 * that is `uncertain`, as are shortened and misspelt names, and is asked.
 */
export function matchPerson(speaker: string, people: readonly KnownPerson[]): PersonMatch {
  if (isAnonymous(speaker)) return { state: 'none', candidates: [] };
  const words = nameWords(speaker);
  const ranked = people
    .map((person) => ({ person, score: scoreName(words, person) }))
    .filter(({ score }) => score >= worthAsking)
    .sort(
      (one, other) =>
        other.score - one.score ||
        Number(other.person.isExpected) - Number(one.person.isExpected) ||
        one.person.name.localeCompare(other.person.name) ||
        one.person.id.localeCompare(other.person.id),
    );
  const candidates = ranked.slice(0, mostCandidates).map(({ person: { kind, id, name }, score }) => ({
    kind,
    id,
    name,
    score: Math.round(score * 100) / 100,
  }));
  const whole = ranked.filter(({ score }) => score >= wholeName);
  const [only] = whole;
  if (only !== undefined) {
    return whole.length === 1
      ? { state: 'certain', person: only.person, candidates }
      : { state: 'uncertain', candidates };
  }
  const given = ranked.filter(({ score, person }) => score >= givenName && person.isExpected);
  const [expected] = given;
  if (expected !== undefined && given.length === 1)
    return { state: 'certain', person: expected.person, candidates };
  return { state: candidates.length > 0 ? 'uncertain' : 'none', candidates };
}

/** How well the words of a speaker's name fit a person, 0 to 1. */
export function scoreName(words: readonly string[], person: Pick<KnownPerson, 'name' | 'email'>): number {
  const theirs = nameWords(person.name);
  const [first = ''] = words;
  const [given = ''] = theirs;
  const last = words.at(-1) ?? '';
  const family = theirs.at(-1) ?? '';
  if (first === '' || given === '') return 0;
  // `PriyaShah` and `O Brien` are written without and with blanks.
  if (words.join('') === theirs.join('')) return 1;
  if (words.length > 1 && words.toSorted().join(' ') === theirs.toSorted().join(' ')) return 0.98;
  const local = person.email === undefined ? [] : nameWords(person.email);
  if (words.length > 1 && words.join(' ') === local.join(' ')) return 0.97;
  if (words.length > 1 && theirs.length > 1) {
    if (first === given && last === family) return 0.96;
    if (isNickname(first, given) && last === family) return 0.93;
    if (first === given && last.length === 1 && family.startsWith(last)) return 0.9;
    // A second family name is often left out: `Ana López` of `Ana López García`.
    if (first === given && theirs.slice(1, -1).includes(last)) return 0.92;
    if (isNickname(first, given) && last.length === 1 && family.startsWith(last)) return 0.85;
    if (first.length === 1 && given.startsWith(first) && last === family) return 0.75;
    // Another Priya is another Priya.
    const [ofFirst, ofLast] = [nameSimilarity(first, given), nameSimilarity(last, family)];
    return ofFirst > 0.84 && ofLast > 0.84 ? 0.79 * Math.min(1, (ofFirst + ofLast) / 2 + 0.03) : 0;
  }
  if (words.length === 1) {
    if (first === given) return 0.88;
    if (isNickname(first, given)) return 0.82;
    if (local.length > 0 && first.length > 3 && first === local.join('')) return 0.79;
    if (theirs.length > 1 && first === family && first.length > 2) return 0.78;
    if (first.length > 2 && given.startsWith(first)) return 0.74;
    if (first.length > 3 && given.length > 3) {
      const alike = nameSimilarity(first, given);
      if (alike >= 0.88) return 0.78 * alike;
    }
    const initials = theirs.map((word) => word.charAt(0)).join('');
    return first.length > 1 && first === initials ? 0.62 : 0;
  }
  // The person goes by one name only.
  return first === given ? 0.78 : 0;
}
