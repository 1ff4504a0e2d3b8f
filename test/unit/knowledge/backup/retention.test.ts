import fc from 'fast-check';
import type { ExportRecord } from '../../../../src/coaching/knowledge/backup-ports.ts';
import { exportWindowStart, isExportDue } from '../../../../src/knowledge/backup/daily-export.ts';
import { expiredExports } from '../../../../src/knowledge/backup/retention.ts';
import { newId } from '../../../../src/shared/ids.ts';

const dayMs = 86_400_000;
const now = new Date('2026-11-20T12:00:00Z');

const record = (
  id: string,
  daysAgo: number,
  parentId?: string,
  state: ExportRecord['state'] = 'verified',
): ExportRecord => ({
  id,
  organizationId: 'o',
  kind: parentId === undefined ? 'full' : 'incremental',
  schemaVersion: 1,
  until: new Date(now.getTime() - daysAgo * dayMs),
  location: '/x',
  files: [],
  rows: 0,
  bytes: 0,
  state,
  ...(parentId === undefined ? {} : { parentId }),
});

describe('exports that may go', () => {
  it('are those beyond the limit that nothing rests on', () => {
    const records = [
      record('f1', 100),
      record('i1', 95, 'f1'),
      record('f2', 93),
      record('i2', 92, 'f2'),
      record('i3', 80, 'i2'),
      record('f3', 70),
    ];
    expect(expiredExports(records, now, 90).map(({ id }) => id)).toEqual(['f1', 'i1']);
  });

  it('never are the newest whole one, or one that is being written', () => {
    const records = [
      record('f', 400),
      record('i', 300, 'f'),
      record('failed', 200, undefined, 'failed'),
      record('w', 150, undefined, 'writing'),
    ];
    expect(expiredExports(records, now, 90).map(({ id }) => id)).toEqual(['failed']);
  });

  it('leave every export that stays with everything that it rests on', () => {
    const chains = fc.array(
      fc.tuple(fc.nat(200), fc.boolean(), fc.constantFrom('verified', 'complete', 'failed')),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(chains, (steps) => {
        let last: string | undefined;
        const records = steps
          .sort(([x], [y]) => y - x)
          .map(([daysAgo, full, state], at) => {
            const made = record(String(at), daysAgo, full ? undefined : last, state);
            last = made.id;
            return made;
          });
        const gone = new Set(expiredExports(records, now, 90).map(({ id }) => id));
        for (const { id, parentId, until } of records) {
          if (gone.has(id)) expect(until.getTime()).toBeLessThan(now.getTime() - 90 * dayMs);
          else expect(gone.has(parentId ?? '')).toBe(false);
        }
      }),
    );
  });
});

describe('the daily export', () => {
  it('falls due once a day between three and four, at another minute for each organisation', () => {
    const starts = Array.from({ length: 200 }, () => exportWindowStart(newId(), now));
    for (const start of starts) {
      expect(start.toISOString()).toMatch(/^2026-11-20T03:\d\d:00.000Z$/u);
    }
    expect(new Set(starts.map(Number)).size).toBeGreaterThan(20);
    const early = new Date('2026-11-20T02:00:00Z');
    expect(exportWindowStart('o', early).toISOString()).toMatch(/^2026-11-19T03:/u);
  });

  it('is due until one was read back, and after a failure only an hour later', () => {
    const fresh = (state: ExportRecord['state']): ExportRecord => record('x', 1 / 96, undefined, state);
    expect(isExportDue('o', [], now)).toBe(true);
    expect(isExportDue('o', [record('x', 2)], now)).toBe(true);
    expect(isExportDue('o', [fresh('complete')], now)).toBe(true);
    expect(isExportDue('o', [fresh('verified')], now)).toBe(false);
    expect(isExportDue('o', [fresh('failed')], now)).toBe(false);
    expect(isExportDue('o', [fresh('failed')], new Date(now.getTime() + 3_600_000))).toBe(true);
  });
});
