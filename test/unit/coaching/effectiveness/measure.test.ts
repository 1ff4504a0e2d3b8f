import { factorsOf } from '../../../../src/coaching/effectiveness/factors.ts';
import {
  firstDueOn,
  hasHelped,
  improvementOf,
  measure,
} from '../../../../src/coaching/effectiveness/measure.ts';
import type { DailyFigures } from '../../../../src/coaching/performance/metric.ts';
import { shiftDay } from '../../../../src/coaching/performance/own-scores.ts';

const on = '2026-03-02';
const handleTime = { on, days: 14, issue: 'aht' } as const;
/** Figures of handle time: what it was, `offset` days after the 1:1. */
const figuresOf = (at: (offset: number) => number | undefined): DailyFigures[] =>
  Array.from({ length: 130 }, (_unused, index) => index - 20).flatMap((offset) => {
    const aht = at(offset);
    return aht === undefined ? [] : [{ day: shiftDay(on, offset), values: { aht } }];
  });
const day = (offset: number) => shiftDay(on, offset);
const steadily = figuresOf((offset) => (offset < 0 ? 300 : offset === 0 ? 9_999 : 240));

describe('14 days before against 14 days after, without the day itself', () => {
  it('is due the day after the last of them, and compares averages in the better direction', () => {
    expect(firstDueOn(handleTime)).toBe('2026-03-17');
    const measured = measure(handleTime, steadily, '2026-03-17');
    expect(measured).toMatchObject({
      before: { aht: { average: 300, days: 14 } },
      after: { aht: { average: 240, days: 14 } },
      // A lower handle time is better.
      improvement: 20,
    });
    expect(measured).not.toHaveProperty('sustained30');
  });

  it('says nothing before its day', () => {
    expect(measure(handleTime, steadily, '2026-03-16')).toEqual({ nextDueOn: '2026-03-17' });
  });

  it('says no improvement with fewer than three days on a side', () => {
    const sparse = figuresOf((offset) => (offset < 0 ? 300 : offset === 2 || offset === 5 ? 240 : undefined));
    const measured = measure(handleTime, sparse, '2026-03-17');
    expect(measured).toMatchObject({ after: { aht: { average: 240, days: 2 } } });
    expect(measured).not.toHaveProperty('improvement');
    const enough = [...sparse, { day: day(6), values: { aht: 240 } }];
    expect(measure(handleTime, enough, '2026-03-17')).toMatchObject({ improvement: 20 });
  });

  it.each([
    ['aht', 300, 330, -10],
    ['quality_score', 80, 84, 5],
    ['quality_score', 80, 76, -5],
    ['csat', 4, 4.2, 5],
    // Neither way is better.
    ['calls_handled', 40, 50, undefined],
    ['fcr', 0, 50, undefined],
  ] as const)('%s from %d to %d is %s percent', (issue, before, after, percent) => {
    const side = (average: number) => ({ average, days: 10 });
    expect(improvementOf(issue, side(before), side(after))).toBe(percent);
  });

  it('helped only where it moved by what counts as a change of that figure', () => {
    const sides = (before: number, after: number) => ({
      issue: 'aht' as const,
      before: { aht: { average: before, days: 10 } },
      after: { aht: { average: after, days: 10 } },
    });
    expect(hasHelped(sides(300, 296))).toBe(false);
    expect(hasHelped(sides(300, 295))).toBe(true);
    expect(hasHelped(sides(300, 310))).toBe(false);
  });
});

describe('sustained after 30 and 90 days', () => {
  const first = measure(handleTime, steadily, '2026-03-17');
  const at = (figures: DailyFigures[], today: string) => measure({ ...handleTime, ...first }, figures, today);

  it('while at least half of the improvement is left', () => {
    const half = figuresOf((offset) => (offset < 0 ? 300 : offset < 30 ? 240 : offset < 90 ? 270 : 271));
    const after30 = at(half, day(45));
    expect(after30).toMatchObject({ sustained30: true });
    expect(after30).not.toHaveProperty('sustained90');
    expect(at(half, day(105))).toMatchObject({ sustained90: false });
  });

  it('is not said without figures by then, nor where nothing got better', () => {
    const ended = figuresOf((offset) => (offset > 20 ? undefined : offset < 0 ? 300 : 240));
    expect(at(ended, day(45))).not.toHaveProperty('sustained30');
    const worse = figuresOf((offset) => (offset < 0 ? 300 : 320));
    const none = measure(handleTime, worse, '2026-03-17');
    expect(measure({ ...handleTime, ...none }, worse, day(45))).not.toHaveProperty('sustained30');
  });
});

describe('figures that arrive later', () => {
  const first = measure(handleTime, steadily, '2026-03-17');
  const corrected = figuresOf((offset) => (offset < 0 ? 300 : 270));
  const again = (today: string) => measure({ ...handleTime, ...first }, corrected, today);

  it('count within 30 days, looked for once a week', () => {
    expect(first.nextDueOn).toBe('2026-03-24');
    expect(again('2026-03-24')).toMatchObject({ improvement: 10, nextDueOn: '2026-03-31' });
    expect(again('2026-04-16')).toMatchObject({ improvement: 10 });
  });

  it('and not after that', () => {
    expect(again('2026-04-17')).toMatchObject({ improvement: 20 });
  });

  it('measuring ends 30 days after the last part was due', () => {
    let today = firstDueOn(handleTime);
    let known = measure(handleTime, steadily, today);
    let rounds = 0;
    while (known.nextDueOn !== undefined && rounds < 50) {
      expect(known.nextDueOn > today).toBe(true);
      today = known.nextDueOn;
      known = measure({ ...handleTime, ...known }, steadily, today);
      rounds += 1;
    }
    expect(known).toMatchObject({ improvement: 20, sustained30: true, sustained90: true });
    expect(today <= day(105 + 30)).toBe(true);
  });
});

it('factors come from what was observed and what happened', () => {
  const attendance = (average: number) => ({ attendance_rate: { average, days: 10 } });
  expect(
    factorsOf(
      {
        observed: { engagement: 5, receptiveness: 3, understanding: 2 },
        items: { completed: 2, overdue: 0 },
      },
      attendance(97),
    ),
  ).toEqual({ success: ['engaged', 'items_done', 'attended'], failure: ['not_understood'] });
  expect(factorsOf({ observed: {}, items: { completed: 1, overdue: 1 } }, attendance(80))).toEqual({
    success: [],
    failure: ['items_overdue', 'away'],
  });
});
