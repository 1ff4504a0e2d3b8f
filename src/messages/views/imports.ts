import type { ImportLog, ImportPreview, RowFault } from '../../coaching/imports/import.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { formsFor, columnsAForm } from './import-forms.ts';
import { momentOf } from './moment.ts';

const say = words.imports;

const text = (markdown: string): Block => ({ kind: 'text', markdown });
const bold = (name: string): string => `**${escapeMarkdown(cut(name, 80))}**`;
const cut = (said: string, length: number): string => {
  const flat = said.replaceAll(/\s+/g, ' ').trim();
  return flat.length > length ? `${flat.slice(0, length - 1)}…` : flat;
};

/** So much of a file is shown: enough to recognise it by. */
const shownColumns = 16;
const shownCells = 6;
const shownRows = 3;
const shownFaults = 5;
const cellLength = 32;

/** Each column with what it is taken for, as pairs; those left out by name. */
function columnBlocks({ log, header, fields }: ImportPreview): Block[] {
  const labels = new Map(fields.map(({ key, label }) => [key, label]));
  const held = header.flatMap((heading, index) => {
    const key = log.mapping.columns[index];
    const label = key == null ? undefined : labels.get(key);
    return label === undefined ? [] : [{ label: cut(heading, cellLength), value: `→ ${label}` }];
  });
  const out = header
    .filter((_, index) => log.mapping.columns[index] == null)
    .map((one) => cut(one, cellLength));
  const more = held.length - shownColumns;
  const fewer = out.length - shownColumns;
  return [
    { kind: 'fields', items: held.slice(0, shownColumns) },
    ...(more > 0 ? [text(`… ${say.andMore(more)}`)] : []),
    ...(out.length === 0
      ? []
      : [
          text(
            `${say.labels.leftOut}: ${escapeMarkdown(out.slice(0, shownColumns).join(', '))}${fewer > 0 ? `, ${say.andMore(fewer)}` : ''}`,
          ),
        ]),
  ];
}

const faultLine = ({ line, column, message }: RowFault): LineItem => ({
  text: `${say.line(line)}${column === undefined ? '' : `, ${cut(column, cellLength)}`}: ${cut(message, 220)}`,
});

const lines = (title: string, items: readonly LineItem[]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'lines', title, items, empty: '' }];

function headFields({ log, outcome, dates }: ImportPreview): Block {
  const example = dates?.example;
  return {
    kind: 'fields',
    items: [
      { label: say.labels.type, value: say.types[log.type] },
      { label: say.labels.rows, value: log.totalRows.toLocaleString('en') },
      ...(dates === undefined || example === undefined
        ? []
        : [
            {
              label: say.labels.dates,
              value: say.dateReading(cut(example.cell, cellLength), formatDay(example.day), dates.certain),
            },
          ]),
      { label: say.labels.outcome, value: outcome === undefined ? say.tooManyToTry : say.outcome(outcome) },
    ],
  };
}

/** What stands in the way of a yes; undefined: nothing. */
function hindrance({ missing, outcome }: ImportPreview): string | undefined {
  if (missing.length > 0) return say.missing(escapeMarkdown(missing.map(({ label }) => label).join(', ')));
  if (outcome?.written !== 0) return undefined;
  return outcome.unchanged > 0 ? say.nothingNew : say.noneGood;
}

function previewActions(preview: ImportPreview, canImport: boolean): Action[] {
  const { log, header, outcome } = preview;
  const { buttons } = say;
  const pages = [...Array(formsFor(preview)).keys()];
  return [
    ...(canImport
      ? [
          {
            id: 'import.confirm' as const,
            label: outcome === undefined ? buttons.confirmAll : buttons.confirm(outcome.written),
            value: log.id,
            style: 'primary' as const,
            confirm: say.confirm,
          },
        ]
      : []),
    ...pages.map((page): Action => ({
      id: 'import.columns',
      label:
        pages.length === 1
          ? buttons.columns
          : buttons.columnsFrom(page * columnsAForm + 1, Math.min(header.length, (page + 1) * columnsAForm)),
      value: `${log.id}:${page}`,
    })),
    { id: 'import.kind', label: buttons.kind, value: log.id },
    { id: 'import.cancel', label: buttons.leave, value: log.id },
  ];
}

