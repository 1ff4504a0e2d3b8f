import { instantOf } from '../follow-ups/wall-time.ts';
import type { User } from '../people/user.ts';
import { findPeople } from '../records/find-people.ts';
import { readPeriod } from '../records/read-period.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import type { NoteFilter } from './ports.ts';
import type { NotePriority, NoteType } from './quick-note.ts';

/** Which notes words ask for; what is left of them is looked for in the notes. */
export interface NoteQuery {
  filter: NoteFilter;
  /** A name that several people have. */
  unclear?: { name: string; candidates: readonly User[] };
}

const typeWords: readonly (readonly [RegExp, NoteType])[] = [
  [/\b(?:positive|praise|kudos)\b/i, 'POSITIVE'],
  [/\bcoaching\b/i, 'COACHING'],
  [/\burgent\b/i, 'URGENT'],
  [/\bcompliance\b/i, 'COMPLIANCE'],
  [/\bgeneral\b/i, 'GENERAL'],
];
const priorityWords = /\b(?:(high|medium|low)[- ]priority|priority:? ?(high|medium|low))\b/i;
const priorities: Readonly<Record<string, NotePriority>> = { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' };
const openWords = /\b(?:open|not (?:yet )?addressed|unaddressed|outstanding|waiting)\b/i;
const addressedWords = /\b(?:addressed|dealt with|closed|settled)\b/i;
const followUpWords = /\b(?:(?:to|need(?:s|ing)?(?: a)?|for) follow[- ]?ups?|follow[- ]?ups?)\b/i;
const sharedWords = /\bshared(?: with (?:me|them|him|her))?\b/i;
const mine = /\b(?:my|mine|by me|I (?:took|wrote|made|noted))\b|\b(?:did|have) I\b/i;
const by = /\b(?:by|from) (?=@?\p{L})/iu;

/** Words that hold a question together and name nothing to look for. */
const scaffold = new Set(
  `show list find see get give open please can could you me my mine the a an all any of on about with for in by from to at
  and or that which what who did do have has had i we is are were was note notes noted quick write wrote written took taken
  make made new newest latest last recent type priority them their his her there still yet not addressed search look up
  colleague people team anything something everything kept keep ever down hi hello hey threadcoach coaching urgent`.split(
    /\s+/,
  ),
);

interface NoteQueryContext {
  /** The asker's day, `YYYY-MM-DD`, and zone. */
  today: string;
  actor: Pick<User, 'id' | 'timezone'>;
  people: readonly User[];
  dates: DateReader;
}

/** Reads `@Priya refunds type:coaching open this month`, and plain words such as "my urgent notes about Priya". Never throws. */
export function readNoteQuery(text: string, context: NoteQueryContext): NoteQuery {
  const { actor, people, today, dates } = context;
  const byName = by.exec(text);
  const named = findPeople(text.trim(), people);
  const { period, rest } = readPeriod(named.rest, today, dates);
  const author = byName === null ? undefined : firstNamedAfter(text, byName.index, named.people);
  const about = named.people.filter((person) => person !== author);
  const types = typeWords.flatMap(([pattern, type]) => (pattern.test(rest) ? [type] : []));
  const priority = priorityWords.exec(rest);
  const state = openWords.test(withoutVerb(rest))
    ? ('open' as const)
    : addressedWords.test(rest)
      ? ('addressed' as const)
      : undefined;
  const isShared = sharedWords.test(rest);
  const words = wordsOf(rest);
  const dayAfter = period?.to === undefined ? undefined : nextDay(period.to);
  return {
    filter: {
      ...(about.length > 0
        ? { personIds: about.map(({ id }) => id) }
        : /\bshared with me\b|\babout me\b/i.test(text)
          ? { personIds: [actor.id] }
          : {}),
      ...(author === undefined ? {} : { authorIds: [author.id] }),
      ...(author === undefined && mine.test(text) && !/\bmy (?:team|line|people)\b/i.test(text)
        ? { authorIds: [actor.id] }
        : {}),
      ...(types.length === 0 ? {} : { types }),
      ...(priority === null
        ? {}
        : { priority: priorities[(priority[1] ?? priority[2] ?? '').toLowerCase()] ?? 'HIGH' }),
      ...(state === undefined ? {} : { state }),
      ...(followUpWords.test(rest) ? { followUp: true } : {}),
      ...(isShared ? { shared: true } : {}),
      ...(period?.from === undefined
        ? {}
        : { from: instantOf({ date: period.from, time: '00:00' }, actor.timezone) }),
      ...(dayAfter === undefined
        ? {}
        : { before: instantOf({ date: dayAfter, time: '00:00' }, actor.timezone) }),
      ...(words.length === 0 ? {} : { words }),
    },
    ...(named.unclear === undefined ? {} : { unclear: named.unclear }),
  };
}

/** "Open my notes" asks for all of them, "open notes" and "my open notes" for those nobody saw to. */
const withoutVerb = (text: string): string =>
  text.replace(/^\s*(?:please )?open (?:my|the|all|his|her)\b/i, '');

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
}

function wordsOf(rest: string): string[] {
  let left = rest;
  for (const pattern of [priorityWords, addressedWords, openWords, followUpWords, sharedWords])
    left = left.replace(pattern, ' ');
  for (const [pattern] of typeWords) left = left.replace(pattern, ' ');
  return [...left.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)]
    .map(([word]) => word.toLowerCase().replace(/['’]s?$/u, ''))
    .filter((word) => !scaffold.has(word))
    .map(singular);
}

/** "refunds" is found where "refund" stands. */
const singular = (word: string): string =>
  word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

/** The first of these people whose name stands after a place in the text. */
function firstNamedAfter(text: string, index: number, people: readonly User[]): User | undefined {
  const tail = text.slice(index).toLowerCase();
  return people
    .map((user) => ({ user, at: tail.indexOf((user.name.split(' ')[0] ?? user.name).toLowerCase()) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)[0]?.user;
}
