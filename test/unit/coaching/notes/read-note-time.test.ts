import fc from 'fast-check';
import { readNoteTime } from '../../../../src/coaching/notes/read-note-time.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

/** A Friday, half past four in Zurich. */
const now = new Date('2026-11-20T15:30:00Z');
const read = (words: string, timezone = 'Europe/Zurich') =>
  readNoteTime(words, { now, timezone, dates: chronoDateReader });

it.each([
  ['great call yesterday at 3', '2026-11-19T14:00:00Z'],
  ['Yesterday at 11pm', '2026-11-19T22:00:00Z'],
  ['this morning she was late', '2026-11-20T08:00:00Z'],
  ['late this morning at 9:15', '2026-11-20T08:15:00Z'],
  ['today at 2pm handled it well', '2026-11-20T13:00:00Z'],
  ['on Monday skipped consent', '2026-11-16T11:00:00Z'],
  ['last Friday afternoon', '2026-11-13T13:00:00Z'],
  ['on 12 November at 10:40 great', '2026-11-12T09:40:00Z'],
  ['calm on the phone last night', '2026-11-19T19:00:00Z'],
  ['the call at 10:30 was great', '2026-11-20T09:30:00Z'],
  ['rude 2 hours ago', '2026-11-20T13:30:00Z'],
  ['left ten minutes early an hour ago', '2026-11-20T14:30:00Z'],
])('%s', (words, expected) => {
  expect(read(words)?.toISOString()).toBe(new Date(expected).toISOString());
});

it('is told by the clocks of the author', () => {
  expect(read('this morning', 'America/New_York')?.toISOString()).toBe('2026-11-20T14:00:00.000Z');
  expect(read('yesterday at 3', 'Asia/Tokyo')?.toISOString()).toBe('2026-11-20T06:00:00.000Z');
});

it.each([
  'steady work',
  'follow up on Friday',
  'promised to call back on Friday',
  'should practise next week',
  'will try by tomorrow',
  'since Monday always late',
  'handled 3 calls at 3',
  'took 10 minutes',
  'May did well',
  'changed desks today',
  'today at 5pm',
  'tomorrow',
])('says nothing about when: %s', (words) => {
  expect(read(words)).toBeUndefined();
});

it('is never a moment to come, whatever is written', () => {
  const parts = fc.constantFrom(
    ...'yesterday today tomorrow at 3 11pm 9:15 on Monday Friday last next this morning night 12 November in 5 minutes ago hours 2 an hour by'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (words) => {
      const at = read(words.join(' '));
      expect(at === undefined || at <= now).toBe(true);
    }),
  );
});
