import { locateQuote } from '../../../../src/coaching/summaries/locate-quote.ts';
import type { DraftLine } from '../../../../src/coaching/summaries/ports.ts';
import { verifyLines } from '../../../../src/coaching/summaries/verify-lines.ts';

const segments = [
  { index: 0, speaker: 'Naomi', startMs: 0, text: 'How was the week?' },
  {
    index: 4,
    speaker: 'Priya',
    startMs: 9000,
    text: 'I’ll call  Mrs.\u00A0Okafor back by Friday, I promise.',
  },
  { index: 5, speaker: 'Priya', text: 'Yes.' },
];
const draft = (
  line: Partial<DraftLine> & { quotes?: readonly (readonly [number, string])[] },
): DraftLine => ({
  section: 'wins',
  text: 'Some line.',
  evidence: (line.quotes ?? []).map(([segment, quote]) => ({ segment, quote })),
  ...line,
});
const verify = (...lines: DraftLine[]) => verifyLines(lines, segments, (index) => `line-${index}`);

describe('a quote', () => {
  it.each([
    ["I'll call Mrs. Okafor back", 'I’ll call  Mrs.\u00A0Okafor back'],
    ['  by\nFriday, I promise. ', 'by Friday, I promise.'],
  ])('%j is found whatever the white space and quotation marks, and shown as it stands', (quote, found) => {
    expect(locateQuote(segments[1]!.text, quote)).toBe(found);
    expect(segments[1]!.text).toContain(found);
  });

  it.each([
    'call Mrs Okafor back',
    "I'LL CALL Mrs. Okafor",
    'back by Fri',
    'all Mrs. Okafor back',
    'by Friday',
    '',
    '…',
  ])('%j is not: other words, other case, parts of words, or too little', (quote) =>
    expect(locateQuote(segments[1]!.text, quote)).toBeUndefined(),
  );

  it('may be short when it is all that was said', () => expect(locateQuote('Yes.', 'Yes.')).toBe('Yes.'));
});

describe('verifying a draft', () => {
  it('keeps lines whose words stand in the transcript, with speaker and time', () => {
    const { lines, leftOut } = verify(
      draft({
        section: 'actions',
        text: 'Call  back.',
        owner: 'Priya',
        due: '2026-11-27',
        quotes: [[4, 'back by Friday, I promise']],
      }),
    );
    expect(leftOut).toBe(0);
    expect(lines).toEqual([
      {
        id: 'line-0',
        section: 'actions',
        text: 'Call back.',
        owner: 'Priya',
        due: '2026-11-27',
        evidence: [{ segment: 4, speaker: 'Priya', startMs: 9000, quote: 'back by Friday, I promise' }],
        source: 'transcript',
      },
    ]);
  });

  it('leaves out and counts what nobody said, and words from another segment', () => {
    const { lines, leftOut } = verify(
      draft({ quotes: [[4, 'I won the lottery last week']] }),
      draft({ text: 'Elsewhere.', quotes: [[0, 'back by Friday, I promise']] }),
      draft({ text: 'Nowhere.', quotes: [[99, 'How was the week?']] }),
      draft({ text: 'Without.', quotes: [] }),
      draft({ text: ' ', quotes: [[0, 'How was the week?']] }),
    );
    expect([lines, leftOut]).toEqual([[], 5]);
  });

  it('drops a failing quote and keeps the line for the others', () => {
    const { lines, leftOut } = verify(
      draft({
        quotes: [
          [4, 'made up by a model'],
          [0, 'How was the week?'],
        ],
      }),
    );
    expect(leftOut).toBe(0);
    expect(lines[0]?.evidence.map(({ quote }) => quote)).toEqual(['How was the week?']);
  });

  it('does not guess owner or due date, nor give them to other sections', () => {
    const { lines } = verify(
      draft({
        section: 'actions',
        text: 'One.',
        due: 'Friday',
        owner: ' ',
        quotes: [[0, 'How was the week?']],
      }),
      draft({ text: 'Two.', owner: 'Priya', due: '2026-11-27', quotes: [[0, 'How was the week?']] }),
    );
    expect(lines[0]).toMatchObject({ owner: 'unassigned', due: 'unassigned' });
    expect(lines[1]).not.toHaveProperty('owner');
  });

  it('keeps a line that comes twice once', () => {
    const twice = draft({ quotes: [[0, 'How was the week?']] });
    expect(verify(twice, twice)).toMatchObject({ lines: [{ id: 'line-0' }], leftOut: 0 });
  });
});
