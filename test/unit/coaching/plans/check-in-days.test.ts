import { workingDaysOf } from '../../../../src/coaching/people/working-days.ts';
import { checkInDays, nextCheckIn, openCheckIns } from '../../../../src/coaching/plans/check-in-days.ts';

/** From Friday 20 November 2026 on. */
const plan = { startOn: '2026-11-20', targetEndOn: '2026-12-11' } as const;
const weekdays = [1, 2, 3, 4, 5];

describe('working days', () => {
  it.each([
    ['Mon-Fri 09:30-18:00', weekdays],
    ['Wed-Sun 08:00-16:00', [3, 4, 5, 6, 7]],
    ['Sat to Tue', [1, 2, 6, 7]],
    ['Monday, Wed and Friday', [1, 3, 5]],
    ['Rotating', weekdays],
    [undefined, weekdays],
  ])('%s', (pattern, days) => {
    expect(workingDaysOf(pattern)).toEqual(days);
  });
});

describe('check-ins', () => {
  it('are daily on working days only', () => {
    const daily = checkInDays({ ...plan, targetEndOn: '2026-11-26', checkIn: 'daily' }, weekdays);
    expect(daily).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
  });

  it('are twice a week, apart from each other', () => {
    const twice = (days: readonly number[]) =>
      checkInDays({ ...plan, targetEndOn: '2026-11-29', checkIn: 'twice_weekly' }, days);
    expect(twice(weekdays)).toEqual(['2026-11-24', '2026-11-26']);
    expect(twice([6, 7])).toEqual(['2026-11-21', '2026-11-22', '2026-11-28', '2026-11-29']);
  });

  it('are weekly and every two weeks, on the next working day where the weekday is none', () => {
    expect(checkInDays({ ...plan, checkIn: 'weekly' }, weekdays)).toEqual([
      '2026-11-27',
      '2026-12-04',
      '2026-12-11',
    ]);
    expect(checkInDays({ ...plan, checkIn: 'weekly' }, [1, 2])).toEqual(['2026-11-30', '2026-12-07']);
    expect(checkInDays({ ...plan, checkIn: 'biweekly' }, weekdays)).toEqual(['2026-12-04']);
  });

  it('end with the plan', () => {
    expect(nextCheckIn({ ...plan, checkIn: 'weekly' }, weekdays, '2026-12-04')).toBe('2026-12-11');
    expect(nextCheckIn({ ...plan, checkIn: 'weekly' }, weekdays, '2026-12-11')).toBeUndefined();
  });

  it('that passed unheld are known, up to today', () => {
    const open = (today: string, nextCheckInOn?: string) =>
      openCheckIns({ ...plan, checkIn: 'weekly', nextCheckInOn }, weekdays, today);
    expect(open('2026-11-26', '2026-11-27')).toEqual([]);
    expect(open('2026-12-05', '2026-11-27')).toEqual(['2026-11-27', '2026-12-04']);
    expect(open('2026-12-05')).toEqual([]);
  });
});
