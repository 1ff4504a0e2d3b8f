import { differenceInCalendarDays, parseISO } from 'date-fns';
import { shiftDay } from '../performance/own-scores.ts';
import { planEndInvalid, planReopenTooLate, planStepImpossible } from './plan-errors.ts';
import type { PlanOutcome, PlanRecord } from './plan-record.ts';

/** Where a plan stands; `submitted` and `approved` are drafts still, of which the person knows nothing. */
export const planStages = [
  'draft',
  'submitted',
  'approved',
  'active',
  'extended',
  'completed',
  'failed',
  'cancelled',
] as const;
export type PlanStage = (typeof planStages)[number];

export type PlanStepName =
  | 'edit'
  | 'submit'
  | 'send-back'
  | 'approve'
  | 'activate'
  | 'update'
  | 'check-in'
  | 'amend'
  | 'extend'
  | 'complete'
  | 'fail'
  | 'cancel'
  | 'reopen';

const running = ['update', 'check-in', 'amend', 'extend', 'complete', 'fail', 'cancel'] as const;

/** What may follow; everything else is refused. */
export const planSteps: Readonly<Record<PlanStage, readonly PlanStepName[]>> = {
  draft: ['edit', 'submit', 'approve', 'cancel'],
  submitted: ['edit', 'approve', 'send-back', 'cancel'],
  approved: ['activate', 'send-back', 'cancel'],
  active: running,
  extended: running,
  completed: ['reopen'],
  failed: ['reopen'],
  cancelled: ['reopen'],
};

/** An end stands after so many days. */
export const reopenWithinDays = 14;

/** What of a plan its steps decide. */
export type PlanState = Pick<
  PlanRecord,
  | 'status'
  | 'startOn'
  | 'targetEndOn'
  | 'actualEndOn'
  | 'submittedAt'
  | 'sentBack'
  | 'approvedBy'
  | 'approvedAt'
  | 'activatedAt'
  | 'extensionCount'
  | 'outcome'
>;

export type PlanStep =
  | { name: 'edit' | 'submit' | 'update' | 'check-in' | 'amend' | 'activate' | 'reopen' }
  | { name: 'approve'; by: string }
  | { name: 'send-back'; words: string }
  | { name: 'extend'; targetEndOn: string }
  | { name: 'complete' | 'fail' | 'cancel'; resigned?: boolean };

export function stageOf({
  status,
  submittedAt,
  approvedAt,
}: Pick<PlanState, 'status' | 'submittedAt' | 'approvedAt'>): PlanStage {
  if (status !== 'draft') return status;
  if (approvedAt !== undefined) return 'approved';
  return submittedAt === undefined ? 'draft' : 'submitted';
}

const undecided = {
  submittedAt: undefined,
  sentBack: undefined,
  approvedBy: undefined,
  approvedAt: undefined,
};

/**
 * The plan's state after this step.
 * @param today `YYYY-MM-DD` where the person lives
 * @throws AppError PLAN_002 (not from here), PLAN_005 (an end that is none), PLAN_006 (it ended too long ago)
 */
export function takeStep(
  state: PlanState,
  step: PlanStep,
  { now, today }: { now: Date; today: string },
): PlanState {
  const stage = stageOf(state);
  if (!planSteps[stage].includes(step.name)) throw planStepImpossible(stage, step.name);
  switch (step.name) {
    case 'update':
    case 'check-in':
    case 'amend':
      return state;
    // What was handed in is not what stands there any more.
    case 'edit':
      return { ...state, submittedAt: undefined };
    case 'submit':
      return { ...state, submittedAt: now, sentBack: undefined };
    case 'send-back':
      return { ...state, ...undecided, sentBack: step.words };
    case 'approve':
      return {
        ...state,
        submittedAt: undefined,
        sentBack: undefined,
        approvedBy: step.by,
        approvedAt: now,
      };
    case 'activate':
      return { ...state, status: 'active', activatedAt: now, ...datesFrom(state, today) };
    case 'extend':
      if (step.targetEndOn <= state.targetEndOn || step.targetEndOn < today) throw planEndInvalid();
      return {
        ...state,
        status: 'extended',
        targetEndOn: step.targetEndOn,
        extensionCount: state.extensionCount + 1,
        outcome: 'extended',
      };
    case 'complete':
    case 'fail':
    case 'cancel':
      return { ...state, ...ends[step.name], actualEndOn: today, outcome: outcomeOf(state, step) };
    case 'reopen':
      return reopened(state, today);
  }
}

const ends = {
  complete: { status: 'completed' },
  fail: { status: 'failed' },
  cancel: { status: 'cancelled' },
} as const;

/** Whoever left, left, however the plan is put away; of a draft nothing can come. */
function outcomeOf(
  { activatedAt }: PlanState,
  { name, resigned = false }: { name: 'complete' | 'fail' | 'cancel'; resigned?: boolean },
): PlanOutcome | undefined {
  if (activatedAt === undefined) return undefined;
  if (name === 'complete') return 'success';
  if (resigned) return 'resigned';
  return name === 'fail' ? 'failure' : undefined;
}

/** The person gets the whole time that was agreed, whenever the plan begins. */
function datesFrom({ startOn, targetEndOn }: PlanState, today: string) {
  const length = differenceInCalendarDays(parseISO(targetEndOn), parseISO(startOn));
  return { startOn: today, targetEndOn: shiftDay(today, length) };
}

function reopened(state: PlanState, today: string): PlanState {
  const { actualEndOn = today, activatedAt, extensionCount } = state;
  if (differenceInCalendarDays(parseISO(today), parseISO(actualEndOn)) > reopenWithinDays)
    throw planReopenTooLate(reopenWithinDays);
  const open = { ...state, actualEndOn: undefined };
  // One that never began is decided anew.
  if (activatedAt === undefined) return { ...open, ...undecided, status: 'draft', outcome: undefined };
  return extensionCount === 0
    ? { ...open, status: 'active', outcome: undefined }
    : { ...open, status: 'extended', outcome: 'extended' };
}
