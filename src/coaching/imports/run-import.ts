import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { toActor, type Actor } from '../people/user.ts';
import { columnsOf, kindFor, type ImportDeps } from './deps.ts';
import {
  anotherWorker,
  changedMeanwhile,
  inAnotherState,
  interrupted,
  mayNotImport,
  noSuchImport,
} from './import-errors.ts';
import type { ImportLog, ImportRow, RowFault } from './import.ts';
import type { ImportTable } from './ports.ts';
import { screenFor, screenRows } from './screen-rows.ts';
import type { FaultyRow, ImportEnd, StoredImport } from './store-ports.ts';

/** A worker that was not heard of for so long is dead. */
const staleMs = 120_000;
const heartbeatMs = 15_000;
/** Progress is kept and said at most so often. */
const progressMs = 1_000;

export interface RunOptions {
  onProgress?: (log: ImportLog) => void;
  signal?: AbortSignal;
}

/**
 * Does a confirmed import. Rows go to the kind's writer batch by batch and are written all together at the end, so that a
 * worker that dies leaves nothing of it; whoever takes over begins anew and comes to the same end.
 *
 * @throws AppError IMPORT_010, IMPORT_012 not confirmed; retry `later`: IMPORT_016 another worker is at it, IMPORT_017
 *   `signal`, and what the database throws
 */
export async function runImport(
  deps: ImportDeps,
  organizationId: string,
  importId: string,
  options: RunOptions = {},
): Promise<ImportLog> {
  const claimId = newId();
  const log = await deps.store.claim(organizationId, importId, claimId, staleMs);
  if (log === undefined) {
    const now = await deps.store.find(organizationId, importId);
    if (now === undefined) throw noSuchImport();
    if (now.status === 'waiting') throw inAnotherState(now);
    if (now.status === 'validating' || now.status === 'processing') throw anotherWorker();
    return now;
  }
  const work = new Work(deps, log, claimId, options);
  try {
    return await work.finish(await work.end());
  } catch (error) {
    // A fault that stays one is the end of it; anything else is tried again.
    if (error instanceof AppError && error.retry === 'never') return await work.finish(work.failed(error));
    await deps.store.release(organizationId, importId, claimId).catch(() => undefined);
    throw error;
  } finally {
    work.stop();
  }
}

/** One worker at one import: its counts, its claim, and how far it is. */
class Work {
  readonly #deps: ImportDeps;
  readonly #log: StoredImport;
  readonly #claimId: string;
  readonly #options: RunOptions;
  readonly #timer: NodeJS.Timeout;
  #saidAt: number;
  #processedRows = 0;
  #failedRows = 0;
  #lost = false;
  /** A heartbeat that is under way, so that none waits behind another. */
  #beat: Promise<void> | undefined;

  constructor(deps: ImportDeps, log: StoredImport, claimId: string, options: RunOptions) {
    this.#deps = deps;
    this.#log = log;
    this.#claimId = claimId;
    this.#options = options;
    this.#saidAt = deps.clock.now().getTime();
    // Writing it all takes long, and says nothing meanwhile.
    this.#timer = setInterval(() => void this.#heartbeat().catch(() => undefined), heartbeatMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async end(): Promise<ImportEnd> {
    const { reader } = this.#deps;
    const source = { fileName: this.#log.fileName, pieces: () => this.#pieces() };
    const table = await reader.open(source);
    try {
      return await this.#write(table, () => reader.open(source));
    } finally {
      await table.close();
    }
  }

  #pieces(): AsyncIterable<Uint8Array> {
    return this.#deps.store.content(this.#log.organizationId, this.#log.id);
  }

