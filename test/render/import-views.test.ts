import { toModal } from '../../src/bot/slack/modal.ts';
import type { ImportField, ImportLog, ImportPreview } from '../../src/coaching/imports/import.ts';
import type { Message } from '../../src/messages/message.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import { renderCard } from '../../src/messages/adaptive-card/render-card.ts';
import { maxCardBytes } from '../../src/messages/adaptive-card/limits.ts';
import {
  columnsAForm,
  doubledColumns,
  formsFor,
  importColumnsForm,
  importKindForm,
  mappingFrom,
} from '../../src/messages/views/import-forms.ts';
import {
  importErrorsView,
  importListView,
  importPreviewView,
  importStateView,
} from '../../src/messages/views/imports.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const id = '7f4d9f1c-8f0a-4b9e-9d25-0d7c3a1b2c3d';
const logOf = (more: Partial<ImportLog> = {}): ImportLog => ({
  ...{
    id,
    organizationId: 'o',
    type: 'metrics',
    importedBy: 'u',
    fileName: 'Oct_*figures*.csv',
    fileSize: 9,
  },
  ...{
    fileHash: 'h',
    status: 'waiting',
    mapping: { columns: ['agent', 'day', null], dates: 'day-month-year' },
  },
  ...{ totalRows: 1_000_000, processedRows: 0, successfulRows: 0, failedRows: 0, skippedRows: 0 },
  rollbackAvailable: false,
  createdAt: new Date('2026-11-20T09:00:00Z'),
  ...more,
});
const fields: ImportField[] = [
  { key: 'agent', label: 'Person', aliases: [], required: true },
  { key: 'day', label: 'Day', aliases: [], required: true },
  { key: 'aht', label: 'Average handle time', aliases: [], required: false },
];
const previewOf = (more: Partial<ImportPreview> = {}): ImportPreview => ({
  log: logOf(),
  header: ['Agent', 'Date', 'Shoe size'],
  fields,
  sample: [
    { line: 2, cells: ['ana@x.test', '03/04/2026', '42'] },
    { line: 3, cells: ['=cmd()', '', '<b>'] },
  ],
  faults: [],
  missing: [],
  ...more,
});
const outcome = { written: 1_200, unchanged: 30, failed: 2 };
const wide = Array.from({ length: 60 }, (_, index) => `Column ${index} ${'long '.repeat(20)}`);
const manyFields = Array.from({ length: 99 }, (_, index): ImportField => ({
  ...{ key: `field_${index}`, label: `Figure ${index} of many`, aliases: [], required: false },
}));

const shownOf = (view: Message): string =>
  renderMessage(view)
    .map(({ blocks }) => visibleText({ text: '', blocks: blocks as unknown as Json[] }))
    .join('\n');

const views: [string, Message, (string | RegExp)[]][] = [
  [
    'a preview',
    importPreviewView(
      previewOf({
        outcome,
        dates: {
          order: 'day-month-year',
          certain: false,
          example: { cell: '03/04/2026', day: '2026-04-03' },
        },
        faults: [{ line: 7, column: 'Date', code: 'IMPORT_053', message: 'No such day.' }],
        duplicateOf: logOf({ status: 'success', completedAt: new Date('2026-11-19T10:00:00Z') }),
        notes: ['1 person would no longer get in (status TERMINATED).'],
      }),
      'Europe/London',
    ),
    [
      ...['Daily figures', '1,000,000', '03/04/2026 is read as', '3 Apr 2026', 'could be read otherwise'],
      ...['1,200 rows new or changed', '30 there already', '2 with faults', '→ Person', 'Shoe size'],
      ...[
        'Line 7, Date: No such day.',
        'same file was imported on Thu 19 Nov 2026, 10:00',
        'no longer get in',
      ],
      ...[
        'ana@x.test · 03/04/2026',
        'Nothing is written yet',
        'Import 1,200 rows',
        'Change columns',
        'Leave it',
      ],
      'Only you can see this',
    ],
  ],
  [
    'a preview of a file that is too large to be tried',
    importPreviewView(previewOf(), 'UTC'),
    ['too many rows to try out', /^Import/m],
  ],
  [
    'a preview without a required column',
    importPreviewView(
      previewOf({ missing: [fields[1] ?? fields[0]].filter((one) => one !== undefined) }),
      'UTC',
    ),
    ['no column is chosen for', 'Day'],
  ],
  [
    'a preview of nothing new',
    importPreviewView(previewOf({ outcome: { written: 0, unchanged: 9, failed: 0 } }), 'UTC'),
    ['nothing to import'],
  ],
  [
    'a preview of faults alone',
    importPreviewView(previewOf({ outcome: { written: 0, unchanged: 0, failed: 9 } }), 'UTC'),
    ['No row can be taken'],
  ],
  [
    'a preview of sixty columns',
    importPreviewView(
      previewOf({
        header: wide,
        fields: manyFields,
        log: logOf({ mapping: { columns: wide.map((_, index) => `field_${index}`), dates: 'iso' } }),
        sample: [{ line: 2, cells: wide }],
        faults: Array.from({ length: 10 }, (_, line) => ({
          line,
          code: 'IMPORT_050',
          message: 'x'.repeat(300),
        })),
      }),
      'UTC',
    ),
    ['and 44 more', 'Columns 1–8'],
  ],
  ['one about to begin', importStateView(logOf({ status: 'validating' })), ['importing…']],
  [
    'one at work',
    importStateView(logOf({ status: 'processing', processedRows: 120_000 })),
    ['120,000 of 1,000,000 rows'],
  ],
  [
    'one that is done',
    importStateView(
      logOf({
        ...{
          status: 'partial_success',
          successfulRows: 5,
          skippedRows: 1,
          failedRows: 2,
          rollbackAvailable: true,
        },
        startedAt: new Date('2026-11-20T09:00:00Z'),
        completedAt: new Date('2026-11-20T09:00:12Z'),
      }),
    ),
    ['Imported:', '5 rows', '1 row', '2 rows', '12 seconds', 'Rows left out', 'Take it back'],
  ],
  [
    'one that failed',
    importStateView(logOf({ status: 'failed', failure: 'None of the rows could be taken.', failedRows: 3 })),
    ['could not be imported', 'None of the rows', 'Rows left out'],
  ],
  ['one that was left', importStateView(logOf({ status: 'cancelled' })), ['let the file go']],
  ['one that was taken back', importStateView(logOf({ status: 'rolled_back' })), ['Taken back']],
  ['the rows left out', importErrorsView(1), ['the row that I left out']],
  [
    'no imports',
    importListView([], { timezone: 'UTC', isAdmin: false }),
    ['imported nothing yet', 'you lead'],
  ],
  [
    'recent imports',
    importListView([logOf(), logOf({ status: 'success' })], { timezone: 'UTC', isAdmin: true }),
    ['waits for your yes', 'CSV or Excel', 'npx threadcoach import'],
  ],
];

