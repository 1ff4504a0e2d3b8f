import { AppError } from '../../shared/errors.ts';
import type { PlanStage, PlanStepName } from './plan-machine.ts';

/** The same for what is not there and for what is not theirs to see: nobody learns which. */
export const planNotFound = (): AppError =>
  new AppError({
    code: 'PLAN_001',
    message: 'no such plan, or not for this person',
    userMessage: 'I have nothing to show you there.',
  });

const stageWords: Readonly<Record<PlanStage, string>> = {
  draft: 'is a draft',
  submitted: 'waits for approval',
  approved: 'is approved and has not begun',
  active: 'is running',
  extended: 'is running',
  completed: 'is completed',
  failed: 'has ended',
  cancelled: 'is cancelled',
};
const stepWords: Readonly<Record<PlanStepName, string>> = {
  edit: 'be edited',
  submit: 'be handed in',
  'send-back': 'be sent back',
  approve: 'be approved',
  activate: 'be started',
  update: 'be written in',
  'check-in': 'have a check-in',
  amend: 'be amended',
  extend: 'be extended',
  complete: 'be completed',
  fail: 'be ended',
  cancel: 'be cancelled',
  reopen: 'be reopened',
};

export const planStepImpossible = (stage: PlanStage, step: PlanStepName): AppError =>
  new AppError({
    code: 'PLAN_002',
    message: `a plan that ${stageWords[stage]} cannot ${stepWords[step]}`,
    userMessage: `This plan ${stageWords[stage]}, so it cannot ${stepWords[step]} now. Open it to see what can be done.`,
  });

/** @param approvers names of those who may */
export const planNotApprover = (approvers: readonly string[]): AppError =>
  new AppError({
    code: 'PLAN_003',
    message: 'this person may not decide about the plan',
    userMessage:
      approvers.length === 0
        ? 'A plan needs a second pair of eyes: somebody above whoever wrote it, or another admin. There is nobody yet; ask an admin to add one.'
        : `A plan needs a second pair of eyes. ${approvers.join(' or ')} can decide about this one.`,
  });

export const planFieldInvalid = (
  field: 'reason' | 'start' | 'end' | 'targets' | 'criteria' | 'words',
  hint: string,
): AppError =>
  new AppError({ code: 'PLAN_004', message: `the plan's ${field} cannot be used`, userMessage: hint });

export const planEndInvalid = (): AppError =>
  new AppError({
    code: 'PLAN_005',
    message: 'the new end is not after the old one, or has passed',
    userMessage:
      'The new end must be later than the one that stands, and not in the past. Choose another day.',
  });

export const planReopenTooLate = (days: number): AppError =>
  new AppError({
    code: 'PLAN_006',
    message: 'the plan ended too long ago',
    userMessage: `A plan can be reopened within ${days} days of its end. This one is older: draft a new one instead.`,
  });

export const planRunsAlready = (): AppError =>
  new AppError({
    code: 'PLAN_007',
    message: 'another plan of this person runs',
    userMessage: 'Another plan of this person is running. End that one first, or extend it instead.',
  });

/** PLAN_008 with the plan that was changed, for whoever shows it as it is now. */
export class StalePlanError extends AppError {
  readonly planId: string;

  constructor(planId: string, by: string | undefined) {
    super({
      code: 'PLAN_008',
      message: 'the plan was changed since it was shown',
      userMessage: `This was changed by ${by ?? 'somebody else'} meanwhile, so I did nothing. Look at it as it is now, then say again.`,
    });
    this.planId = planId;
  }
}
