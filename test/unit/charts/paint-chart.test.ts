import { paintChart } from '../../../src/charts/paint-chart.ts';
import type { Chart, ChartPoint } from '../../../src/messages/chart.ts';
import { readPng } from '../../support/png.ts';

const points = (from: number, values: readonly number[]): ChartPoint[] =>
  values.map((value, index) => ({ day: `2026-11-${String(from + index).padStart(2, '0')}`, value }));
const chart = (change: Partial<Chart> = {}): Chart => ({
  title: 'Composite score',
  unit: '',
  digits: 1,
  from: '2026-11-01',
  to: '2026-11-20',
  limits: { min: 0, max: 100 },
  series: [{ name: 'Composite score', points: points(1, [78, 80, 79, 84, 83.5, 86]) }],
  ...change,
});

/** Points of about this colour: edges are soft. */
const pointsOf = async (painted: Chart, colour: readonly [number, number, number]): Promise<number> =>
  readPng(await paintChart(painted)).count(colour, 12);
const white = [255, 255, 255] as const;
const all = 1_000 * 500;
const blue = [0, 114, 178] as const;
const orange = [213, 94, 0] as const;
const target = [74, 74, 74] as const;

describe('a chart as a picture', () => {
  it('is a PNG within what Teams and Slack take, light, and not blank', async () => {
    const png = await paintChart(chart());
    const pixels = readPng(png);
    expect([pixels.width, pixels.height]).toEqual([1_000, 500]);
    expect(png.length).toBeLessThan(60 * 1024);
    expect(pixels.at(0, 0)).toEqual(white);
    expect(pixels.at(999, 499)).toEqual(white);
    expect(all - pixels.count(white)).toBeGreaterThan(5_000);
  });

  it('is the same for the same figures, and another for others', async () => {
    const [one, same, other] = await Promise.all([
      paintChart(chart()),
      paintChart(chart()),
      paintChart(chart({ series: [{ name: 'Composite score', points: points(1, [78, 80]) }] })),
    ]);
    expect(Buffer.compare(one, same)).toBe(0);
    expect(Buffer.compare(one, other)).not.toBe(0);
  });

  it('writes with its own font: the same figures under another title are another picture', async () => {
    const [one, other] = await Promise.all([paintChart(chart()), paintChart(chart({ title: 'Quality' }))]);
    expect(Buffer.compare(one, other)).not.toBe(0);
  });

  it('draws each series in a colour of its own, and a line for the target', async () => {
    const two = chart({
      series: [
        { name: 'Quality', points: points(1, [70, 74, 72]) },
        { name: 'Service', points: points(1, [90, 88, 91]) },
      ],
    });
    expect(await pointsOf(two, blue)).toBeGreaterThan(500);
    expect(await pointsOf(two, orange)).toBeGreaterThan(500);
    expect(await pointsOf(chart(), orange)).toBe(0);
    expect(await pointsOf(chart({ target: 90 }), target)).toBeGreaterThan(
      (await pointsOf(chart(), target)) + 200,
    );
  });

  it('does not draw through days that nobody measured', async () => {
    const far = [...points(1, [80, 80]), ...points(18, [80, 80])];
    const near = [...points(1, [80, 80]), ...points(5, [80, 80])];
    const drawn = (series: ChartPoint[]) =>
      pointsOf(chart({ series: [{ name: 'Q', points: series }] }), blue);
    expect(await drawn(far)).toBeLessThan(await drawn(near));
  });

  it.each([
    ['no points', []],
    ['one point', points(3, [80])],
    ['the same value every day', points(3, [80, 80, 80])],
    ['only zeros', points(3, [0, 0])],
    ['values at the limits', points(3, [0, 100])],
  ])('is painted with %s', async (_name, series) => {
    const pixels = readPng(await paintChart(chart({ series: [{ name: 'Q', points: series }] })));
    expect(all - pixels.count(white)).toBeGreaterThan(1_000);
  });

  it('is painted for a single day', async () => {
    const day = { from: '2026-11-03', to: '2026-11-03', series: [{ name: 'Q', points: points(3, [80]) }] };
    expect(await pointsOf(chart(day), blue)).toBeGreaterThan(20);
  });
});
