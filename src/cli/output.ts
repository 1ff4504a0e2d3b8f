import { AppError } from '../shared/errors.ts';

/** What a command prints: one JSON document with `--json`, else words for people. Logs and progress go to stderr. */
export interface Output {
  json: boolean;
  /** The result. `words` is only called without `--json`. */
  result(document: unknown, words: () => string): void;
  /** Says where long work stands; nothing with `--json` or when stderr is no terminal. */
  progress(text: string): void;
}

export function createOutput(json: boolean): Output {
  const live = !json && process.stderr.isTTY;
  return {
    json,
    result(document, words) {
      if (live) process.stderr.write('\r\u001b[K');
      process.stdout.write(json ? `${JSON.stringify(document, undefined, 2)}\n` : `${words()}\n`);
    },
    progress(text) {
      if (live) process.stderr.write(`\r\u001b[K${text}`);
    },
  };
}

/** `[####------] 12/30` */
export function progressBar(done: number, total: number, width = 24): string {
  const filled = total === 0 ? width : Math.round((done / total) * width);
  return `[${'#'.repeat(filled)}${'-'.repeat(width - filled)}] ${done}/${total}`;
}

/** Columns padded to their widest cell. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EISDIR: 'it is a folder',
};

/** What is wrong with a file that was named on the command line; undefined for any other error. */
function fileFault(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code = '', path } = error as NodeJS.ErrnoException;
  const fault = fileFaults[code];
  if (fault === undefined) return undefined;
  return path === undefined ? `A file cannot be read: ${fault}.` : `${path} cannot be read: ${fault}.`;
}

export interface Failure {
  code?: string;
  message: string;
}

/** What a person is told of an error that was foreseen; undefined for a fault nobody foresaw. */
export function explainFailure(error: unknown): Failure | undefined {
  if (error instanceof AppError) return { code: error.code, message: error.userMessage ?? error.message };
  const message = fileFault(error);
  return message === undefined ? undefined : { message };
}

/** Prints why a command failed. @returns the exit code */
export function reportFailure(error: unknown): number {
  const known = explainFailure(error);
  const text =
    known === undefined
      ? error instanceof Error
        ? (error.stack ?? error.message)
        : String(error)
      : `${known.message}${known.code === undefined ? '' : ` (${known.code})`}`;
  process.stderr.write(`${text}\n`);
  return 1;
}
