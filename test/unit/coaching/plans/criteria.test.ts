import { criterionProgress, readCriterion } from '../../../../src/coaching/plans/criteria.ts';

const day = (date: string, values: Record<string, number>) => ({ day: date, values });
const days = [
  day('2026-11-16', { quality_score: 88, aht: 320, attendance_rate: 100 }),
  day('2026-11-17', { quality_score: 94, aht: 300, attendance_rate: 100 }),
];
const stateOf = (text: string) => criterionProgress(text, days, undefined).state;

describe('criteria that figures can tell', () => {
  it.each([
    ['service_score >= 85', 'service_score', '>=', 85],
    ['quality above 90', 'quality_score', '>', 90],
    ['Quality: 90', 'quality_score', '>=', 90],
    ['handle time below 5 minutes', 'aht', '<', 300],
    ['Average handle time 300 s', 'aht', '<=', 300],
    ['Keep the average quality score at least 90.', 'quality_score', '>=', 90],
    ['csat ≥ 4,2', 'csat', '>=', 4.2],
    ['attendance must be at least 95%', 'attendance_rate', '>=', 95],
    ['script adherence of 92 percent', 'script_adherence', '>=', 92],
    ['first call resolution more than 75 %', 'fcr', '>', 75],
  ])('%s', (text, metric, comparison, value) => {
    expect(readCriterion(text)).toEqual({ kind: 'figure', metric, comparison, value });
  });

  it.each(['no absences', 'no_absences', 'No unplanned absences.', 'zero absences'])('%s', (text) => {
    expect(readCriterion(text)).toEqual({ kind: 'no-absences' });
  });

  it.each([
    'complete_training',
    'Two side-by-side calls a week',
    'Two calls a week with quality above 90',
    'quality above 900',
    'Read the refund procedure 3 times',
    'positive feedback',
    'no absences without a call before 9',
  ])('%s is for a person to tell', (text) => {
    expect(readCriterion(text)).toBeUndefined();
    expect(stateOf(text)).toBe('by-hand');
  });

  it('are met or not by the last days with figures', () => {
    expect(stateOf('quality above 90')).toBe('met');
    expect(stateOf('quality above 91')).toBe('not-met');
    expect(stateOf('aht at most 310')).toBe('met');
    expect(stateOf('csat at least 4')).toBe('unknown');
  });

  it('no absences means 100 % on every day that has a figure', () => {
    expect(stateOf('no absences')).toBe('met');
    const absent = [...days, day('2026-11-18', { attendance_rate: 0 })];
    expect(criterionProgress('no absences', absent, undefined)).toMatchObject({
      state: 'not-met',
      basis: { days: 1 },
    });
    expect(criterionProgress('no absences', [], undefined).state).toBe('unknown');
  });

  it('what a leader said counts where no figure tells, and nowhere else', () => {
    const mark = { met: true, at: new Date('2026-11-18T10:00:00Z') };
    expect(criterionProgress('complete_training', days, mark).state).toBe('met');
    expect(criterionProgress('quality above 91', days, mark).state).toBe('not-met');
  });
});
