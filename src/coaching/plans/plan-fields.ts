import { differenceInCalendarDays, parseISO } from 'date-fns';
import { definitionOf } from '../performance/metric.ts';
import { planCheckIns, type ActionPlan, type PlanTarget } from '../performance/plan.ts';
import { isDay } from '../summaries/verify-lines.ts';
import { shiftDay } from '../performance/own-scores.ts';
import { readFigureRule } from './criteria.ts';
import { planFieldInvalid } from './plan-errors.ts';

/** What a leader writes down; the rest is computed or decided. */
export type PlanFields = Pick<
  ActionPlan,
  'reason' | 'startOn' | 'targetEndOn' | 'targets' | 'mandatory' | 'recommended' | 'checkIn'
>;

export const planLimits = {
  reason: 2_000,
  words: 2_000,
  targets: 8,
  criteria: 12,
  criterion: 200,
  daysAtLeast: 7,
  daysAtMost: 365,
} as const;

/** Lengths that are offered; the form's own value for another end. */
export const planLengths = [30, 60, 90] as const;

/** As people type them, from a form or the command line. */
export interface PlanFieldsText {
  reason: string;
  /** `YYYY-MM-DD` */
  startOn: string;
  /** Days; counts where no end is given. */
  length?: number;
  endOn?: string;
  /** One a line: `quality 90`, `handle time below 300 s`. */
  targets: string;
  /** One a line. */
  mandatory: string;
  recommended: string;
  checkIn: string;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•☐]|\d+[.)])\s+/u, '').trim())
    .filter((line) => line !== '');

/**
 * @param today a new plan cannot begin before
 * @throws AppError PLAN_004 for the first field that cannot be used; `faultsOf` tells of all
 */
export function readPlanFields(text: PlanFieldsText, today: string): PlanFields {
  const [fault] = Object.values(faultsOf(text, today));
  if (fault !== undefined) throw fault;
  const { startOn } = text;
  return {
    reason: text.reason.trim(),
    startOn,
    targetEndOn: endOf(text),
    targets: linesOf(text.targets).flatMap(readTarget),
    mandatory: linesOf(text.mandatory),
    recommended: linesOf(text.recommended),
    checkIn: planCheckIns.find((one) => one === text.checkIn) ?? 'weekly',
  };
}

type PlanField = 'reason' | 'startOn' | 'endOn' | 'targets' | 'mandatory' | 'recommended';

/** What is wrong, by field, with its cure. */
export function faultsOf(
  text: PlanFieldsText,
  today: string,
): Partial<Record<PlanField, ReturnType<typeof planFieldInvalid>>> {
  const faults: Partial<Record<PlanField, ReturnType<typeof planFieldInvalid>>> = {};
  const reason = text.reason.trim();
  if (reason === '') faults.reason = planFieldInvalid('reason', 'Say in a sentence or two what it is about.');
  if (reason.length > planLimits.reason)
    faults.reason = planFieldInvalid('reason', `Please stay under ${planLimits.reason} characters.`);
  if (!isDay(text.startOn) || text.startOn < today)
    faults.startOn = planFieldInvalid('start', 'Choose a day from today on, like 2026-11-23.');
  else {
    const days = isDay(endOf(text))
      ? differenceInCalendarDays(parseISO(endOf(text)), parseISO(text.startOn))
      : 0;
    if (days < planLimits.daysAtLeast || days > planLimits.daysAtMost)
      faults.endOn = planFieldInvalid(
        'end',
        `A plan runs for ${planLimits.daysAtLeast} days at least, and for a year at most.`,
      );
  }
  const targets = linesOf(text.targets);
  const unread = targets.find((line) => readTarget(line).length === 0);
  const metrics = targets.flatMap(readTarget).map(({ metric }) => metric);
  if (unread !== undefined)
    faults.targets = planFieldInvalid(
      'targets',
      `I cannot read “${unread.slice(0, 80)}”. Write a figure and its target, such as “quality 90” or “handle time 300 s”.`,
    );
  else if (new Set(metrics).size < metrics.length || metrics.length > planLimits.targets)
    faults.targets = planFieldInvalid(
      'targets',
      `One target a figure, please, and ${planLimits.targets} at most.`,
    );
  for (const field of ['mandatory', 'recommended'] as const) {
    const lines = linesOf(text[field]);
    if (lines.length > planLimits.criteria || lines.some(({ length }) => length > planLimits.criterion))
      faults[field] = planFieldInvalid(
        'criteria',
        `At most ${planLimits.criteria} lines, please, each under ${planLimits.criterion} characters.`,
      );
    if (new Set(lines).size < lines.length)
      faults[field] = planFieldInvalid('criteria', 'One of these stands there twice. Once is enough.');
  }
  if (targets.length === 0 && linesOf(text.mandatory).length === 0)
    faults.targets ??= planFieldInvalid(
      'targets',
      'Name at least one target, or one thing that must be met.',
    );
  return faults;
}

const endOf = ({ startOn, endOn = '', length }: PlanFieldsText): string =>
  endOn === '' && length !== undefined && isDay(startOn) ? shiftDay(startOn, length) : endOn;

/** Only figures of which one side is better can be aimed at. */
function readTarget(line: string): PlanTarget[] {
  const rule = readFigureRule(line);
  return rule === undefined || definitionOf(rule.metric).better === undefined
    ? []
    : [{ metric: rule.metric, target: rule.value }];
}

/** As `readPlanFields` reads it: `aht 300`. */
export const targetLine = ({ metric, target }: PlanTarget): string => `${metric} ${target}`;
