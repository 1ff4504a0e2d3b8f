import type { ImportRow } from '../../src/coaching/imports/import.ts';
import type { ImportSource } from '../../src/coaching/imports/ports.ts';
import { createImportReader } from '../../src/files/tables/import-reader.ts';
import type { UnzipLimits } from '../../src/files/tables/unzip-parts.ts';

/** Bytes that come in pieces of `size`, after a first one of its own. */
export const inPieces = (bytes: Uint8Array, size: number, first?: Uint8Array): ImportSource => ({
  fileName: 'file',
  // eslint-disable-next-line @typescript-eslint/require-await -- the port is asynchronous, these bytes are at hand
  pieces: async function* () {
    if (first !== undefined) yield first;
    for (let from = 0; from < bytes.byteLength; from += size) yield bytes.subarray(from, from + size);
  },
});

export async function readTable(
  content: Uint8Array | string | ImportSource,
  limits?: UnzipLimits,
): Promise<{ header: readonly string[]; rows: ImportRow[]; cells: (readonly string[])[]; lines: number[] }> {
  const source: ImportSource =
    typeof content === 'string' || content instanceof Uint8Array
      ? { fileName: 'file', content: Buffer.from(content) }
      : content;
  const table = await createImportReader(limits === undefined ? {} : { limits }).open(source);
  const rows: ImportRow[] = [];
  for await (const batch of table.batches()) rows.push(...batch);
  await table.close();
  return {
    header: table.header,
    rows,
    cells: rows.map(({ cells }) => cells),
    lines: rows.map(({ line }) => line),
  };
}
