import type { ImportLog, ImportPreview, RowFault } from '../../coaching/imports/import.ts';
import { table } from '../output.ts';

const count = (rows: number): string => rows.toLocaleString('en');
const rowsOf = (rows: number): string => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;
const sampleRows = 3;

const faultLine = ({ line, column, message }: RowFault): string =>
  `line ${line}${column === undefined ? '' : `, ${column}`}: ${message}`;

export const previewDocument = ({
  log,
  header,
  outcome,
  faults,
  missing,
  duplicateOf,
  dates,
}: ImportPreview) => ({
  id: log.id,
  type: log.type,
  status: log.status,
  rows: log.totalRows,
  columns: header.map((heading, index) => ({ header: heading, field: log.mapping.columns[index] ?? null })),
  dates: dates ?? null,
  outcome: outcome ?? null,
  missing: missing.map(({ key }) => key),
  faults,
  duplicateOf: duplicateOf === undefined ? null : { id: duplicateOf.id, at: duplicateOf.createdAt },
});

export function previewWords(preview: ImportPreview): string {
  const { log, header, fields, sample, outcome, faults, missing, duplicateOf, dates } = preview;
  const labels = new Map(fields.map(({ key, label }) => [key, label]));
  const columns = header.map((heading, index) => {
    const key = log.mapping.columns[index] ?? undefined;
    return [
      heading,
      key === undefined ? '(left out)' : `${labels.get(key) ?? key} (${key})`,
      sample
        .slice(0, sampleRows)
        .map(({ cells }) => cells[index] ?? '')
        .join(' | '),
    ];
  });
  const lines = [
    `${log.fileName}: ${rowsOf(log.totalRows)} of ${log.type}`,
    '',
    table(['Column', 'Read as', 'First rows'], columns),
    '',
  ];
  if (dates?.example !== undefined)
    lines.push(
      `Days are read as ${dates.order.replaceAll('-', ', ')}: ${dates.example.cell} is ${dates.example.day}.${dates.certain ? '' : ' They could be read the other way round: see --dates.'}`,
    );
  if (duplicateOf !== undefined)
    lines.push(
      `The same file was imported on ${duplicateOf.createdAt.toISOString().slice(0, 10)} (${duplicateOf.id}); rows that did not change are skipped.`,
    );
  if (missing.length > 0)
    lines.push(
      `No column holds: ${missing.map(({ label, key }) => `${label} (${key})`).join(', ')}. Name one with --map.`,
    );
  if (outcome !== undefined)
    lines.push(
      `Would write ${rowsOf(outcome.written)}, find ${count(outcome.unchanged)} unchanged, and leave out ${count(outcome.failed)}.`,
    );
  return [...lines, ...faults.map((fault) => `  ${faultLine(fault)}`)].join('\n');
}

export const logDocument = (log: ImportLog) => ({
  id: log.id,
  type: log.type,
  file: log.fileName,
  status: log.status,
  rows: log.totalRows,
  processed: log.processedRows,
  written: log.successfulRows,
  unchanged: log.skippedRows,
  failed: log.failedRows,
  failure: log.failure ?? null,
  createdAt: log.createdAt,
  completedAt: log.completedAt ?? null,
  canBeTakenBack: log.rollbackAvailable,
});

export function logWords(log: ImportLog, faults: readonly RowFault[] = []): string {
  const { fileName, status, successfulRows, skippedRows, failedRows, failure, id } = log;
  const shown = faults.length > 0 ? ['', ...faults.map(faultLine)] : [];
  return [
    `${fileName}: ${status.replaceAll('_', ' ')}${failure === undefined ? '' : `. ${failure}`}`,
    `${rowsOf(successfulRows)} written, ${count(skippedRows)} unchanged, ${count(failedRows)} left out.`,
    ...(failedRows > 0 ? [`What is wrong with those: import errors ${id} --as EMAIL -o FILE`] : []),
    ...(log.rollbackAvailable ? [`To take it back: import rollback ${id} --as EMAIL`] : []),
    ...shown,
  ].join('\n');
}

export const listWords = (logs: readonly ImportLog[]): string =>
  logs.length === 0
    ? 'Nothing was imported yet.'
    : table(
        ['Id', 'When', 'Kind', 'File', 'State', 'Written', 'Unchanged', 'Left out'],
        logs.map((log) => [
          log.id,
          log.createdAt.toISOString().slice(0, 16).replace('T', ' '),
          log.type,
          log.fileName,
          log.status.replaceAll('_', ' '),
          ...[log.successfulRows, log.skippedRows, log.failedRows].map(count),
        ]),
      );
