import {
  definitionOf,
  isMetric,
  metricKeys,
  type DailyFigures,
  type MetricKey,
} from '../performance/metric.ts';
import { lastAverage } from '../performance/plan-progress.ts';
import type { CriterionMark } from './plan-record.ts';

type Comparison = '>=' | '>' | '<=' | '<' | '=';

/** What a criterion's words mean where figures can tell. */
export type CriterionRule =
  { kind: 'figure'; metric: MetricKey; comparison: Comparison; value: number } | { kind: 'no-absences' };

export interface CriterionProgress {
  text: string;
  /** `by-hand`: no figure tells, and nobody has said so far. */
  state: 'met' | 'not-met' | 'unknown' | 'by-hand';
  /** What the state rests on. */
  basis?:
    | { kind: 'figure'; metric: MetricKey; value: number }
    | { kind: 'days'; days: number }
    | { kind: 'mark'; at: Date };
}

const otherNames: Readonly<Record<string, MetricKey>> = {
  'handle time': 'aht',
  'handling time': 'aht',
  'average handling time': 'aht',
  'talk time': 'aht',
  satisfaction: 'csat',
  'first contact resolution': 'fcr',
  qa: 'qa_score',
  overall: 'composite_score',
  'overall score': 'composite_score',
  composite: 'composite_score',
  'schedule adherence': 'adherence_score',
};
const byName = new Map<string, MetricKey>([
  ...metricKeys.flatMap((key): [string, MetricKey][] => {
    const spoken = key.replaceAll('_', ' ');
    return [
      [spoken, key],
      [spoken.replace(/ (?:score|rate)$/, ''), key],
      [definitionOf(key).label.toLowerCase(), key],
      [`${definitionOf(key).label.toLowerCase()} score`, key],
    ];
  }),
  ...Object.entries(otherNames),
]);

const comparisons: readonly (readonly [Comparison, string])[] = [
  ['>=', '>=|≥|=>|at least|no (?:less|lower) than|not (?:less than|below|under)|minimum(?: of)?'],
  ['<=', '<=|≤|=<|at most|no (?:more|higher|longer) than|not (?:more than|above|over)|up to|maximum(?: of)?'],
  ['>', '>|above|over|more than|higher than|greater than|exceeds?'],
  ['<', '<|below|under|less than|lower than|shorter than|fewer than'],
  ['=', '==?|equals?|exactly'],
];
const anyComparison = comparisons.map(([, pattern]) => pattern).join('|');
const expression = new RegExp(
  String.raw`^(?<name>[a-z][a-z_ ]*?)[ :]*(?<comparison>${anyComparison})?\s*(?<value>\d+(?:[.,]\d+)?)\s*(?<unit>%|percent|points?|s|secs?|seconds?|min(?:ute)?s?|h|hours?)?(?<better> or (?:better|more|higher|less|lower))?(?: on average)?$`,
);
const noAbsences =
  /^(?:no|zero|0|without(?: any)?)[ _](?:unplanned |unexcused |unannounced |more )?absences?$|^(?:full|perfect) attendance$/;

/** Words around a figure's name that change nothing: "keep the average quality score at …". */
function metricCalled(words: string): MetricKey | undefined {
  const spoken = words.trim().replaceAll('_', ' ').replaceAll(/\s+/g, ' ');
  const bare = spoken
    .replace(/^(?:(?:keep|reach|hold|have|maintain|bring|get|an?|the|their|daily|weekly) )+/, '')
    .replace(/(?: (?:is|are|stays?|remains?|of|at|to|be|must be|should be))+$/, '');
  return isMetric(words) ? words : (byName.get(bare) ?? byName.get(bare.replace(/^average /, '')));
}

/**
 * A figure and its bound, where the words say nothing else: `quality 90`, `service_score >= 85`, `handle time below 5 min`.
 * Without a comparison the figure's better side counts. Undefined: words that figures cannot tell.
 */
export function readFigureRule(text: string): Extract<CriterionRule, { kind: 'figure' }> | undefined {
  const words = text
    .trim()
    .replace(/^[-*•]\s*/, '')
    .replace(/[.;]+$/, '')
    .toLowerCase();
  const { name = '', comparison, value: number = '', unit = '' } = expression.exec(words)?.groups ?? {};
  const metric = metricCalled(name);
  if (metric === undefined) return undefined;
  const spoken = Number(number.replace(',', '.'));
  // People say minutes where the figure is kept in seconds.
  const value = definitionOf(metric).unit === ' s' && unit.startsWith('min') ? spoken * 60 : spoken;
  const { limits, better } = definitionOf(metric);
  if (limits !== undefined && (value < limits.min || value > limits.max)) return undefined;
  const written = comparisons.find(
    ([, pattern]) => comparison !== undefined && new RegExp(`^(?:${pattern})$`).test(comparison),
  );
  return {
    kind: 'figure',
    metric,
    comparison: written?.[0] ?? (better === 'lower' ? '<=' : '>='),
    value,
  };
}

export function readCriterion(text: string): CriterionRule | undefined {
  const words = text
    .trim()
    .replace(/[.;]+$/, '')
    .toLowerCase();
  return noAbsences.test(words) ? { kind: 'no-absences' } : readFigureRule(text);
}

/**
 * Whether a criterion is met: by the average of the last seven days with that figure since the plan began; no absences, where
 * attendance was 100 % on every day that has one; else as a leader said by hand.
 */
export function criterionProgress(
  text: string,
  days: readonly DailyFigures[],
  mark: CriterionMark | undefined,
): CriterionProgress {
  const rule = readCriterion(text);
  if (rule === undefined) {
    return mark === undefined
      ? { text, state: 'by-hand' }
      : { text, state: mark.met ? 'met' : 'not-met', basis: { kind: 'mark', at: mark.at } };
  }
  if (rule.kind === 'no-absences') {
    const measured = days.flatMap(({ values: { attendance_rate: rate } }) =>
      rate === undefined ? [] : [rate],
    );
    const absent = measured.filter((rate) => rate < 100).length;
    return measured.length === 0
      ? { text, state: 'unknown' }
      : { text, state: absent === 0 ? 'met' : 'not-met', basis: { kind: 'days', days: absent } };
  }
  const value = lastAverage(days, rule.metric);
  if (value === undefined) return { text, state: 'unknown' };
  return {
    text,
    state: holds(value, rule.comparison, rule.value) ? 'met' : 'not-met',
    basis: { kind: 'figure', metric: rule.metric, value },
  };
}

function holds(value: number, comparison: Comparison, bound: number): boolean {
  switch (comparison) {
    case '>=':
      return value >= bound;
    case '>':
      return value > bound;
    case '<=':
      return value <= bound;
    case '<':
      return value < bound;
    case '=':
      return Math.abs(value - bound) < 0.005;
  }
}
