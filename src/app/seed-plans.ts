import { toActor, type Actor, type User } from '../coaching/people/user.ts';
import { averageOf } from '../coaching/performance/metric.ts';
import { shiftDay, todayOf } from '../coaching/performance/own-scores.ts';
import { approvePlan } from '../coaching/plans/approve-plan.ts';
import type { PlanInput } from '../coaching/plans/change-plan.ts';
import { draftPlan } from '../coaching/plans/draft-plan.ts';
import { endPlan } from '../coaching/plans/end-plan.ts';
import { holdCheckIn } from '../coaching/plans/hold-check-in.ts';
import type { PlanDeps } from '../coaching/plans/plan-access.ts';
import type { PlanFieldsText } from '../coaching/plans/plan-fields.ts';
import type { PlanRecord } from '../coaching/plans/plan-record.ts';
import { submitPlan } from '../coaching/plans/submit-plan.ts';
import { updatePlan } from '../coaching/plans/update-plan.ts';
import { deterministicId } from '../shared/ids.ts';

interface Told {
  /** By address before the @. */
  person: string;
  /** Days before today on which it was written and began. */
  since: number;
  fields: Omit<PlanFieldsText, 'startOn'>;
  /** What happened then, in order: days after it began. */
  then: readonly {
    after: number;
    by: 'leader' | 'manager';
    act: (deps: PlanDeps, input: PlanInput) => Promise<PlanRecord>;
  }[];
}

const checkIn = (notes: string, marks: Record<string, boolean> = {}) => ({
  act: (deps: PlanDeps, input: PlanInput) => holdCheckIn(deps, { ...input, notes, marks }),
  by: 'leader' as const,
});
const begin = [
  { after: 0, by: 'leader', act: submitPlan },
  { after: 0, by: 'manager', act: approvePlan },
] as const satisfies Told['then'];
const sideBySide = 'Two side-by-side calls a week';

const running: Told = {
  person: 'daniel.osei',
  since: 28,
  fields: {
    reason: 'Handle time and quality were below the team’s for two months.',
    length: 60,
    targets: 'quality 90\nhandle time 300 s',
    mandatory: `${sideBySide}\nThe refund procedure without looking it up`,
    recommended: 'One quiet hour a week for the call library',
    checkIn: 'weekly',
  },
  then: [
    ...begin,
    {
      after: 7,
      ...checkIn('We listened to two calls. The opening is where the time goes.', { [sideBySide]: true }),
    },
    { after: 14, ...checkIn('Shorter openings in all five calls. Refunds are still looked up.') },
    {
      after: 14,
      by: 'leader',
      act: (deps, input) =>
        updatePlan(deps, {
          ...input,
          words: 'Openings are calmer, and the summaries at the end are there now.',
        }),
    },
    { after: 21, ...checkIn('The refund procedure sits. Next: the summary before the goodbye.') },
  ],
};

const completed = (target: number): Told => ({
  person: 'zanele.dube',
  since: 85,
  fields: {
    reason: 'Quality fell after the change of product, and calls ended without a next step.',
    length: 45,
    targets: `quality ${target}`,
    mandatory: 'A next step agreed in every call',
    recommended: 'no absences',
    checkIn: 'biweekly',
  },
  then: [
    ...begin,
    { after: 14, ...checkIn('We wrote down three ways to end a call.') },
    {
      after: 28,
      ...checkIn('Four of five calls end with a next step.', { 'A next step agreed in every call': true }),
    },
    {
      after: 44,
      by: 'leader',
      act: (deps, input) =>
        endPlan(deps, {
          ...input,
          how: 'complete',
          notes: 'The target was met, and every call ends with a next step.',
          lessons: 'Side-by-side calls in the first week would have shown the cause sooner.',
        }),
    },
  ],
});

/**
 * Gives the demo a plan that runs, with its check-ins, and one that was completed: as if their leaders had used the product
 * then. What is there stays; what a start cut short is finished by the next.
 */
export async function seedPlans(deps: PlanDeps, organizationId: string): Promise<void> {
  const people = await deps.users.list(organizationId);
  await tell(deps, people, running);
  await tell(deps, people, completed(await reachedBy(deps, people, 'zanele.dube')));
}

/** A quality that this person had when their plan ended. */
async function reachedBy(
  { figures, clock }: PlanDeps,
  people: readonly User[],
  who: string,
): Promise<number> {
  const person = named(people, who);
  if (person === undefined) return 80;
  const today = todayOf(clock, person);
  const days = await figures.days(
    person.organizationId,
    person.id,
    shiftDay(today, -48),
    shiftDay(today, -42),
  );
  return Math.floor(averageOf(days, 'quality_score') ?? 80) - 2;
}

const named = (people: readonly User[], who: string): User | undefined =>
  people.find(({ email }) => email.startsWith(`${who}@`));

async function tell(deps: PlanDeps, people: readonly User[], told: Told): Promise<void> {
  const person = named(people, told.person);
  const leader = people.find(({ id }) => id === person?.teamLeaderId);
  const manager = people.find(({ id }) => id === leader?.managerId);
  if (person === undefined || leader === undefined || manager === undefined) return;
  const startOn = shiftDay(todayOf(deps.clock, person), -told.since);
  /** The verbs, on that day. */
  const on = (day: string): PlanDeps => ({ ...deps, clock: { now: () => new Date(`${day}T10:00:00Z`) } });
  const turnId = (step: number): string => deterministicId('demo-plan', person.id, String(step));
  const known = await deps.planStore.list(person.organizationId, [person.id]);
  const [drafted] = known;
  let plan =
    drafted ??
    (await draftPlan(on(startOn), {
      actor: toActor(leader),
      personId: person.id,
      fields: { ...told.fields, startOn },
      turnId: turnId(0),
      surface: 'demo',
    }));
  // One step is one version by its own turn: an earlier start's are known, and what people did is left alone.
  for (const [index, { after, by, act }] of told.then.entries()) {
    const version = index + 1;
    if (plan.version !== version || plan.lastTurnId !== turnId(index)) continue;
    const actor: Actor = toActor(by === 'leader' ? leader : manager);
    const input = { actor, planId: plan.id, version, turnId: turnId(version), surface: 'demo' };
    plan = await act(on(shiftDay(plan.startOn, after)), input);
  }
}
