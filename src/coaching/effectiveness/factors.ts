import type { Averages } from './measure.ts';
import type { Circumstances } from './ports.ts';

export const factorCodes = [
  'engaged',
  'receptive',
  'understood',
  'items_done',
  'attended',
  'not_engaged',
  'not_receptive',
  'not_understood',
  'items_overdue',
  'away',
] as const;
export type FactorCode = (typeof factorCodes)[number];

/** Of 1 to 5. */
const high = 4;
const low = 2;
/** Percent of attendance in the days after. */
const steadyAttendance = 95;
const lowAttendance = 85;

/** What may have contributed, and what may have hindered: from what was observed and what happened in the days after. */
export function factorsOf(
  { observed, items }: Circumstances,
  after: Averages,
): { success: FactorCode[]; failure: FactorCode[] } {
  const { engagement, receptiveness, understanding } = observed;
  const attendance = after.attendance_rate?.average;
  const success: [boolean, FactorCode][] = [
    [(engagement ?? 0) >= high, 'engaged'],
    [(receptiveness ?? 0) >= high, 'receptive'],
    [(understanding ?? 0) >= high, 'understood'],
    [items.completed > 0 && items.overdue === 0, 'items_done'],
    [attendance !== undefined && attendance >= steadyAttendance, 'attended'],
  ];
  const failure: [boolean, FactorCode][] = [
    [(engagement ?? high) <= low, 'not_engaged'],
    [(receptiveness ?? high) <= low, 'not_receptive'],
    [(understanding ?? high) <= low, 'not_understood'],
    [items.overdue > 0, 'items_overdue'],
    [attendance !== undefined && attendance < lowAttendance, 'away'],
  ];
  const those = (all: typeof success) => all.filter(([holds]) => holds).map(([, code]) => code);
  return { success: those(success), failure: those(failure) };
}
