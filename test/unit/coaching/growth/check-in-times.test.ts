import fc from 'fast-check';
import { checkInFrequencies } from '../../../../src/coaching/growth/goal.ts';
import { nextCheckIn } from '../../../../src/coaching/growth/next-check-in.ts';
import { readSchedule } from '../../../../src/coaching/growth/read-schedule.ts';
import { readTarget } from '../../../../src/coaching/growth/read-target.ts';
import { instantOf, wallTimeOf } from '../../../../src/coaching/follow-ups/wall-time.ts';
import { chronoMomentReader } from '../../../../src/models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

/** A Friday, ten in the morning. */
const now = { date: '2026-11-20', time: '10:00' };
const read = (text: string) =>
  readSchedule(text, { moments: chronoMomentReader, now, timezone: 'Europe/London' });

describe('when a person wants to be asked', () => {
  it.each([
    ['every other Friday at 9', 'biweekly', '2026-11-27T09:00'],
    ['every Friday morning', 'weekly', '2026-11-27T09:00'],
    ['on Fridays', 'weekly', '2026-11-27T09:00'],
    ['every two weeks on Monday at 14:30', 'biweekly', '2026-11-23T14:30'],
    ['every week on Tuesday afternoon', 'weekly', '2026-11-24T14:00'],
    ['each Thursday 16:00', 'weekly', '2026-11-26T16:00'],
    ['weekly', 'weekly', '2026-11-27T09:00'],
    ['fortnightly', 'biweekly', '2026-11-27T09:00'],
    // From the next Sunday, moved to a working day.
    ['once a month', 'monthly', '2026-12-21T09:00'],
    ['monthly on the 1st at 10', 'monthly', '2026-11-01T10:00'],
    // The last 31st that there was: November ends earlier.
    ['every month on the 31st', 'monthly', '2026-10-31T09:00'],
    ['tomorrow at 9', 'once', '2026-11-21T09:00'],
    ['in two weeks', 'once', '2026-12-04T09:00'],
    ['at 3', 'once', '2026-11-20T15:00'],
    ['Friday', 'once', '2026-11-27T09:00'],
  ])('%j', (text, every, first) => {
    const plan = read(text);
    expect([plan?.every, `${plan?.first.date ?? ''}T${plan?.first.time ?? ''}`]).toEqual([every, first]);
  });

  it.each(['every day', 'daily', 'every other month', 'the first Monday of the month', 'about it', ''])(
    '%j is asked back',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );
});

describe('the next check-in', () => {
  it('keeps its hour through the changes of the clocks', () => {
    const first = { date: '2027-03-19', time: '09:00' };
    const plan = { every: 'weekly', first } as const;
    const times = ['2027-03-19T12:00Z', '2027-03-26T12:00Z', '2027-04-02T12:00Z'].map((after) =>
      nextCheckIn(plan, new Date(after), 'Europe/London')?.toISOString(),
    );
    expect(times).toEqual([
      '2027-03-26T09:00:00.000Z',
      '2027-04-02T08:00:00.000Z',
      '2027-04-09T08:00:00.000Z',
    ]);
  });

  it('of the 31st is the last day of a shorter month, and the 31st again after it', () => {
    const plan = { every: 'monthly', first: { date: '2027-01-31', time: '09:00' } } as const;
    const days = ['2027-02-01', '2027-03-01', '2027-04-01'].map((after) =>
      nextCheckIn(plan, new Date(`${after}T00:00:00Z`), 'UTC')
        ?.toISOString()
        .slice(0, 10),
    );
    expect(days).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
  });

  it('that clocks never show is asked when they jump, and at its hour again the week after', () => {
    const plan = { every: 'weekly', first: { date: '2027-03-21', time: '01:30' } } as const;
    const gap = nextCheckIn(plan, new Date('2027-03-27T12:00Z'), 'Europe/London');
    expect(gap?.toISOString()).toBe('2027-03-28T01:00:00.000Z');
    const after = nextCheckIn(plan, gap ?? new Date(0), 'Europe/London');
    expect(wallTimeOf(after ?? new Date(0), 'Europe/London')).toEqual({ date: '2027-04-04', time: '01:30' });
  });

  it('is, in every zone, the first of its row after now: at its hour by the clocks there, none left out', () => {
    const zones = [
      'Europe/London',
      'America/New_York',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Pacific/Auckland',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'UTC',
    ];
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-28'), noInvalidDate: true });
    const minutes = fc.integer({ min: 0, max: 47 }).map((half) => half * 30);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...checkInFrequencies),
        day,
        minutes,
        day,
        (timezone, every, start, minute, after) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
          const first = { date: start.toISOString().slice(0, 10), time };
          const next = nextCheckIn({ every, first }, after, timezone);
          const begin = instantOf(first, timezone);
          if (next === undefined) return every === 'once' && begin <= after;
          if (next <= after) return false;
          if (next.getTime() === begin.getTime()) return true;
          const { date } = wallTimeOf(next, timezone);
          const back = nextCheckIn({ every, first }, new Date(next.getTime() - 1), timezone);
          const days = (Date.parse(date) - Date.parse(first.date)) / 86_400_000;
          const isInRow =
            every === 'monthly'
              ? Math.min(Number(first.date.slice(8)), 28) <= Number(date.slice(8))
              : days % (every === 'weekly' ? 7 : 14) === 0;
          const longest = { once: 0, weekly: 8, biweekly: 15, monthly: 32 }[every] * 86_400_000;
          const isNext = begin > after || next.getTime() - after.getTime() <= longest;
          const isAtItsHour = next.getTime() === instantOf({ date, time }, timezone).getTime();
          return isInRow && isNext && isAtItsHour && back?.getTime() === next.getTime();
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

describe('by when', () => {
  const dates = createDateReader();
  it.each([
    ['get better at closing calls by March', 'get better at closing calls', '2027-03-31'],
    ['get better at closing calls by 15 March', 'get better at closing calls', '2027-03-15'],
    ['shadow Ana on Thursday', 'shadow Ana', '2026-11-26'],
    ['learn Spanish in six months', 'learn Spanish', '2027-05-20'],
    ['handle 30 calls a day by the end of the quarter', 'handle 30 calls a day', '2026-12-31'],
    ['close ten deals in Q1', 'close ten deals', '2027-03-31'],
    ['be a team leader by 2028', 'be a team leader', '2028-12-31'],
    ['call Dana by Friday with the offer', 'call Dana by Friday with the offer', '2026-11-20'],
    ['read the book', 'read the book', undefined],
    ['organise the march', 'organise the march', undefined],
  ])('%j', (words, text, day) => {
    expect(readTarget(words, dates, now.date)).toEqual({ text, ...(day === undefined ? {} : { day }) });
  });
});
