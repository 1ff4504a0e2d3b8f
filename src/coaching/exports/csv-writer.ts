import { stringify } from 'csv-stringify/sync';
import type { ExportedSummary } from './export-document.ts';
import type { SummaryWriter } from './summary-writer.ts';

const columns = [
  'session_id',
  'session_date',
  'session_title',
  'session_type',
  'facilitator',
  'summary_id',
  'participant',
  'state',
  'version',
  'approved_at',
  'approved_by',
  'section',
  'line_id',
  'text',
  'owner',
  'due',
  'source',
  'evidence',
] as const;
type Row = Record<(typeof columns)[number], string>;

/**
 * A row a line of a summary (RFC 4180, UTF-8, with a header); a summary without lines is one row. A cell that a spreadsheet
 * would take for a formula (it begins with `=`, `+`, `-`, `@`, tab or carriage return, or their full-width forms) gets a
 * leading apostrophe: words from a transcript must never run.
 */
export function createCsvWriter(): SummaryWriter {
  const write = (rows: readonly Partial<Row>[], header: boolean): string =>
    stringify([...rows], {
      columns: [...columns],
      header,
      record_delimiter: 'windows',
      escape_formulas: true,
      // What looks like a number to a spreadsheet is still text.
      quoted_string: true,
    });
  return {
    start: () => write([], true),
    summary: (summary) => write(toRows(summary), false),
    end: () => '',
  };
}

function toRows({ session, lines, ...summary }: ExportedSummary): Partial<Row>[] {
  const common: Partial<Row> = {
    session_id: session.id,
    session_date: session.date,
    session_title: session.title,
    session_type: session.type,
    facilitator: session.facilitator,
    summary_id: summary.id,
    participant: summary.participant,
    state: summary.state,
    version: String(summary.version),
    approved_at: summary.approvedAt ?? '',
    approved_by: summary.approvedBy ?? '',
  };
  if (lines.length === 0) return [common];
  return lines.map((line) => ({
    ...common,
    section: line.section,
    line_id: line.id,
    text: line.text,
    owner: line.owner ?? '',
    due: line.due ?? '',
    source: line.source,
    evidence: (line.evidence ?? []).map(({ speaker, quote }) => `${speaker}: “${quote}”`).join('\n'),
  }));
}