/** What a file is taken for and would do. Nothing is written before somebody presses. */
export function importPreviewView(preview: ImportPreview, timezone: string): Message {
  const { log, sample, faults, duplicateOf, notes = [] } = preview;
  const inTheWay = hindrance(preview);
  const shown = sample.slice(0, shownRows).map(({ line, cells }): LineItem => ({
    text: `${say.line(line)}: ${cells
      .slice(0, shownCells)
      .map((cell) => cut(cell, cellLength) || '–')
      .join(' · ')}${cells.length > shownCells ? ' · …' : ''}`,
  }));
  return {
    view: 'import.preview',
    summary: say.summary.preview,
    blocks: [
      { kind: 'heading', text: cut(log.fileName, 100) },
      headFields(preview),
      ...(duplicateOf === undefined
        ? []
        : [text(say.duplicate(momentOf(duplicateOf.completedAt ?? duplicateOf.createdAt, timezone)))]),
      text(`**${say.columns}**`),
      ...columnBlocks(preview),
      ...lines(say.sample, shown),
      ...lines(say.faults, faults.slice(0, shownFaults).map(faultLine)),
      ...(faults.length === 0 ? [] : [text(say.faultsHint)]),
      ...notes.map((note) => text(`⚠️ ${escapeMarkdown(note)}`)),
      text(inTheWay ?? say.askWritten),
      { kind: 'actions', actions: previewActions(preview, inTheWay === undefined) },
    ],
    footer: words.audience.direct,
  };
}

const short = (name: string, summary: string, markdown: string): Message => ({
  view: `import.${name}`,
  summary,
  blocks: [text(markdown)],
  footer: words.audience.direct,
});

function resultBlocks(log: ImportLog, faults: readonly RowFault[]): Block[] {
  const { result, buttons } = say;
  const seconds =
    log.startedAt === undefined || log.completedAt === undefined
      ? undefined
      : Math.max(1, Math.round((log.completedAt.getTime() - log.startedAt.getTime()) / 1_000));
  const actions: Action[] = [
    ...(log.failedRows === 0 ? [] : [{ id: 'import.errors' as const, label: buttons.errors, value: log.id }]),
    ...(log.rollbackAvailable
      ? [
          {
            id: 'import.undo' as const,
            label: buttons.undo,
            value: log.id,
            style: 'danger' as const,
            confirm: say.confirmUndo,
          },
        ]
      : []),
  ];
  return [
    {
      kind: 'fields',
      items: [
        { label: result.written, value: say.rows(log.successfulRows) },
        { label: result.unchanged, value: say.rows(log.skippedRows) },
        { label: result.failed, value: say.rows(log.failedRows) },
        ...(seconds === undefined ? [] : [{ label: result.seconds, value: say.seconds(seconds) }]),
      ],
    },
    ...lines(say.faults, faults.slice(0, shownFaults).map(faultLine)),
    ...(actions.length === 0 ? [] : [{ kind: 'actions' as const, actions }]),
  ];
}

/** An import as it stands: at work, how it ended, or that it was left or taken back. */
export function importStateView(log: ImportLog, faults: readonly RowFault[] = []): Message {
  const name = bold(log.fileName);
  switch (log.status) {
    case 'waiting':
      return short('waiting', say.summary.preview, say.waiting(name));
    case 'validating':
      return short('progress', say.summary.progress, say.starting(name));
    case 'processing':
      return short('progress', say.summary.progress, say.progress(name, log.processedRows, log.totalRows));
    case 'cancelled':
      return short('left', say.summary.left, say.left(name));
    case 'rolled_back':
      return short('undone', say.summary.undone, say.undone(name));
    case 'success':
    case 'partial_success':
      return {
        ...short('done', say.summary.done, ''),
        blocks: [text(say.done(name, say.types[log.type])), ...resultBlocks(log, faults)],
      };
    case 'failed':
      return {
        ...short('failed', say.summary.failed, ''),
        blocks: [
          text(say.failed(name, escapeMarkdown(log.failure ?? ''))),
          ...(log.failedRows === 0 ? [] : resultBlocks(log, faults)),
        ],
      };
  }
}

/** What goes with the file of rows that were left out. */
export const importErrorsView = (failedRows: number): Message => ({
  ...short('errors', say.summary.done, say.fileReady(failedRows)),
  summary: say.fileReady(failedRows),
});

/** `/import`: how it goes, and what was imported lately. */
export const importListView = (
  logs: readonly ImportLog[],
  { timezone, isAdmin }: { timezone: string; isAdmin: boolean },
): Message => ({
  view: 'import.list',
  summary: say.summary.list,
  blocks: [
    text(isAdmin ? say.explain : `${say.explain} ${say.explainLeader}`),
    {
      kind: 'lines',
      title: say.recent,
      items: logs.map((log) => ({
        text: `${cut(log.fileName, 80)} · ${say.types[log.type]} · ${say.statuses[log.status]}`,
        detail: `${momentOf(log.createdAt, timezone)} · ${say.rows(log.totalRows)}`,
      })),
      empty: say.none,
    },
    ...(logs.length === 0
      ? []
      : [
          {
            kind: 'actions' as const,
            actions: logs.map((log): Action => ({
              id: 'import.show',
              label: say.buttons.show(cut(log.fileName, 40)),
              value: log.id,
            })),
          },
        ]),
  ],
  footer: words.audience.direct,
});
