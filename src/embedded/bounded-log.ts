import { closeSync, openSync } from 'node:fs';
import { copyFile, readFile, stat, truncate } from 'node:fs/promises';

const maxBytes = 5 * 1024 * 1024;

/** A log that a child process appends to by itself, and that any of the sharing processes may cut. */
export interface BoundedLog {
  path: string;
  /** Opens the file for a child's stdout and stderr; the caller closes it after the spawn. */
  open(): { fd: number; close(): void };
  /** Keeps at most 5 MB, and the 5 MB before them as `<path>.1`. Never fails: a log is not worth an outage. */
  trim(): Promise<void>;
  /** The last non-empty lines after byte `from`. */
  tail(from: number, lines: number): Promise<string>;
  size(): Promise<number>;
}

export function boundedLog(path: string): BoundedLog {
  const size = (): Promise<number> =>
    stat(path).then(
      (found) => found.size,
      () => 0,
    );
  return {
    path,
    size,
    open: () => {
      // Appending matters: after a cut the child goes on at the new end instead of leaving a hole of old length.
      const fd = openSync(path, 'a', 0o600);
      return { fd, close: () => closeSync(fd) };
    },
    trim: async () => {
      if ((await size()) <= maxBytes) return;
      await copyFile(path, `${path}.1`)
        .then(() => truncate(path, 0))
        .catch(() => undefined);
    },
    tail: async (from, lines) => {
      const text = await readFile(path).catch(() => Buffer.alloc(0));
      const end = text.subarray(text.length >= from ? from : 0).toString('utf8');
      return end
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(-lines)
        .join('\n');
    },
  };
}
