import { getISODay, parseISO } from 'date-fns';
import { wallTimeOf } from '../follow-ups/wall-time.ts';
import type { User } from '../people/user.ts';
import type { MeetingDeps } from './meeting-deps.ts';

/** Something about a time that a leader should know; it stops nobody. */
export type TimeWarning =
  | { kind: 'past' }
  /** They have another 1:1 then; with whom is not said. */
  | { kind: 'busy'; who: 'leader' | 'agent'; at: Date }
  | { kind: 'outside-hours'; who: 'leader' | 'agent' }
  | { kind: 'on-leave' };

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Where nobody says when a person works. */
const officeHours = 'Mon-Fri 07:00-19:00';
const pattern =
  /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*[-–]\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*)?\s+(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})/i;

/**
 * Whether all of a meeting lies in somebody's shift (`Tue-Sat 10:00-18:00`, by their clocks); a pattern that names no hours
 * is taken for office hours.
 */
export function isInShift(
  { shiftPattern, timezone }: Pick<User, 'shiftPattern' | 'timezone'>,
  at: Date,
  minutes: number,
): boolean {
  const [, first = '', last = first, from = '', to = ''] =
    pattern.exec(shiftPattern?.trim() ?? '') ?? pattern.exec(officeHours) ?? [];
  const begin = wallTimeOf(at, timezone);
  const end = wallTimeOf(new Date(at.getTime() + minutes * 60_000), timezone);
  const day = getISODay(parseISO(begin.date)) - 1;
  const [monday, sunday] = [first, last].map((name) => weekdays.indexOf(name.toLowerCase()));
  if (monday === undefined || sunday === undefined) return true;
  const inDays = monday <= sunday ? monday <= day && day <= sunday : day >= monday || day <= sunday;
  const [opens, closes] = [from.padStart(5, '0'), to.padStart(5, '0')];
  // A night shift ends on the next day.
  if (closes <= opens) return inDays && (begin.time >= opens || end.time <= closes);
  return inDays && begin.time >= opens && end.date === begin.date && end.time <= closes;
}

/** @param planned.exceptId a meeting that is moved does not stand in its own way */
export async function checkTime(
  { meetings, clock }: Pick<MeetingDeps, 'meetings' | 'clock'>,
  { leader, agent }: { leader: User; agent: User },
  planned: { at: Date; minutes: number; exceptId?: string },
): Promise<TimeWarning[]> {
  const { at, minutes, exceptId } = planned;
  const ends = new Date(at.getTime() + minutes * 60_000);
  const others = (await meetings.overlapping(leader.organizationId, [leader.id, agent.id], at, ends)).filter(
    ({ id }) => id !== exceptId,
  );
  const busy = (['leader', 'agent'] as const).flatMap((who): TimeWarning[] => {
    const { id } = who === 'leader' ? leader : agent;
    const other = others.find(({ leaderId, agentId }) => leaderId === id || agentId === id);
    return other === undefined ? [] : [{ kind: 'busy', who, at: other.at }];
  });
  return [
    ...(at <= clock.now() ? [{ kind: 'past' as const }] : []),
    ...busy,
    ...(agent.status === 'LEAVE' ? [{ kind: 'on-leave' as const }] : []),
    ...(['leader', 'agent'] as const)
      .filter((who) => !isInShift(who === 'leader' ? leader : agent, at, minutes))
      .map((who) => ({ kind: 'outside-hours' as const, who })),
  ];
}
