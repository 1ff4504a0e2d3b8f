import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { DocumentFaultError } from './document-errors.ts';

export interface UnpackLimits {
  /** Entries in the archive; a large deck has some thousands. */
  maxEntries: number;
  /** Bytes of all parts that are unpacked, together. */
  maxBytes: number;
  /** Unpacked by packed size of one part, once it is larger than `ratioFromBytes`. XML of Office stays under 60. */
  maxRatio: number;
  ratioFromBytes: number;
}

export const unpackLimits: UnpackLimits = {
  maxEntries: 5_000,
  maxBytes: 100 * 1024 * 1024,
  maxRatio: 200,
  ratioFromBytes: 4 * 1024 * 1024,
};

/** Bytes handed to the unpacker at once: no step can grow far past a limit before it is looked at. */
const step = 16 * 1024;

/** Text is all we want; pictures, fonts and macros are passed over packed. */
const isWanted = (name: string): boolean => /\.(?:xml|rels)$/i.test(name);

/**
 * The XML parts of an Office file by name. Sizes are counted while unpacking, because an archive may lie about them; the
 * libraries that read the parts never see the archive itself.
 *
 * @throws DocumentFaultError `zipBomb`, `password`, `damaged`
 */
export function unpackOffice(
  bytes: Uint8Array,
  limits: UnpackLimits = unpackLimits,
): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  const open = new Set<string>();
  let entries = 0;
  let total = 0;
  let fed = 0;
  // The unpacker catches what is thrown inside it and calls again with that as its error: the first fault counts.
  let fault: DocumentFaultError | undefined;
  const stop = (kind: 'zipBomb' | 'damaged', cause?: unknown): never => {
    fault ??= new DocumentFaultError(kind, cause);
    throw fault;
  };

  const take = (file: UnzipFile): void => {
    entries += 1;
    if (entries > limits.maxEntries) stop('zipBomb');
    if (!isWanted(file.name)) return;
    const pieces: Uint8Array[] = [];
    let size = 0;
    const startedAt = fed;
    open.add(file.name);
    file.ondata = (error, piece, final) => {
      if (error !== null) stop('damaged', error);
      size += piece.byteLength;
      total += piece.byteLength;
      // Where the archive states no packed size, what was fed since the part began stands in for it.
      const packed = Math.max(file.size ?? fed - startedAt + step, 1);
      const isDense = size > limits.ratioFromBytes && size / packed > limits.maxRatio;
      if (total > limits.maxBytes || isDense) stop('zipBomb');
      pieces.push(piece.slice());
      if (!final) return;
      open.delete(file.name);
      parts.set(file.name, Buffer.concat(pieces));
    };
    file.start();
  };

  const unzip = new Unzip(take);
  unzip.register(UnzipInflate);
  try {
    for (let start = 0; start < bytes.byteLength; start += step) {
      const end = Math.min(start + step, bytes.byteLength);
      fed = end;
      unzip.push(bytes.subarray(start, end), end === bytes.byteLength);
    }
  } catch (error) {
    throw fault ?? new DocumentFaultError('damaged', error);
  }
  if (open.size > 0 || parts.size === 0) throw new DocumentFaultError('damaged');
  return parts;
}
