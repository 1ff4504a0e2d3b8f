import { setImmediate } from 'node:timers/promises';
import { guessDateOrder, readDay } from './read-day.ts';
import { guessMapping } from './guess-mapping.ts';
import { kindFor, mayImport, type ImportDeps } from './deps.ts';
import { mayNotImport, unknownKind } from './import-errors.ts';
import type {
  DateOrder,
  ImportField,
  ImportMapping,
  ImportPreview,
  ImportRow,
  ImportType,
  RowFault,
} from './import.ts';
import type { ImportKind, ImportSource } from './ports.ts';
import { screenFor, screenRows } from './screen-rows.ts';
import { shiftDay, todayOf } from '../performance/own-scores.ts';
import type { Actor } from '../people/user.ts';

/** A file of at most so many rows is tried as a whole; of a larger one these are looked at. */
const triedRows = 20_000;
const takenRows = 2_000;
const sampleRows = 5;
const shownFaults = 10;

/** What can be said of a file before anybody confirms it. */
export interface Analysis {
  type: ImportType;
  mapping: ImportMapping;
  totalRows: number;
  preview: Omit<ImportPreview, 'log' | 'duplicateOf'>;
}

export interface AnalyseRequest {
  source: ImportSource;
  importId: string;
  /** Undefined: guessed from the header. */
  type?: ImportType;
  /** Undefined: guessed. */
  mapping?: ImportMapping;
}

/**
 * Reads the whole file once, guesses what is not said, and tries the rows without writing any.
 * @throws AppError IMPORT_011 not this person's to import, IMPORT_018 no kind fits, and what reading the file throws
 */
export async function analyse(deps: ImportDeps, actor: Actor, request: AnalyseRequest): Promise<Analysis> {
  const table = await deps.reader.open(request.source);
  try {
    const { header } = table;
    const rows: ImportRow[] = [];
    let totalRows = 0;
    for await (const batch of table.batches()) {
      totalRows += batch.length;
      if (rows.length < triedRows) rows.push(...batch.slice(0, triedRows - rows.length));
    }
    const { kind, fields, columns } = await chooseKind(deps, actor, request, header, rows);
    const dates = datesOf(deps, actor, { columns, fields, rows }, request.mapping);
    const mapping: ImportMapping = { columns, dates: dates?.order ?? request.mapping?.dates ?? 'iso' };
    const held = new Set(columns);
    const missing = fields.filter(({ key, required }) => required && !held.has(key));
    const run = {
      importId: request.importId,
      actor,
      fileName: request.source.fileName,
      columns: columns.map((key) => key ?? undefined),
      dates: mapping.dates,
      header,
    };
    const trial =
      missing.length > 0
        ? undefined
        : await tryRows(kind, run, {
            rows,
            screen: screenFor(header, columns, fields),
            isWhole: totalRows <= triedRows,
          });
    return {
      type: kind.type,
      mapping,
      totalRows,
      preview: {
        header,
        fields,
        sample: rows.slice(0, sampleRows),
        missing,
        faults: trial?.faults ?? [],
        ...(trial?.outcome === undefined ? {} : { outcome: trial.outcome }),
        ...(trial?.notes === undefined ? {} : { notes: trial.notes }),
        ...(dates === undefined ? {} : { dates }),
      },
    };
  } finally {
    await table.close();
  }
}

interface Chosen {
  kind: ImportKind;
  fields: readonly ImportField[];
  columns: readonly (string | null)[];
}

async function chooseKind(
  deps: ImportDeps,
  actor: Actor,
  { type, mapping }: AnalyseRequest,
  header: readonly string[],
  rows: readonly ImportRow[],
): Promise<Chosen> {
  if (type !== undefined) {
    const kind = kindFor(deps, actor, type);
    const fields = await kind.fields(actor.organizationId);
    return { kind, fields, columns: mapping?.columns ?? guessMapping(header, fields, rows) };
  }
  const kinds = deps.kinds.filter((kind) => mayImport(actor, kind.type));
  if (kinds.length === 0) throw mayNotImport();
  let best: (Chosen & { missing: number; held: number }) | undefined;
  for (const kind of kinds) {
    const fields = await kind.fields(actor.organizationId);
    const columns = guessMapping(header, fields, rows);
    const held = new Set(columns.filter((key) => key !== null));
    const missing = fields.filter(({ key, required }) => required && !held.has(key)).length;
    const isBetter =
      best === undefined || missing < best.missing || (missing === best.missing && held.size > best.held);
    if (isBetter) best = { kind, fields, columns, missing, held: held.size };
  }
  if (best === undefined || best.held === 0) throw unknownKind();
  return best;
}

function datesOf(
  { clock }: ImportDeps,
  actor: Actor,
  {
    columns,
    fields,
    rows,
  }: { columns: Chosen['columns']; fields: Chosen['fields']; rows: readonly ImportRow[] },
  chosen: ImportMapping | undefined,
): ImportPreview['dates'] {
  const days = new Set(fields.filter(({ holds }) => holds === 'day').map(({ key }) => key));
  const column = columns.findIndex((key) => key !== null && days.has(key));
  if (column === -1) return undefined;
  const cells = rows.map((row) => row.cells[column] ?? '');
  const guess = guessDateOrder(cells, shiftDay(todayOf(clock, actor), 1));
  const reads = (by: DateOrder): boolean => cells.some((cell) => readDay(cell, by) !== undefined);
  // Chosen while another column, or none, held the day: an order that reads none of it gives way.
  const order =
    chosen !== undefined && (reads(chosen.dates) || !reads(guess.order)) ? chosen.dates : guess.order;
  // One that reads differently the other way shows best which way is taken.
  const other = order === 'month-day-year' ? 'day-month-year' : 'month-day-year';
  const readable = cells.filter((cell) => readDay(cell, order) !== undefined);
  const cell = readable.find((text) => readDay(text, other) !== readDay(text, order)) ?? readable[0];
  const day = cell === undefined ? undefined : readDay(cell, order);
  return {
    order,
    certain: guess.certain && guess.order === order,
    ...(cell === undefined || day === undefined ? {} : { example: { cell, day } }),
  };
}

async function tryRows(
  kind: ImportKind,
  run: Parameters<ImportKind['begin']>[0],
  {
    rows,
    screen,
    isWhole,
  }: { rows: readonly ImportRow[]; screen: ReturnType<typeof screenFor>; isWhole: boolean },
): Promise<{
  outcome?: { written: number; unchanged: number; failed: number };
  notes?: readonly string[];
  faults: RowFault[];
}> {
  const writer = await kind.begin(run);
  try {
    const faults: RowFault[] = [];
    for (let from = 0; from < rows.length; from += takenRows) {
      const screened = screenRows(screen, rows.slice(from, from + takenRows));
      faults.push(...screened.faults, ...(await writer.take(screened.good)));
      // Everything else that this process does gets its turn.
      await setImmediate();
    }
    if (!isWhole) return { faults: firstOf(faults) };
    const { written, unchanged, faults: late, notes = [] } = await writer.tally();
    faults.push(...late);
    const failed = new Set(faults.map(({ line }) => line)).size;
    return { outcome: { written, unchanged, failed }, notes, faults: firstOf(faults) };
  } finally {
    await writer.close();
  }
}

const firstOf = (faults: readonly RowFault[]): RowFault[] =>
  [...faults].sort((a, b) => a.line - b.line).slice(0, shownFaults);
