import fc from 'fast-check';
import { instantOf, wallTimeOf } from '../../../../src/coaching/follow-ups/wall-time.ts';
import { isInShift } from '../../../../src/coaching/one-on-ones/check-time.ts';
import { isToComplete } from '../../../../src/coaching/one-on-ones/one-on-one.ts';
import { readMeetingDetails } from '../../../../src/coaching/one-on-ones/read-meeting-words.ts';
import { splitTime } from '../../../../src/coaching/one-on-ones/split-time.ts';
import { chronoMomentReader } from '../../../../src/models/follow-ups/chrono-moment-reader.ts';

const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Chatham',
  'Africa/Casablanca',
];

describe('the time of a 1:1', () => {
  it('is what the leader’s clocks show, also at half past two when they change', () => {
    const months = ['January', 'March', 'April', 'October', 'November'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...months),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('02:30', '01:30', '15:00'),
        (timezone, month, day, time) => {
          const { when } = readMeetingDetails(`${day} ${month} 2027 at ${time}`, chronoMomentReader, {
            date: '2026-11-20',
            time: '09:00',
          });
          if (when === undefined) throw new Error('no time');
          expect(when.time).toBe(time);
          const shown = wallTimeOf(instantOf(when, timezone), timezone);
          // An hour that does not exist becomes the first moment after it, on the same day.
          expect(shown.date).toBe(when.date);
          expect(shown.time >= time).toBe(true);
          expect(shown.time <= '03:00' || shown.time === time).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('02:30 in the night in which it does not exist is 03:00', () => {
    const at = instantOf({ date: '2027-03-28', time: '02:30' }, 'Europe/Zurich');
    expect(wallTimeOf(at, 'Europe/Zurich')).toEqual({ date: '2027-03-28', time: '03:00' });
  });
});

describe('working hours', () => {
  const works = (shiftPattern: string | undefined, at: string, minutes = 30) =>
    isInShift(
      { timezone: 'Europe/London', ...(shiftPattern === undefined ? {} : { shiftPattern }) },
      new Date(at),
      minutes,
    );
  it.each([
    ['Mon-Fri 08:30-16:30', '2026-11-26T09:00Z', 30, true],
    ['Mon-Fri 08:30-16:30', '2026-11-26T16:15Z', 30, false],
    ['Mon-Fri 08:30-16:30', '2026-11-28T09:00Z', 30, false],
    ['Tue-Sat 10:00-18:00', '2026-11-28T10:00Z', 60, true],
    ['Fri-Mon 9:00-17:00', '2026-11-22T09:00Z', 60, true],
    ['Fri-Mon 9:00-17:00', '2026-11-24T09:00Z', 60, false],
    ['Mon-Fri 22:00-06:00', '2026-11-26T23:30Z', 60, true],
    ['Mon-Fri 22:00-06:00', '2026-11-26T12:00Z', 60, false],
    ['Rotating', '2026-11-26T12:00Z', 60, true],
    [undefined, '2026-11-26T21:00Z', 60, false],
  ])('%s at %s, %d minutes: %s', (pattern, at, minutes, expected) => {
    expect(works(pattern, at, minutes)).toBe(expected);
  });
});

describe('splitting the time', () => {
  it('adds up to all of it, in whole minutes, and gives each topic some where there is enough', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 480 }),
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }),
        (minutes, weights) => {
          const parts = splitTime(minutes, weights);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(minutes);
          expect(
            parts.every((part) => Number.isInteger(part) && part >= (minutes >= weights.length ? 1 : 0)),
          ).toBe(true);
        },
      ),
    );
  });
});

describe('what became of it', () => {
  const at = new Date('2026-11-20T09:00Z');
  it.each([
    ['scheduled', '2026-11-21T08:59Z', false],
    ['scheduled', '2026-11-21T09:01Z', true],
    ['held', '2026-11-20T10:00Z', true],
    ['cancelled', '2026-11-25T10:00Z', false],
  ] as const)('%s at %s is asked: %s', (status, now, expected) => {
    expect(isToComplete({ status, at }, new Date(now))).toBe(expected);
  });
});
