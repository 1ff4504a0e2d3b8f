import { createHash } from 'node:crypto';
import type { User } from '../people/user.ts';
import type { DateReader } from '../sessions/date-reader.ts';

/** An action item as a line of the form: `- Theo: share the template (by 2026-12-01)`. */
export interface ItemLine {
  title: string;
  owner: 'agent' | 'leader';
  /** `YYYY-MM-DD` */
  dueOn?: string;
}

const bullet = /^\s*(?:[-*•☐]|\d{1,2}[.)])\s*/u;
const longestTitle = 255;
const fold = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const given = (name: string): string => name.split(' ')[0] ?? name;

/** The owner that a line names at its beginning; without one it is the person whom the 1:1 is with. */
function ownerOf(line: string, { leader, agent }: People): { owner: ItemLine['owner']; rest: string } {
  const [, named = '', colon = ''] =
    /^@?([\p{L}\p{M}'’.-]+(?: [\p{Lu}][\p{L}\p{M}'’.-]+)?)(:| (?=\p{Ll}))/u.exec(line) ?? [];
  const rest = line.slice(line.indexOf(named) + named.length + colon.length).trim();
  const is = (person: Pick<User, 'name'>) =>
    [person.name, given(person.name)].some((name) => fold(name) === fold(named));
  if (named !== '' && is(agent)) return { owner: 'agent', rest };
  if (named !== '' && (is(leader) || /^(?:i|me)$/i.test(named))) return { owner: 'leader', rest };
  return { owner: 'agent', rest: line };
}

interface People {
  leader: Pick<User, 'name'>;
  agent: Pick<User, 'name'>;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** @param today day that "by Friday" counts from, `YYYY-MM-DD` */
export function readItemLine(
  line: string,
  people: People,
  { dates, today }: { dates: DateReader; today: string },
): ItemLine | undefined {
  const { owner, rest } = ownerOf(line.replace(bullet, '').trim(), people);
  const due = dates.read(rest, today, 'future');
  const words =
    due === undefined
      ? rest
      : `${rest.slice(0, due.index).replace(/\(?\s*(?:by|until|due|before|on)?:?\s*$/i, '')}${rest.slice(due.index + due.text.length).replace(/^\s*\)/, '')}`;
  const title = capital(
    words
      .replaceAll(/\s+/g, ' ')
      .trim()
      .replace(/[.;,\s]+$/, ''),
  ).slice(0, longestTitle);
  if (title === '') return undefined;
  return { title, owner, ...(due === undefined ? {} : { dueOn: due.date }) };
}

/** One a line; blank ones are left out, and of two that say the same the first counts. */
export function readItemLines(
  text: string,
  people: People,
  reading: { dates: DateReader; today: string },
): ItemLine[] {
  const items = text.split('\n').flatMap((line) => readItemLine(line, people, reading) ?? []);
  return items.filter((item, at) => items.findIndex((other) => isSame(other, item)) === at);
}

const isSame = (one: ItemLine, other: ItemLine): boolean =>
  one.owner === other.owner && fold(one.title) === fold(other.title);

export const formatItemLine = ({ title, owner, dueOn }: ItemLine, { leader }: People): string =>
  `- ${owner === 'leader' ? `${given(leader.name)}: ` : ''}${title}${dueOn === undefined ? '' : ` (by ${dueOn})`}`;

/** Same words in the same 1:1, same item: saved twice, or corrected later, it is made once. */
export const itemKey = (meetingId: string, { title, owner }: ItemLine): string =>
  `meeting:${meetingId}:${createHash('sha256')
    .update(`${owner}\n${fold(title)}`)
    .digest('hex')
    .slice(0, 24)}`;
