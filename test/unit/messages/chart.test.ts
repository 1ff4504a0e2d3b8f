import { chartBlock, type Chart } from '../../../src/messages/chart.ts';

const chart = (change: Partial<Chart> = {}): Chart => ({
  title: 'Composite score',
  unit: '',
  digits: 1,
  from: '2026-11-01',
  to: '2026-11-20',
  series: [
    {
      name: 'Composite score',
      points: [
        { day: '2026-11-02', value: 78 },
        { day: '2026-11-05', value: 74.04 },
        { day: '2026-11-12', value: 86.26 },
        { day: '2026-11-20', value: 84 },
      ],
    },
  ],
  ...change,
});
const altOf = (change: Partial<Chart> = {}): string => chartBlock(chart(change)).alt;
const series = (...values: number[]) => [
  { name: 'Handle time', points: values.map((value, index) => ({ day: `2026-11-0${index + 1}`, value })) },
];

describe('a chart in words', () => {
  it('says first and last, the change, the lowest and the highest, with their days', () => {
    expect(altOf()).toBe(
      'Composite score, 1 Nov to 20 Nov. Composite score: 78 on 2 Nov, 84 on 20 Nov, up 6; lowest 74 on 5 Nov, highest 86.3 on 12 Nov.',
    );
  });

  it('says the unit, a fall and the target', () => {
    expect(
      altOf({ unit: ' s', digits: 0, title: 'Handle time', series: series(320, 300.4), target: 290 }),
    ).toBe(
      'Handle time, 1 Nov to 20 Nov. Handle time: 320 s on 1 Nov, 300 s on 2 Nov, down 20 s; lowest 300 s on 2 Nov, highest 320 s on 1 Nov. Target: 290 s.',
    );
  });

  it('takes differences of the numbers that it says', () => {
    expect(altOf({ digits: 0, series: series(80.4, 80.6) })).toContain('80 on 1 Nov, 81 on 2 Nov, up 1;');
    expect(altOf({ digits: 0, series: series(80.1, 80.4) })).toContain(
      '80 on 1 Nov, 80 on 2 Nov, no change;',
    );
  });

  it('says that there is one value, or none', () => {
    expect(altOf({ series: series(80) })).toContain('Handle time: 80 on 1 Nov.');
    expect(altOf({ series: series() })).toContain('Handle time: no figures.');
  });
});
