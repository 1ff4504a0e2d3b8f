import type { RecordIndex, RecordLanguage } from './ports.ts';
import { toRecordChunks } from './to-chunks.ts';

export interface IndexRecordsDeps {
  recordIndex: RecordIndex;
  language: Pick<RecordLanguage, 'terms'>;
}

/** Records of one transaction: a writer who rewords one of them just then waits no longer than this takes. */
const recordsAtOnce = 25;

/**
 * Brings the index of an organisation's records up to date. Run twice it does nothing the second time; run twice at once
 * it shares the work.
 *
 * @param atMost records to take at most; default: all that wait
 * @returns how many were brought up to date
 */
export async function indexRecords(
  { recordIndex, language }: IndexRecordsDeps,
  organizationId: string,
  { atMost = Number.POSITIVE_INFINITY, signal }: { atMost?: number; signal?: AbortSignal } = {},
): Promise<number> {
  for (let done = 0; ;) {
    signal?.throwIfAborted();
    const limit = Math.min(recordsAtOnce, atMost - done);
    if (limit <= 0) return done;
    const count = await recordIndex.indexPending(organizationId, limit, (source) =>
      toRecordChunks(language, source),
    );
    done += count;
    if (count < limit) return done;
  }
}
