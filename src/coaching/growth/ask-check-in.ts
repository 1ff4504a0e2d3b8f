import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { UserRepository } from '../people/ports.ts';
import type { User } from '../people/user.ts';
import type { GrowthGoal } from './goal.ts';
import { nextCheckIn } from './next-check-in.ts';
import type { GrowthRepository } from './ports.ts';

/** A check-in on its way to its owner. */
export interface CheckIn {
  goal: GrowthGoal;
  user: User;
  /** Names it once: the same goal and number is never asked twice. */
  number: number;
  /** When it was due, where it comes more than a day late. */
  lateSince?: Date;
}

export interface AskCheckInDeps {
  growth: Pick<GrowthRepository, 'claimCheckIn' | 'settleCheckIn'>;
  users: Pick<UserRepository, 'findById'>;
  clock: Clock;
  logger: Logger;
  /**
   * Sends it to the person's direct message, once a number.
   * @returns `later`: the platform is away, or has no place for it yet; `never`: the person cannot be reached
   */
  tell: (checkIn: CheckIn) => Promise<'told' | 'later' | 'never'>;
}

/** A worker that took a check-in up and was not heard of for so long is dead; longer than sending can take. */
const deadAfterMs = 2 * 60_000;
/** Asked later than this, it would be about another week. */
const tooLateMs = 24 * 3_600_000;
/** The only one is asked late, but not for ever. */
const givenUpMs = 7 * tooLateMs;

/**
 * Asks a check-in that is due, once however often it is run. One that is more than a day late is skipped, and the next
 * one says so; the only one is asked late. Until it is asked it stays due, so a worker that dies loses nothing.
 * @param due.dueAt the due time that was seen: a check-in that was moved meanwhile is left alone
 */
export async function askCheckIn(
  { growth, users, clock, logger, tell }: AskCheckInDeps,
  due: { organizationId: string; userId: string; goalId: string; dueAt: Date },
): Promise<'asked' | 'missed' | 'later' | 'nothing'> {
  const { organizationId, userId, goalId, dueAt } = due;
  const owner = { organizationId, userId };
  const now = clock.now();
  const deadBefore = new Date(now.getTime() - deadAfterMs);
  const goal = await growth.claimCheckIn(owner, goalId, { dueAt, now, deadBefore });
  if (goal?.checkIn === undefined) return 'nothing';
  const user = await users.findById(organizationId, userId);
  const isHere = user !== undefined && user.status !== 'TERMINATED';
  const nextAt = isHere ? nextCheckIn(goal.checkIn, now, user.timezone) : undefined;
  const settle = (end: { askedAt: Date } | { missedAt: Date }) =>
    growth.settleCheckIn(owner, goalId, { dueAt, ...(nextAt === undefined ? {} : { nextAt }), ...end });
  const lateMs = now.getTime() - dueAt.getTime();
  const isLate = lateMs > tooLateMs;
  if (!isHere || (isLate && nextAt !== undefined) || lateMs > givenUpMs) {
    await settle({ missedAt: dueAt });
    return 'missed';
  }
  const told = await tell({
    goal,
    user,
    number: goal.checkIns + 1,
    ...(isLate ? { lateSince: dueAt } : {}),
  });
  logger.info('a check-in was due', { organizationId, goalId, outcome: told });
  if (told === 'later') return 'later';
  const isMine = await settle(told === 'told' ? { askedAt: now } : { missedAt: dueAt });
  return !isMine ? 'nothing' : told === 'told' ? 'asked' : 'missed';
}