it.each(views)('%s says what matters, and fits everywhere', (_, view, words) => {
  expectFitsEverywhere(view);
  const shown = shownOf(view);
  for (const word of words) {
    if (typeof word === 'string') expect(shown).toContain(word);
    else expect(shown).toMatch(word);
  }
  // A notification names neither a file nor a person.
  expect(view.summary).not.toMatch(/figures|\.csv|@/);
});

it.each(views)('%s has the same words in Teams', (_, view, words) => {
  const [first] = words;
  const cards = renderActivities(view)
    .map((activity) => JSON.stringify(activity))
    .join('\n');
  if (typeof first === 'string') expect(cards.replaceAll('\\\\', '')).toContain(first);
});

it.each([2, 3, 4])('preview %i has no button to import', (at) => {
  const [, view] = views[at] ?? [];
  expect(JSON.stringify(view?.blocks)).not.toContain('import.confirm');
});

describe('the form of columns', () => {
  const preview = previewOf({ header: wide, fields: manyFields });

  it('has as many columns as fit a modal and a card, and all of them over its pages', () => {
    const pages = [...Array(formsFor(preview)).keys()].map((page) => importColumnsForm(preview, page));
    for (const form of pages) {
      const carry = {
        context: form.context,
        place: { key: 'k', kind: 'direct', channelId: 'c' },
        handle: { teamId: 't' },
      };
      expect(
        refusalOfView(toModal(form, carry as Parameters<typeof toModal>[1]) as unknown as Json),
      ).toBeUndefined();
    }
    expect(pages.flatMap(({ fields: shown }) => shown.filter(({ name }) => name !== 'dates'))).toHaveLength(
      60,
    );
    expect(pages[0]?.fields).toHaveLength(columnsAForm + 1);
  });

  it('fits the card of Teams with the fields that there are', () => {
    const usual = importColumnsForm({ ...preview, fields: manyFields.slice(0, 30) }, 0);
    const view: Message = {
      view: 'import.form',
      summary: 'Columns',
      blocks: [{ kind: 'form', form: usual }],
    };
    expect(Buffer.byteLength(JSON.stringify(renderCard(view)), 'utf16le')).toBeLessThanOrEqual(
      maxCardBytes * 2,
    );
  });

  it('changes what it shows and leaves the rest, and two columns for one thing are refused', () => {
    const log = logOf();
    const mapping = mappingFrom(log, ['Agent', 'Date', 'Shoe size'], {
      'column-0': '-',
      'column-2': 'day',
      dates: 'iso',
    });
    expect(mapping).toEqual({ columns: [null, 'day', 'day'], dates: 'iso' });
    expect(doubledColumns(mapping)).toEqual({ 'column-2': 'Another column holds this already.' });
  });

  it('offers only kinds that the person may import', () => {
    const [field] = importKindForm({ log: logOf() }, ['metrics', 'profiles']).fields;
    expect(field?.type === 'select' ? field.options.map(({ label }) => label) : []).toEqual([
      'Daily figures',
      'Profiles',
    ]);
  });
});
