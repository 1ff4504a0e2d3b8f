import {
  averageOf,
  definitionOf,
  metricKeys,
  type DailyFigures,
  type MetricKey,
} from '../performance/metric.ts';
import { shiftDay } from '../performance/own-scores.ts';
import type { Intervention } from './ports.ts';

/** Average of a figure, and on how many days it stood. */
export interface Averaged {
  average: number;
  days: number;
}
export type Averages = Readonly<Partial<Record<MetricKey, Averaged>>>;

/** Computed factors are codes; what the leader said stands after `said:`. */
export const saidPrefix = 'said:';

export interface MeasuredCase extends Required<Omit<Intervention, 'sessionId' | 'leaderId'>> {
  id: string;
  organizationId: string;
  sessionId?: string;
  /** Undefined: the account is gone. */
  leaderId?: string;
  before?: Averages;
  after?: Averages;
  /** Percent, for the better above zero. */
  improvement?: number;
  sustained30?: boolean;
  sustained90?: boolean;
  successFactors: readonly string[];
  failureFactors: readonly string[];
  recommended: boolean;
  /** `YYYY-MM-DD`; undefined: all is computed. */
  nextDueOn?: string;
}

/** What one measurement came to. */
export interface Measurement extends Pick<
  MeasuredCase,
  'before' | 'after' | 'improvement' | 'sustained30' | 'sustained90' | 'nextDueOn'
> {
  /** Codes; undefined: as they were. */
  factors?: { success: readonly string[]; failure: readonly string[] };
}

export const defaultDays = 14;
/** Days with figures that each side needs: fewer are weather. */
const fewestDays = 3;
/** Figures that come late, by an import, count so many days after a part was due. */
const openForDays = 30;
/** How often it is looked whether such figures came. */
const lookAgainDays = 7;
/** What is left of an improvement has to be at least this share of it, to be sustained. */
const sustainedShare = 0.5;

type Case = Pick<MeasuredCase, 'on' | 'days' | 'issue'>;

/** Days that are compared: the day of the intervention itself is neither before nor after. */
export function windowsOf({ on, days }: Pick<Case, 'on' | 'days'>) {
  const later = (from: number) => ({ from: shiftDay(on, from), to: shiftDay(on, from + days) });
  return {
    before: { from: shiftDay(on, -days), to: shiftDay(on, -1) },
    after: { from: shiftDay(on, 1), to: shiftDay(on, days) },
    after30: later(30),
    after90: later(90),
  };
}

/** The day after each window: its last day has its figures then. */
function dueDays(of: Pick<Case, 'on' | 'days'>) {
  const { after, after30, after90 } = windowsOf(of);
  return {
    first: shiftDay(after.to, 1),
    sustained30: shiftDay(after30.to, 1),
    sustained90: shiftDay(after90.to, 1),
  };
}

/** When the first part of an intervention can be measured. */
export const firstDueOn = (of: Pick<Case, 'on' | 'days'>): string => dueDays(of).first;

/**
 * How much better, percent of what it was before; below zero: worse. Undefined with fewer than three days on a side, for a
 * figure that has no better way, and where it was zero before.
 */
export function improvementOf(
  issue: MetricKey,
  before: Averaged | undefined,
  after: Averaged | undefined,
): number | undefined {
  const { better } = definitionOf(issue);
  if (before === undefined || after === undefined || better === undefined || before.average === 0)
    return undefined;
  if (before.days < fewestDays || after.days < fewestDays) return undefined;
  const change = ((after.average - before.average) / before.average) * 100;
  return rounded(better === 'lower' ? -change : change);
}

/** Whether it got better by at least what counts as a change of this figure (`steady` of `metric.ts`). */
export function hasHelped({
  issue,
  before,
  after,
}: Pick<MeasuredCase, 'issue' | 'before' | 'after'>): boolean {
  const improvement = improvementOf(issue, before?.[issue], after?.[issue]);
  if (improvement === undefined || improvement <= 0) return false;
  return (
    Math.abs((after?.[issue]?.average ?? 0) - (before?.[issue]?.average ?? 0)) >= definitionOf(issue).steady
  );
}

/**
 * What can be said of an intervention on this day. Each part is computed when its days are over, and again once a week for
 * 30 days, for figures that come late; after that it stands as it is.
 * @param known what was measured before
 * @param figures of the person, from the first day before to `today`
 */
export function measure(
  known: Case & Pick<MeasuredCase, 'before' | 'after' | 'improvement' | 'sustained30' | 'sustained90'>,
  figures: readonly DailyFigures[],
  today: string,
): Omit<Measurement, 'factors'> {
  const windows = windowsOf(known);
  const due = dueDays(known);
  const { issue } = known;
  const isOpen = (day: string) => day <= today && today <= shiftDay(day, openForDays);
  let { before, after, improvement, sustained30, sustained90 } = known;
  if (isOpen(due.first) || (due.first <= today && after === undefined)) {
    before = averagesIn(figures, windows.before);
    after = averagesIn(figures, windows.after);
    improvement = improvementOf(issue, before[issue], after[issue]);
  }
  const helped = hasHelped({ issue, ...(before && { before }), ...(after && { after }) });
  const stillBetter = (window: { from: string; to: string }): boolean | undefined => {
    if (!helped || improvement === undefined) return undefined;
    const then = improvementOf(issue, before?.[issue], averagesIn(figures, window)[issue]);
    return then === undefined ? undefined : then >= improvement * sustainedShare;
  };
  if (isOpen(due.sustained30) || (due.sustained30 <= today && sustained30 === undefined))
    sustained30 = stillBetter(windows.after30);
  if (isOpen(due.sustained90) || (due.sustained90 <= today && sustained90 === undefined))
    sustained90 = stillBetter(windows.after90);
  const nextDueOn = nextDue(Object.values(due), today);
  return {
    ...(before && { before }),
    ...(after && { after }),
    ...(improvement === undefined ? {} : { improvement }),
    ...(sustained30 === undefined ? {} : { sustained30 }),
    ...(sustained90 === undefined ? {} : { sustained90 }),
    ...(nextDueOn === undefined ? {} : { nextDueOn }),
  };
}

function nextDue(days: readonly string[], today: string): string | undefined {
  const again = shiftDay(today, lookAgainDays);
  const candidates = days.flatMap((day) => {
    if (day > today) return [day];
    return again <= shiftDay(day, openForDays) ? [again] : [];
  });
  return candidates.sort()[0];
}

function averagesIn(figures: readonly DailyFigures[], { from, to }: { from: string; to: string }): Averages {
  const days = figures.filter(({ day }) => day >= from && day <= to);
  return Object.fromEntries(
    metricKeys.flatMap((key) => {
      const average = averageOf(days, key);
      const counted = days.filter(({ values }) => values[key] !== undefined).length;
      return average === undefined ? [] : [[key, { average: rounded(average), days: counted }]];
    }),
  );
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
