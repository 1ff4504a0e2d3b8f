import type { Actor, User } from '../people/user.ts';
import type { MeetingDeps } from './meeting-deps.ts';
import { isToComplete, overdueAfterMs, type OneOnOne } from './one-on-one.ts';

const backMs = 30 * 24 * 3_600_000;
const mostOf = 20;

export interface MeetingList {
  running: readonly OneOnOne[];
  /** Time passed, and nobody said what became of it; earliest first. */
  toComplete: readonly OneOnOne[];
  /** Earliest first. */
  coming: readonly OneOnOne[];
  /** Cancelled or not come to in the last 30 days, latest first. */
  missed: readonly OneOnOne[];
  /** Held in the last 30 days, latest first. */
  held: readonly OneOnOne[];
  /** 1:1s that others planned with the asker; of those only the time is known. */
  invited: readonly OneOnOne[];
  people: ReadonlyMap<string, User>;
}

/** The asker's 1:1s: those they lead, and when their own leader sees them. */
export async function listMeetings(
  { meetings, users, clock }: Pick<MeetingDeps, 'meetings' | 'users' | 'clock'>,
  { organizationId, id }: Actor,
): Promise<MeetingList> {
  const now = clock.now();
  const recent = new Date(now.getTime() - backMs);
  const own = { leaderIds: [id] };
  const [open, past, invited, people] = await Promise.all([
    meetings.list(organizationId, {
      ...own,
      statuses: ['scheduled', 'in_progress'],
      order: 'earliest',
      limit: 100,
    }),
    meetings.list(organizationId, {
      ...own,
      statuses: ['held', 'cancelled', 'no_show'],
      from: recent,
      order: 'latest',
      limit: 100,
    }),
    meetings.list(organizationId, {
      agentId: id,
      statuses: ['scheduled'],
      from: new Date(now.getTime() - overdueAfterMs),
      order: 'earliest',
      limit: mostOf,
    }),
    users.list(organizationId),
  ]);
  const waits = [...open, ...past].filter((meeting) => isToComplete(meeting, now));
  const isPlain = (meeting: OneOnOne) => !waits.includes(meeting);
  return {
    running: open.filter(({ status }) => status === 'in_progress'),
    toComplete: waits.sort((one, other) => one.at.getTime() - other.at.getTime()).slice(0, mostOf),
    coming: open.filter((meeting) => meeting.status === 'scheduled' && isPlain(meeting)).slice(0, mostOf),
    missed: past.filter(({ status }) => status !== 'held').slice(0, mostOf),
    held: past.filter((meeting) => meeting.status === 'held' && isPlain(meeting)).slice(0, mostOf),
    invited,
    people: new Map(people.map((person) => [person.id, person])),
  };
}

/** The next planned 1:1 that the asker leads, with this person or whoever it is. */
export async function nextMeeting(
  { meetings, clock }: Pick<MeetingDeps, 'meetings' | 'clock'>,
  { organizationId, id }: Actor,
  agentId?: string,
): Promise<OneOnOne | undefined> {
  const [running] = await meetings.list(organizationId, {
    leaderIds: [id],
    ...(agentId === undefined ? {} : { agentId }),
    statuses: ['in_progress'],
    order: 'latest',
    limit: 1,
  });
  if (running !== undefined) return running;
  const [next] = await meetings.list(organizationId, {
    leaderIds: [id],
    ...(agentId === undefined ? {} : { agentId }),
    statuses: ['scheduled'],
    from: new Date(clock.now().getTime() - overdueAfterMs),
    order: 'earliest',
    limit: 1,
  });
  return next;
}
