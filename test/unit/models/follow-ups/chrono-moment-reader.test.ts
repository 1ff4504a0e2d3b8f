import { chronoMomentReader } from '../../../../src/models/follow-ups/chrono-moment-reader.ts';

// A Friday.
const now = { date: '2026-11-20', time: '10:15' };

it.each([
  ['tomorrow at 9', '2026-11-21 09:00'],
  ['it tomorrow at 9', '2026-11-21 09:00'],
  ['Monday 8:30', '2026-11-23 08:30'],
  ['on Monday at 8.30', '2026-11-23 08:30'],
  ['next Monday at 9am', '2026-11-23 09:00'],
  ['tomorrow', '2026-11-21 09:00'],
  ['tomorrow afternoon', '2026-11-21 14:00'],
  ['Tuesday morning', '2026-11-24 09:00'],
  ['at 5', '2026-11-20 17:00'],
  ['at 9', '2026-11-21 09:00'],
  ['at 17:45', '2026-11-20 17:45'],
  ['tomorrow at 05:30', '2026-11-21 05:30'],
  ['3 December at noon', '2026-12-03 12:00'],
  ['2026-12-01 at 14:00', '2026-12-01 14:00'],
  ['in two hours', '2026-11-20 12:15'],
])('reads “%s”', (text, moment) => {
  const read = chronoMomentReader.read(text, now);
  expect(read && `${read.date} ${read.time}`).toBe(moment);
});

it.each(['to Dana', 'soon', ''])('finds no moment in “%s”', (text) => {
  expect(chronoMomentReader.read(text, now)).toBeUndefined();
});
