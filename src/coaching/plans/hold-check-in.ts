import { workingDaysOf } from '../people/working-days.ts';
import { averageOf, type DailyFigures } from '../performance/metric.ts';
import { planProgress } from '../performance/plan-progress.ts';
import { changePlan, type PlanInput } from './change-plan.ts';
import { nextCheckIn, openCheckIns } from './check-in-days.ts';
import { readCriterion } from './criteria.ts';
import { planFieldInvalid } from './plan-errors.ts';
import type { PlanDeps } from './plan-access.ts';
import { planLimits } from './plan-fields.ts';
import type { CriterionMark, PlanCheckInRecord, PlanRecord } from './plan-record.ts';

/**
 * Holds the check-in that is due, or the next one early: what was said, the figures since the one before, how much of the way
 * is done, and what of the criteria that no figure tells is met. Of several that are due the newest is held, the others were
 * missed.
 * @param input.marks by the criterion's words; those that figures tell are left alone
 * @throws AppError as `changePlan`; PLAN_004 (no words)
 */
export const holdCheckIn = (
  deps: PlanDeps,
  input: PlanInput & { notes: string; marks?: Readonly<Record<string, boolean>> },
): Promise<PlanRecord> => {
  const notes = input.notes.trim().slice(0, planLimits.words);
  return changePlan(deps, input, async ({ plan, person, now, today }) => {
    if (notes === '') throw planFieldInvalid('words', 'Write in a few words how it went.');
    const workdays = workingDaysOf(person.shiftPattern);
    const before = await deps.planStore.checkIns(plan.organizationId, plan.id);
    const { days, score } = await planProgress(deps.figures, plan.organizationId, plan, today);
    const open = openCheckIns(plan, workdays, today);
    const dueOn = open.at(-1) ?? plan.nextCheckInOn ?? today;
    const since = before.findLast(({ state }) => state === 'held')?.heldOn ?? plan.startOn;
    const held: PlanCheckInRecord = {
      dueOn,
      state: 'held',
      heldOn: today,
      heldBy: input.actor.id,
      notes,
      figures: snapshot(
        plan,
        days.filter(({ day }) => day > since),
      ),
      ...(score === undefined ? {} : { score }),
    };
    const next = nextCheckIn(plan, workdays, dueOn > today ? dueOn : today);
    return {
      steps: [{ name: 'check-in' }],
      checkIns: [...open.slice(0, -1).map((day) => missed(day)), held],
      fields: () => ({
        nextCheckInOn: next,
        ...(score === undefined ? {} : { score }),
        marks: { ...plan.marks, ...marksOf(plan, input.marks ?? {}, now) },
      }),
      detail: { dueOn, missed: Math.max(0, open.length - 1) },
    };
  });
};

const missed = (dueOn: string): PlanCheckInRecord => ({ dueOn, state: 'missed', figures: {} });

const snapshot = ({ targets }: PlanRecord, days: readonly DailyFigures[]): Record<string, number> =>
  Object.fromEntries(
    targets.flatMap(({ metric }) => {
      const average = averageOf(days, metric);
      return average === undefined ? [] : [[metric, Number(average.toFixed(2))]];
    }),
  );

/** Criteria that only a person can tell. */
export const byHand = ({ mandatory, recommended }: Pick<PlanRecord, 'mandatory' | 'recommended'>): string[] =>
  [...new Set([...mandatory, ...recommended])].filter((text) => readCriterion(text) === undefined);

function marksOf(
  plan: PlanRecord,
  said: Readonly<Record<string, boolean>>,
  at: Date,
): Record<string, CriterionMark> {
  return Object.fromEntries(
    byHand(plan).flatMap((text) => {
      const met = said[text];
      return met === undefined ? [] : [[text, { met, at }]];
    }),
  );
}
