import { parse } from 'csv-parse/sync';
import {
  exportDocumentSchema,
  type ExportedSummary,
} from '../../../../src/coaching/exports/export-document.ts';
import { formatOf, type ExportFormat } from '../../../../src/coaching/exports/summary-writer.ts';
import { thrownBy } from '../../../support/thrown.ts';

const summary = (texts: readonly string[], more: Partial<ExportedSummary> = {}): ExportedSummary => ({
  id: '00000000-0000-4000-8000-000000000001',
  participant: 'Priya Nair',
  state: 'approved',
  version: 3,
  approvedAt: '2026-10-15T09:00:00.000Z',
  approvedBy: 'Theo Lindt',
  session: {
    id: '00000000-0000-4000-8000-000000000002',
    title: '1:1 with Priya',
    date: '2026-10-14',
    type: 'REGULAR',
    facilitator: 'Theo Lindt',
  },
  leftOut: 0,
  lines: texts.map((text, at) => ({
    id: `line-${at}`,
    section: 'actions',
    text,
    owner: 'Priya Nair',
    due: '2026-10-20',
    source: 'transcript',
    evidence: [{ segment: 4, speaker: 'Priya Nair', startMs: 65_000, quote: 'I will, “really”.' }],
  })),
  ...more,
});

function write(format: ExportFormat, summaries: readonly ExportedSummary[]): string {
  const writer = formatOf(format).create();
  const header = {
    schemaVersion: 1,
    generatedAt: '2026-11-20T10:00:00.000Z',
    includes: { drafts: true, evidence: true },
  } as const;
  return writer.start(header) + summaries.map((one) => writer.summary(one)).join('') + writer.end();
}

describe('JSON', () => {
  it.each([0, 1, 3])('is one document of the published shape with %d summaries', (count) => {
    const summaries = Array.from({ length: count }, () => summary(['Call the client.']));
    const document: unknown = JSON.parse(write('json', summaries));
    expect(exportDocumentSchema.parse(document).summaries).toEqual(summaries);
  });
});

describe('CSV', () => {
  const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

  it('has a row a line, and each cell comes back as it was', () => {
    const text = 'Say "hello", then\ncall; über 20 %';
    const [row, ...others] = rowsOf(write('csv', [summary([text])]));
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      session_date: '2026-10-14',
      participant: 'Priya Nair',
      section: 'actions',
      text,
      due: '2026-10-20',
      evidence: 'Priya Nair: “I will, “really”.”',
    });
  });

  it.each(['=HYPERLINK("http://x","y")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])(
    'lets no spreadsheet run %j',
    (text) => {
      const [row] = rowsOf(write('csv', [summary([text], { participant: text })]));
      expect(row?.['text']).toBe(`'${text}`);
      expect(row?.['participant']).toBe(`'${text}`);
    },
  );

  it('has a row for a summary without lines, and a header when there is none at all', () => {
    expect(rowsOf(write('csv', [summary([])]))).toMatchObject([{ participant: 'Priya Nair', text: '' }]);
    expect(write('csv', [])).toMatch(/^"?session_id/);
  });
});

describe('Markdown', () => {
  it('shows words as they are, whatever they look like', () => {
    const text = write('markdown', [summary(['# not a heading\n- [x](https://evil.test) <b>*bold*</b>'])]);
    expect(text).toContain('## Priya Nair: 1:1 with Priya');
    expect(text).toContain('- \\# not a heading - \\[x\\](https://evil.test) \\<b\\>\\*bold\\*\\</b\\>');
    expect(text).toContain('“I will, “really”.” (Priya Nair, 01:05)');
    expect(text).toContain('Approved by Theo Lindt on Thu 15 Oct 2026');
  });

  it('says what is only a draft', () => {
    expect(write('markdown', [summary([], { state: 'draft' })])).toContain('Draft, version 3: not approved');
  });
});

it('names the formats there are', () => {
  expect(thrownBy(() => formatOf('xlsx'))).toMatchObject({ code: 'EXPORT_001' });
});
