import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { AppError } from '../../shared/errors.ts';
import { tableError } from './table-errors.ts';

export interface UnzipLimits {
  /** Parts of the archive. */
  maxEntries: number;
  /** Bytes of all parts that are unpacked, together. */
  maxBytes: number;
  /** Unpacked by packed size, once a part is larger than `ratioFromBytes`. Sheets stay under 100. */
  maxRatio: number;
  ratioFromBytes: number;
}

/** A million rows of twenty columns unpack to some 800 MB. */
const unzipLimits: UnzipLimits = {
  maxEntries: 5_000,
  maxBytes: 2 * 1024 * 1024 * 1024,
  maxRatio: 200,
  ratioFromBytes: 8 * 1024 * 1024,
};

/** Bytes handed to the unpacker at once: no step can grow far past a limit before it is looked at. */
const step = 16 * 1024;

export interface PartTaker {
  write(bytes: Uint8Array): void;
  end(): void;
}

/**
 * Unpacks those parts of an archive that are wanted while it is read; nothing of it is kept, and sizes are counted, because
 * an archive may lie about them. Yields after each step, so that what came can be handed on.
 *
 * @param want undefined: the part is passed over
 * @throws AppError IMPORT_005 damaged, IMPORT_008 larger than the limits, and what a taker throws
 */
export async function* unzipParts(
  pieces: AsyncIterable<Uint8Array>,
  want: (name: string) => PartTaker | undefined,
  limits: UnzipLimits = unzipLimits,
): AsyncGenerator<void> {
  let entries = 0;
  let total = 0;
  let fed = 0;
  let open = 0;
  // The unpacker catches what is thrown inside it and calls again with that as its error: the first fault counts.
  let fault: AppError | undefined;
  const stop = (error: AppError): never => {
    fault ??= error;
    throw fault;
  };

  /** Passes over the bytes of parts that nobody wants, which the unpacker would otherwise keep. */
  class Passed {
    static readonly compression = 8;
    ondata: (error: null, data: Uint8Array, final: boolean) => void = () => undefined;
    readonly #inner: UnzipInflate | undefined;
    constructor(name: string) {
      this.#inner = wanted.has(name) ? new UnzipInflate() : undefined;
    }
    push(data: Uint8Array, final: boolean): void {
      if (this.#inner === undefined) {
        this.ondata(null, new Uint8Array(), final);
        return;
      }
      this.#inner.ondata = (error, bytes, isFinal) => {
        if (error !== null) stop(tableError('damaged', { cause: error }));
        this.ondata(null, bytes, isFinal);
      };
      this.#inner.push(data, final);
    }
  }

  const wanted = new Map<string, PartTaker>();
  const unzip = new Unzip((file: UnzipFile) => {
    entries += 1;
    if (entries > limits.maxEntries) stop(tableError('tooLarge'));
    const taker = wanted.has(file.name) ? undefined : want(file.name);
    if (taker !== undefined) {
      wanted.set(file.name, taker);
      open += 1;
    }
    const startedAt = fed;
    let size = 0;
    file.ondata = (error, bytes, final) => {
      if (error !== null) stop(error instanceof AppError ? error : tableError('damaged', { cause: error }));
      if (taker === undefined) return;
      size += bytes.byteLength;
      total += bytes.byteLength;
      // What was fed since the part began, because a size that the archive states may be a lie.
      const packed = fed - startedAt + step;
      if (total > limits.maxBytes || (size > limits.ratioFromBytes && size / packed > limits.maxRatio))
        stop(tableError('tooLarge'));
      try {
        taker.write(bytes);
        if (final) taker.end();
      } catch (thrown) {
        stop(thrown instanceof AppError ? thrown : tableError('damaged', { cause: thrown }));
      }
      if (final) open -= 1;
    };
    file.start();
  });
  // Safe cast: it has what decoders have; the types ask for a way to end them that none here needs.
  unzip.register(Passed as unknown as Parameters<typeof unzip.register>[0]);
  try {
    for await (const piece of pieces) {
      for (let from = 0; from < piece.byteLength; from += step) {
        fed += Math.min(step, piece.byteLength - from);
        unzip.push(piece.subarray(from, from + step), false);
        yield;
      }
    }
    unzip.push(new Uint8Array(), true);
  } catch (error) {
    throw fault ?? (error instanceof AppError ? error : tableError('damaged', { cause: error }));
  }
  if (open > 0) throw tableError('damaged');
}
