import { z } from 'zod';
import {
  checkInFrequencies,
  goalStatuses,
  type GoalContent,
  type GrowthGoal,
} from '../../coaching/growth/goal.ts';
import type { Prisma, GrowthGoal as GoalRow, GrowthStep as StepRow } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

/** Calendar days are stored as `date`, which Prisma hands out as midnight in UTC. */
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
export const toDate = (day: string | undefined): Date | null =>
  day === undefined ? null : new Date(`${day}T00:00:00Z`);

const instant = z.iso.datetime().transform((at) => new Date(at));
/** A goal as it was, kept in the row's own column. */
const content = z.object({
  title: z.string(),
  reason: z.string().exactOptional(),
  targetOn: z.string().exactOptional(),
  status: z.enum(goalStatuses),
  steps: z
    .array(
      z.object({
        id: z.string(),
        text: z.string(),
        dueOn: z.string().exactOptional(),
        doneAt: instant.exactOptional(),
      }),
    )
    .readonly(),
  checkIn: z
    .object({
      every: z.enum(checkInFrequencies),
      first: z.object({ date: z.string(), time: z.string() }),
      nextAt: instant.exactOptional(),
    })
    .exactOptional(),
  endedAt: instant.exactOptional(),
});
const lastChange = z.object({
  turnId: z.string(),
  /** Null: the change made the goal. Undefined: it only added a note. */
  before: content.nullable().exactOptional(),
  noteId: z.string().exactOptional(),
  undone: z.literal(true).exactOptional(),
});
export type LastChange = z.output<typeof lastChange>;

export const readLastChange = (stored: unknown): LastChange | undefined => {
  const read = lastChange.safeParse(stored);
  return read.success ? read.data : undefined;
};

/** Safe cast: made of strings, and of dates that become strings. */
export const toLastChange = (change: LastChange): Prisma.InputJsonValue =>
  JSON.parse(JSON.stringify(change)) as Prisma.InputJsonValue;

const doneBy = ({ before, undone }: LastChange): 'make' | 'change' | 'undo' =>
  undone === true ? 'undo' : before === null ? 'make' : 'change';

export function toGoal(row: GoalRow, steps: readonly StepRow[]): GrowthGoal {
  const [date, time] = row.checkInFirst?.split('T') ?? [];
  const last = readLastChange(row.lastChange);
  return {
    id: row.id,
    organizationId: row.organizationId,
    userId: row.userId,
    title: row.title,
    status: oneOf(goalStatuses, row.status),
    steps: steps.map((step) => ({
      id: step.id,
      text: step.text,
      ...(step.dueOn === null ? {} : { dueOn: dayOf(step.dueOn) }),
      ...(step.doneAt === null ? {} : { doneAt: step.doneAt }),
    })),
    checkIns: row.checkIns,
    talkedAt: row.talkedAt,
    createdAt: row.createdAt,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.targetOn === null ? {} : { targetOn: dayOf(row.targetOn) }),
    ...(row.checkInEvery === null || date === undefined || time === undefined
      ? {}
      : {
          checkIn: {
            every: oneOf(checkInFrequencies, row.checkInEvery),
            first: { date, time },
            ...(row.nextCheckInAt === null ? {} : { nextAt: row.nextCheckInAt }),
          },
        }),
    ...(row.checkInAskedAt === null ? {} : { askedAt: row.checkInAskedAt }),
    ...(row.checkInMissedAt === null ? {} : { missedAt: row.checkInMissedAt }),
    ...(last === undefined || last.undone === true ? {} : { undoable: last.turnId }),
    ...(last === undefined ? {} : { lastTurn: { turnId: last.turnId, did: doneBy(last) } }),
    ...(row.talkId === null ? {} : { talkId: row.talkId }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
  };
}

/** The goal's own columns of what a person may change. */
export const toColumns = ({ title, reason, targetOn, status, checkIn, endedAt }: GoalContent) => ({
  title,
  reason: reason ?? null,
  targetOn: toDate(targetOn),
  status,
  checkInEvery: checkIn?.every ?? null,
  checkInFirst: checkIn === undefined ? null : `${checkIn.first.date}T${checkIn.first.time}`,
  nextCheckInAt: checkIn?.nextAt ?? null,
  endedAt: endedAt ?? null,
});
