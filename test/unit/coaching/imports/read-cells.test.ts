import { escapeFormula, isFormula, unescapeFormula } from '../../../../src/coaching/imports/formula.ts';
import { guessDateOrder, readDay } from '../../../../src/coaching/imports/read-day.ts';
import {
  isNothing,
  plainNumber,
  readClock,
  readNumber,
} from '../../../../src/coaching/imports/read-number.ts';
import { screenRows } from '../../../../src/coaching/imports/screen-rows.ts';

describe('days in three formats', () => {
  it.each([
    ['2026-04-03', 'month-day-year', '2026-04-03'],
    ['2026/4/3', 'day-month-year', '2026-04-03'],
    ['2026-04-03T08:15:00Z', 'iso', '2026-04-03'],
    ['2026-04-03 00:00:00', 'iso', '2026-04-03'],
    ['03/04/2026', 'day-month-year', '2026-04-03'],
    ['03/04/2026', 'month-day-year', '2026-03-04'],
    ['3.4.26', 'day-month-year', '2026-04-03'],
    ['4-3-2026 09:30', 'month-day-year', '2026-04-03'],
    [' 29/02/2024 ', 'day-month-year', '2024-02-29'],
    ['29/02/2026', 'day-month-year', undefined],
    ['13/04/2026', 'month-day-year', undefined],
    ['03/04/2026', 'iso', undefined],
    ['2026-13-01', 'iso', undefined],
    ['yesterday', 'iso', undefined],
    ['46344', 'iso', undefined],
  ] as const)('%s as %s', (cell, order, day) => {
    expect(readDay(cell, order)).toBe(day);
  });

  it.each([
    [
      'one cell decides',
      ['03/04/2026', '13/04/2026', '01/02/2026'],
      { order: 'day-month-year', certain: true },
    ],
    [
      'so does one that only fits the other way',
      ['03/04/2026', '04/13/2026'],
      { order: 'month-day-year', certain: true },
    ],
    ['years in front', ['2026-04-03', ''], { order: 'iso', certain: true }],
    ['nothing decides', ['03/04/2026', '05/06/2026'], { order: 'day-month-year', certain: false }],
    [
      'only one reading is not in the future',
      ['11/03/2026', '11/12/2026'],
      { order: 'month-day-year', certain: false },
    ],
  ] as const)('guesses the order: %s', (_, cells, guess) => {
    expect(guessDateOrder(cells, '2026-11-21')).toEqual(guess);
  });
});

describe('numbers as people write them', () => {
  it.each([
    ['87.5', '87.5'],
    ['87,5', '87.5'],
    ['87,5 %', '87.5'],
    [' 1 234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1’234.5', '1234.5'],
    ['+5', '5'],
    ['-0,5', '-0.5'],
    ['.5', '0.5'],
    ['85,123', '85.123'],
  ])('%s', (cell, text) => {
    expect(readNumber(cell)).toBe(text);
  });

  it('takes one group of three for thousands where whole numbers are wanted', () => {
    expect([readNumber('1,234', { whole: true }), readNumber('1.234', { whole: true })]).toEqual([
      '1234',
      '1234',
    ]);
  });

  it.each(['', 'abc', '1e5', '0x10', '1,2,3', '12 apples', '--5', '=1+1', '1/2', '1.2.3', 'NaN', 'Infinity'])(
    'takes %j for no number',
    (cell) => {
      expect(readNumber(cell)).toBeUndefined();
      expect(plainNumber(cell)).toBeNaN();
    },
  );

  it.each(['0', '7', '87.5', '0.05', '100', '99999'])('is quick about %s', (cell) => {
    expect(plainNumber(cell)).toBe(Number(cell));
  });
  it.each(['.', '5.', '1..2', '-1', '1234567890123456'])('is not quick about %s', (cell) => {
    expect(plainNumber(cell)).toBeNaN();
  });

  it('reads clocks as seconds, and dashes and n/a as nothing', () => {
    expect(['4:05', '1:04:05', '75:00', '4:65', '1:75:00', '4'].map(readClock)).toEqual([
      ...[245, 3845, 4500, undefined, undefined, undefined],
    ]);
    expect(['', ' ', '-', '—', 'n/a', 'NA', 'null', '0', 'x'].map(isNothing)).toEqual([
      ...[true, true, true, true, true, true, true, false, false],
    ]);
  });
});

describe('text that a spreadsheet would run', () => {
  const attacks = ['=1+1', '+cmd', '-2+3+cmd', '@SUM(A1)', '\tx', '\rx', ' =HYPERLINK("x")', '-', '=-1'];
  it('is told from signed numbers and phone numbers', () => {
    expect(attacks.filter((cell) => !isFormula(cell))).toEqual(['-']);
    expect(['-5', '+41 79 123 45 67', '-1,5 %', 'a=b', '', 'Ann', '- '].filter(isFormula)).toEqual([]);
  });

  it('is a fault in columns of text, also behind the apostrophe that we put there; figures say it otherwise', () => {
    const screen = { header: ['Name', 'Score'], text: [0] };
    const cells = (cell: string) => [{ line: 7, cells: [cell, '=1'] }];
    const { faults, good } = screenRows(screen, cells('=cmd|x'));
    expect(good).toEqual([]);
    expect(faults).toMatchObject([{ line: 7, column: 'Name', code: 'IMPORT_021' }]);
    expect(screenRows(screen, cells("'=cmd|x")).faults).toHaveLength(1);
    expect(screenRows(screen, cells("'twas")).good).toEqual(cells("'twas"));
  });

  it('comes out of escaping as it went in', () => {
    for (const cell of [...attacks, 'Ann', "'quoted'"]) {
      expect(unescapeFormula(escapeFormula(cell))).toBe(cell);
      expect(isFormula(escapeFormula(cell))).toBe(false);
    }
  });

  it('rows that are too long or short are faults of their own; empty cells too many are none', () => {
    const screen = { header: ['a', 'b'], text: [] };
    const { good, faults } = screenRows(screen, [
      { line: 2, cells: ['1', '2', '', ''] },
      { line: 3, cells: ['1', '2', '', 'x'] },
      { line: 4, cells: ['1'] },
    ]);
    expect(good).toEqual([{ line: 2, cells: ['1', '2'] }]);
    expect(faults.map(({ line, code }) => [line, code])).toEqual([
      [3, 'IMPORT_020'],
      [4, 'IMPORT_020'],
    ]);
  });
});