  async #write(table: ImportTable, again: () => Promise<ImportTable>): Promise<ImportEnd> {
    const { header } = table;
    if (header.join('\u0000') !== this.#log.header.join('\u0000')) throw changedMeanwhile();
    const actor = await this.#actor();
    const kind = kindFor(this.#deps, actor, this.#log.type);
    const fields = await kind.fields(actor.organizationId);
    const columns = columnsOf(this.#log, fields);
    const screen = screenFor(header, columns, fields);
    const { id: importId, fileName, mapping } = this.#log;
    const writer = await kind.begin({ importId, actor, fileName, columns, dates: mapping.dates, header });
    try {
      for await (const batch of table.batches()) {
        this.#check();
        const { good, faults } = screenRows(screen, batch);
        faults.push(...(await writer.take(good)));
        await this.#keep(batch, faults);
        this.#processedRows += batch.length;
        await this.#say();
      }
      this.#check();
      const { written, unchanged, faults } = await writer.commit();
      if (faults.length > 0) await this.#keepLate(await again(), faults);
      return this.#counted(written, unchanged);
    } finally {
      await writer.close();
    }
  }

  /** Who confirmed it, with the rights that they have today. */
  async #actor(): Promise<Actor> {
    const { organizationId, importedBy } = this.#log;
    const user =
      importedBy === undefined ? undefined : await this.#deps.users.findById(organizationId, importedBy);
    if (user === undefined || user.status === 'TERMINATED') throw mayNotImport();
    return toActor(user);
  }

  #check(): void {
    if (this.#lost) throw anotherWorker();
    if (this.#options.signal?.aborted === true) throw interrupted();
  }

  async #keep(rows: readonly ImportRow[], faults: readonly RowFault[]): Promise<void> {
    if (faults.length === 0) return;
    const byLine = new Map<number, RowFault[]>();
    for (const fault of faults) byLine.set(fault.line, [...(byLine.get(fault.line) ?? []), fault]);
    const faulty = rows.flatMap((row): FaultyRow[] => {
      const own = byLine.get(row.line);
      return own === undefined ? [] : [{ row, faults: own }];
    });
    await this.#deps.store.addFaults(this.#log.organizationId, this.#log.id, faulty);
    this.#failedRows += faulty.length;
  }

  /** Faults that only the whole showed: their rows are looked up in the file. */
  async #keepLate(table: ImportTable, faults: readonly RowFault[]): Promise<void> {
    const lines = new Set(faults.map(({ line }) => line));
    try {
      for await (const batch of table.batches()) {
        const rows = batch.filter(({ line }) => lines.has(line));
        const inBatch = new Set(rows.map(({ line }) => line));
        await this.#keep(
          rows,
          faults.filter(({ line }) => inBatch.has(line)),
        );
      }
    } finally {
      await table.close();
    }
  }

  async #say(): Promise<void> {
    const now = this.#deps.clock.now().getTime();
    if (now - this.#saidAt < progressMs) return;
    this.#saidAt = now;
    await this.#heartbeat();
    this.#options.onProgress?.({
      ...this.#log,
      processedRows: this.#processedRows,
      failedRows: this.#failedRows,
    });
  }

  #heartbeat(): Promise<void> {
    this.#beat ??= this.#deps.store
      .heartbeat(this.#log.organizationId, this.#log.id, this.#claimId, {
        processedRows: this.#processedRows,
        failedRows: this.#failedRows,
      })
      .then((held) => {
        this.#lost ||= !held;
      })
      .finally(() => {
        this.#beat = undefined;
      });
    return this.#beat;
  }

  #counted(written: number, unchanged: number): ImportEnd {
    const isNothing = written + unchanged === 0;
    return {
      status: isNothing ? 'failed' : this.#failedRows > 0 ? 'partial_success' : 'success',
      processedRows: this.#processedRows,
      successfulRows: written,
      failedRows: this.#failedRows,
      skippedRows: unchanged,
      ...(isNothing
        ? {
            failure:
              this.#failedRows > 0
                ? 'None of the rows could be taken.'
                : 'There are no rows under the header.',
          }
        : {}),
      rollbackAvailable: written > 0,
    };
  }

  failed(error: AppError): ImportEnd {
    return {
      status: 'failed',
      processedRows: this.#processedRows,
      successfulRows: 0,
      failedRows: this.#failedRows,
      skippedRows: 0,
      failure: error.userMessage ?? 'The file could not be imported.',
      rollbackAvailable: false,
    };
  }

  async finish(end: ImportEnd): Promise<ImportLog> {
    const { organizationId, id } = this.#log;
    const log = await this.#deps.store.finish(organizationId, id, this.#claimId, end);
    if (log === undefined) throw anotherWorker();
    return log;
  }
}
