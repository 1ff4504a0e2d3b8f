import { logWords, previewWords } from '../../../src/cli/commands/import-words.ts';
import type { ImportLog, ImportPreview } from '../../../src/coaching/imports/import.ts';
import { metricFields } from '../../../src/coaching/imports/kinds/metric-fields.ts';

const log: ImportLog = {
  id: '00000000-0000-4000-8000-000000000001',
  organizationId: '00000000-0000-4000-8000-000000000002',
  type: 'metrics',
  fileName: 'november.csv',
  fileSize: 100,
  fileHash: 'x',
  status: 'waiting',
  mapping: { columns: [null, 'date', null], dates: 'day-month-year' },
  totalRows: 12_000,
  processedRows: 0,
  successfulRows: 0,
  failedRows: 0,
  skippedRows: 0,
  rollbackAvailable: false,
  createdAt: new Date('2026-11-20T09:00:00Z'),
};
const [person] = metricFields([]);
const preview: ImportPreview = {
  log,
  header: ['Who', 'Day', 'Note'],
  fields: metricFields([]),
  sample: [{ line: 2, cells: ['Ann', '03/04/2026', 'fine'] }],
  outcome: { written: 11_000, unchanged: 900, failed: 100 },
  faults: [{ line: 7, column: 'Day', code: 'IMPORT_025', message: 'No day.' }],
  missing: person === undefined ? [] : [person],
  duplicateOf: { ...log, id: 'earlier', createdAt: new Date('2026-11-01T00:00:00Z') },
  dates: { order: 'day-month-year', certain: false, example: { cell: '03/04/2026', day: '2026-04-03' } },
};

describe('an import in the terminal', () => {
  it('shows how columns and days are read, what would happen, what is missing, and that it came before', () => {
    const words = previewWords(preview);
    for (const part of [
      'november.csv: 12,000 rows of metrics',
      'Day (date)',
      '(left out)',
      '03/04/2026 is 2026-04-03. They could be read the other way round: see --dates.',
      'The same file was imported on 2026-11-01 (earlier)',
      'No column holds: Person (person). Name one with --map.',
      'Would write 11,000 rows, find 900 unchanged, and leave out 100.',
      'line 7, Day: No day.',
    ])
      expect(words).toContain(part);
  });

  it('says what came of it, and what can be done next', () => {
    const done: ImportLog = {
      ...log,
      ...{ status: 'partial_success', successfulRows: 11_000, skippedRows: 900, failedRows: 100 },
      rollbackAvailable: true,
    };
    const words = logWords(done, preview.faults);
    expect(words).toContain(
      'november.csv: partial success\n11,000 rows written, 900 unchanged, 100 left out.',
    );
    expect(words).toContain(`import errors ${log.id}`);
    expect(words).toContain(`import rollback ${log.id}`);
    expect(logWords({ ...log, status: 'failed', failure: 'No rows.' })).not.toContain('rollback');
  });
});
