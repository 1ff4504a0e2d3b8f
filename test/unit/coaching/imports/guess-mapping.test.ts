import { guessMapping } from '../../../../src/coaching/imports/guess-mapping.ts';
import type { ImportPreview } from '../../../../src/coaching/imports/import.ts';
import { metricFields } from '../../../../src/coaching/imports/kinds/metric-fields.ts';
import { readMapOptions } from '../../../../src/coaching/imports/read-map-options.ts';
import { thrownBy } from '../../../support/thrown.ts';

const fields = metricFields([{ id: 'c1', key: 'upsell_rate', label: 'Upsell rate' }]);
const guess = (table: Record<string, string[]>): Record<string, string | null> => {
  const header = Object.keys(table);
  const length = Math.max(...Object.values(table).map((cells) => cells.length));
  const rows = Array.from({ length }, (_, at) => ({
    line: at + 2,
    cells: header.map((name) => table[name]?.[at] ?? ''),
  }));
  const columns = guessMapping(header, fields, rows);
  return Object.fromEntries(header.map((name, at) => [name, columns[at] ?? null]));
};

describe('guessing what columns hold', () => {
  it('by key, label and other names, however they are written', () => {
    expect(
      guess({
        'E-Mail': ['a@x.test'],
        'Report Date': ['2026-11-18'],
        QUALITY_SCORE: ['80'],
        'First-Call Resolution (%)': ['80'],
        'avg handle time [s]': ['240'],
        upsellRate: ['3'],
        Comment: ['fine'],
      }),
    ).toEqual({
      ...{ 'E-Mail': 'person', 'Report Date': 'date', QUALITY_SCORE: 'quality_score' },
      ...{
        'First-Call Resolution (%)': 'fcr',
        'avg handle time [s]': 'aht',
        upsellRate: 'upsell_rate',
        Comment: null,
      },
    });
  });

  it('offers a near miss, but not of short names', () => {
    expect(guess({ Emial: ['a'], Quallity: ['80'], Prodctivity: ['70'], Chat: ['4'] })).toEqual({
      ...{ Emial: null, Quallity: 'quality_score', Prodctivity: 'productivity_score', Chat: null },
    });
  });

  it('lets the content decide between columns that name people, and uses each field once', () => {
    expect(
      guess({
        Agent: ['Ann Lee', 'Bob'],
        'Agent ID': ['E-17', 'E-18'],
        Email: ['a@x.test', 'b@x.test'],
        Date: ['2026-11-18'],
      }),
    ).toEqual({ Agent: null, 'Agent ID': null, Email: 'person', Date: 'date' });
    expect(guess({ Agent: ['Ann Lee', 'Bob'], 'Agent ID': ['E-17', 'E-18'] })).toEqual({
      ...{ Agent: null, 'Agent ID': 'person' },
    });
    expect(guess({ quality_score: ['80'], Quality: ['81'] })).toEqual({
      ...{ quality_score: 'quality_score', Quality: null },
    });
  });

  it('takes no words for figures, and no words for days', () => {
    expect(guess({ Quality: ['good', 'bad'], Day: ['Monday', 'Tuesday'] })).toEqual({
      Quality: null,
      Day: null,
    });
  });
});

describe('columns that somebody names', () => {
  // Safe cast: no more of it is read.
  const preview = {
    header: ['Who', 'When', 'Quality'],
    fields,
    log: { mapping: { columns: [null, 'date', 'quality_score'], dates: 'iso' } },
  } as unknown as ImportPreview;

  it('go before the guess', () => {
    expect(readMapOptions(preview, {})).toBeUndefined();
    expect(readMapOptions(preview, { map: ['who=person', 'Quality='], dates: 'month-day-year' })).toEqual({
      columns: ['person', 'date', null],
      dates: 'month-day-year',
    });
    expect(readMapOptions(preview, { map: ['Who=quality_score'] })?.columns).toEqual([
      'quality_score',
      'date',
      null,
    ]);
    // By any name of the field.
    expect(readMapOptions(preview, { map: ['Quality=Average-handle time'] })?.columns).toEqual([
      null,
      'date',
      'aht',
    ]);
  });

  it.each(['Nobody=person', '=person', 'person'])('are told where %j names none', (entry) => {
    expect(thrownBy(() => readMapOptions(preview, { map: [entry] })).code).toBe('IMPORT_015');
  });
});
