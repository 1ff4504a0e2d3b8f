import { createHash } from 'node:crypto';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import type { CoachedPeople } from './ports.ts';

/** A count stands for at least so many people, and so does what is left over. */
const leastPeople = 5;
/** Shown counts are multiples of this. */
const step = 5;

export interface CountDeps {
  users: Pick<UserRepository, 'list'>;
  coached: CoachedPeople;
  clock: Clock;
}

export type CoachingCounts = {
  /** `YYYY-MM`. */ month: string;
  /** How many are looked at. */ people: number;
} & (
  | { kind: 'shown'; /** Rounded to fives: how many had a coaching talk. */ talked: number }
  /** Too few on one side: a count would point to somebody. */
  | { kind: 'suppressed' }
);

/** Everyone below, however far; without the leader. */
function lineOf(leader: Pick<User, 'id'>, people: readonly User[]): User[] {
  const found = new Set([leader.id]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const person of people)
      if ([person.teamLeaderId, person.managerId].some((id) => id !== undefined && found.has(id)))
        found.add(person.id);
  }
  return people.filter(({ id }) => found.has(id) && id !== leader.id);
}

/** Fixed for the same people and month, so that asking again tells nothing more; another for other people. */
function phaseOf(month: string, ids: readonly string[]): number {
  const digest = createHash('sha256')
    .update([month, ...ids.toSorted()].join('\u0000'))
    .digest();
  return digest.readUInt32BE(0) % step;
}

const monthBefore = (now: Date): string =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);

/** First instants of the month and of the one after, in UTC. @throws AppError CARE_005 */
function boundsOf(month: string, now: Date): { from: Date; to: Date } {
  const from = new Date(`${month}-01T00:00:00Z`);
  const isMonth = /^\d{4}-\d{2}$/.test(month) && !Number.isNaN(from.getTime());
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  if (isMonth && to <= now) return { from, to };
  throw new AppError({
    code: 'CARE_005',
    message: 'Not a month that is over.',
    userMessage: `I count whole months that are over, such as ${monthBefore(now)}.`,
  });
}

/**
 * How many people of the actor's own line (an admin: of the organisation) had a coaching talk in a calendar month: nothing
 * of who, when or about what. Shown only where five people did and five did not, rounded at random to fives, for whole
 * months that are over: two answers that differ by one person do not tell about that person (docs/privacy.md).
 * @param options.month `YYYY-MM`; default: the month before this one
 * @throws AppError CARE_004 for those who lead nobody, CARE_005 for a month that is not over
 */
export async function coachingCounts(
  { users, coached, clock }: CountDeps,
  actor: Actor,
  { month = monthBefore(clock.now()) }: { month?: string } = {},
): Promise<CoachingCounts> {
  if (actor.role === 'AGENT' || actor.role === 'COACH') {
    throw new AppError({
      code: 'CARE_004',
      message: 'Counts are for those who lead people.',
      userMessage: 'Counts of coaching are for team leaders, managers and admins, about their own people.',
    });
  }
  const { from, to } = boundsOf(month, clock.now());
  const everyone = await users.list(actor.organizationId);
  const looked = actor.role === 'ADMIN' ? everyone : lineOf(actor, everyone);
  const ids = looked.map(({ id }) => id);
  const talked = await coached.count(actor.organizationId, ids, from, to);
  const about = { month, people: ids.length };
  if (talked < leastPeople || ids.length - talked < leastPeople) return { kind: 'suppressed', ...about };
  const rounded = Math.floor((talked + phaseOf(month, ids)) / step) * step;
  return { kind: 'shown', ...about, talked: rounded };
}
