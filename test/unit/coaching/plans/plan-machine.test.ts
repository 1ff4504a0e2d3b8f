import fc from 'fast-check';
import { shiftDay } from '../../../../src/coaching/performance/own-scores.ts';
import {
  planStages,
  planSteps,
  reopenWithinDays,
  stageOf,
  takeStep,
  type PlanState,
  type PlanStep,
} from '../../../../src/coaching/plans/plan-machine.ts';
import { AppError } from '../../../../src/shared/errors.ts';

const start = '2026-11-20';
const fresh: PlanState = {
  status: 'draft',
  startOn: '2026-11-23',
  targetEndOn: '2026-12-23',
  extensionCount: 0,
};
const at = (today = start) => ({ now: new Date(`${today}T10:00:00Z`), today });
const through = (steps: readonly PlanStep[], state = fresh, today = start): PlanState =>
  steps.reduce((before, step) => takeStep(before, step, at(today)), state);
const approve: PlanStep = { name: 'approve', by: 'maya' };
const running = through([{ name: 'submit' }, approve, { name: 'activate' }]);
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.code;
  }
  return 'none';
};

const names = ['edit', 'submit', 'update', 'check-in', 'amend', 'activate', 'reopen'] as const;
const anyStep: fc.Arbitrary<PlanStep> = fc.oneof(
  fc.constantFrom(...names).map((name): PlanStep => ({ name })),
  fc.constant(approve),
  fc.constant<PlanStep>({ name: 'send-back', words: 'Shorter.' }),
  fc.integer({ min: -10, max: 90 }).map((days): PlanStep => ({
    name: 'extend',
    targetEndOn: shiftDay(start, days),
  })),
  fc
    .record({ name: fc.constantFrom('complete', 'fail', 'cancel'), resigned: fc.boolean() })
    .map((step): PlanStep => step),
);

describe('the way of a plan', () => {
  it('draft → handed in → approved → active → extended → completed, each with its time', () => {
    expect(stageOf(fresh)).toBe('draft');
    expect(stageOf(through([{ name: 'submit' }]))).toBe('submitted');
    expect(stageOf(through([{ name: 'submit' }, approve]))).toBe('approved');
    const extended = through([{ name: 'extend', targetEndOn: '2027-01-20' }], running);
    expect(extended).toMatchObject({ status: 'extended', extensionCount: 1, outcome: 'extended' });
    const done = through([{ name: 'complete' }], extended, '2027-01-10');
    expect(done).toMatchObject({
      status: 'completed',
      outcome: 'success',
      actualEndOn: '2027-01-10',
      approvedBy: 'maya',
      extensionCount: 1,
    });
  });

  it('whatever is tried in whatever order: only the steps of the table pass, and the record stays sound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyStep, fc.integer({ min: 0, max: 20 })), { maxLength: 25 }),
        (moves) => {
          let state = fresh;
          let today = start;
          for (const [step, days] of moves) {
            today = shiftDay(today, days);
            const stage = stageOf(state);
            const before = structuredClone(state);
            let after: PlanState | undefined;
            try {
              after = takeStep(state, step, at(today));
            } catch (error) {
              expect(error).toBeInstanceOf(AppError);
            }
            expect(state).toEqual(before);
            if (!planSteps[stage].includes(step.name)) expect(after).toBeUndefined();
            if (after === undefined) continue;
            expect(after.targetEndOn >= after.startOn).toBe(true);
            expect(after.extensionCount).toBe(state.extensionCount + (step.name === 'extend' ? 1 : 0));
            // Nothing runs that nobody approved, and nothing that ended has no end.
            const began = after.activatedAt !== undefined;
            expect(['active', 'extended', 'completed', 'failed'].includes(after.status) ? began : true).toBe(
              true,
            );
            if (began) expect(after.approvedBy).toBe('maya');
            const ended = ['completed', 'failed', 'cancelled'].includes(after.status);
            expect(after.actualEndOn !== undefined).toBe(ended);
            expect(after.sentBack === undefined || after.approvedAt === undefined).toBe(true);
            if (state.activatedAt !== undefined) expect(after.activatedAt).toEqual(state.activatedAt);
            if (['completed', 'failed', 'cancelled'].includes(stage)) expect(step.name).toBe('reopen');
            state = after;
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('an edit takes a draft back from whoever was to approve it; after approval there is none', () => {
    expect(stageOf(through([{ name: 'submit' }, { name: 'edit' }]))).toBe('draft');
    expect(code(() => through([approve, { name: 'edit' }]))).toBe('PLAN_002');
    expect(code(() => through([{ name: 'edit' }], running))).toBe('PLAN_002');
  });

  it('whenever it begins, the person gets the whole time', () => {
    const late = through([{ name: 'activate' }], through([approve]), '2026-12-01');
    expect([late.startOn, late.targetEndOn]).toEqual(['2026-12-01', '2026-12-31']);
  });

  it('an extension ends later than before, and not in the past', () => {
    const extend = (day: string, today?: string) => () =>
      through([{ name: 'extend', targetEndOn: day }], running, today);
    expect(code(extend(running.targetEndOn))).toBe('PLAN_005');
    expect(code(extend('2027-01-05', '2027-02-01'))).toBe('PLAN_005');
    expect(code(extend('2027-01-05'))).toBe('none');
  });

  it.each([
    ['complete', false, 'success'],
    ['fail', false, 'failure'],
    ['fail', true, 'resigned'],
    ['cancel', true, 'resigned'],
    ['cancel', false, undefined],
  ] as const)('%s (left: %s) has the outcome %s', (name, resigned, outcome) => {
    expect(through([{ name, resigned }], running).outcome).toBe(outcome);
  });

  it(`an end can be taken back for ${reopenWithinDays} days: it runs on as before, a draft is decided anew`, () => {
    const ended = through([{ name: 'extend', targetEndOn: '2027-01-20' }, { name: 'fail' }], running);
    const last = shiftDay(start, reopenWithinDays);
    expect(through([{ name: 'reopen' }], ended, last)).toMatchObject({
      status: 'extended',
      outcome: 'extended',
      actualEndOn: undefined,
    });
    expect(code(() => through([{ name: 'reopen' }], ended, shiftDay(last, 1)))).toBe('PLAN_006');
    const dropped = through([approve, { name: 'cancel' }]);
    expect(dropped.outcome).toBeUndefined();
    expect(stageOf(through([{ name: 'reopen' }], dropped))).toBe('draft');
  });

  it('every stage says what may follow', () => {
    for (const stage of planStages) expect(planSteps[stage].length).toBeGreaterThan(0);
  });
});
