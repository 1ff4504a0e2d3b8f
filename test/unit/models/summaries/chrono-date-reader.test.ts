import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

/** A Tuesday. */
const tuesday = '2026-03-10';
const read = (text: string, prefer: 'past' | 'future', reference = tuesday) =>
  chronoDateReader.read(text, reference, prefer)?.date;

describe('days in what people write', () => {
  it.each([
    ['1:1 with Priya yesterday', '2026-03-09'],
    ['session on Friday', '2026-03-06'],
    ['last Monday', '2026-03-09'],
    ['workshop 12 Nov', '2025-11-12'],
    ['12/11/2025', '2025-11-12'],
    ['2026-03-02 coaching', '2026-03-02'],
    ['workshop today', '2026-03-10'],
    ['March 3rd', '2026-03-03'],
  ])('a session "%s" was on %s', (text, day) => expect(read(text, 'past')).toBe(day));

  it.each([
    ['by Friday', '2026-03-13'],
    ['next Tuesday', '2026-03-17'],
    ['tomorrow evening', '2026-03-11'],
    ['on Monday', '2026-03-16'],
    ['one complaint a day from Monday', '2026-03-16'],
    ['in a day', '2026-03-11'],
    ['in two weeks', '2026-03-24'],
    ['by the end of the week', '2026-03-13'],
    ['by the end of next week', '2026-03-20'],
    ['by end of the month', '2026-03-31'],
    ['12 Nov', '2026-11-12'],
    ['2 January', '2027-01-02'],
  ])('something due "%s" is due on %s', (text, day) => expect(read(text, 'future')).toBe(day));

  it.each([
    '1:1 with Priya',
    'at 3',
    'in five minutes I said',
    'give me a second',
    'Priya may know',
    'ring at 10:30',
    'the first win',
    'three calls a day',
    'before I name a day',
  ])('finds no day in "%s"', (text) => {
    expect(read(text, 'past')).toBeUndefined();
  });

  it('says where the words stand', () => {
    const text = 'Call Mrs. Okafor by Friday please';
    const found = chronoDateReader.read(text, tuesday, 'future');
    expect(found && text.slice(found.index, found.index + found.text.length)).toBe(found?.text);
    expect(found?.text).toContain('Friday');
  });
});
