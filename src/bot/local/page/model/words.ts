import type { WirePerson } from '../../wire.ts';

const roleNames = {
  ADMIN: 'Admin',
  MANAGER: 'Manager',
  TEAM_LEADER: 'Team leader',
  COACH: 'Coach',
  AGENT: 'Agent',
} as const satisfies Record<WirePerson['role'], string>;

export const roleName = (person: WirePerson): string => roleNames[person.role];

/** In the order in which people are listed. */
export const roleOrder = ['AGENT', 'TEAM_LEADER', 'COACH', 'MANAGER', 'ADMIN'] as const;
export const roleHeadings = {
  AGENT: 'Agents',
  TEAM_LEADER: 'Team leaders',
  COACH: 'Coaches',
  MANAGER: 'Managers',
  ADMIN: 'Admins',
} as const satisfies Record<WirePerson['role'], string>;

/** e.g. `with Elena Kowalczyk`; empty for who leads. */
export function leaderLine(person: WirePerson, people: readonly WirePerson[]): string {
  const leader = people.find(({ id }) => id === person.teamLeaderId);
  return leader ? `with ${leader.name}` : '';
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}

/** The same person has the same colour everywhere, at every visit. */
export function colourIndex(id: string, colours: number): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % colours;
}

const timeFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const fullFormat = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'short' });

export const timeOf = (instant: string): string => timeFormat.format(new Date(instant));
export const fullTimeOf = (instant: string): string => fullFormat.format(new Date(instant));

export function dayName(date: Date, today: Date): string {
  const daysAgo = Math.round((startOfDay(today) - startOfDay(date)) / 86_400_000);
  if (daysAgo === 0) return 'Today';
  return daysAgo === 1 ? 'Yesterday' : dayFormat.format(date);
}

const startOfDay = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

export function fileSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  return bytes < 1_048_576 ? `${Math.round(bytes / 1_024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
