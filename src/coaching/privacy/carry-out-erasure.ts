import { indexRecords, type IndexRecordsDeps } from '../records/index-records.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Counts, Erasure } from './erasure.ts';
import type { Eraser, ErasureLog, ErasureRepository, TakeBack } from './ports.ts';

export interface ErasureDeps extends IndexRecordsDeps {
  erasures: ErasureRepository;
  erasureLog: ErasureLog;
  eraser: Eraser;
  clock: Clock;
  /** Absent where no chat platform runs, e.g. on the command line. */
  takeBack?: TakeBack;
}

export interface ErasureOutcome {
  counts: Counts;
  /** Messages taken out of chats. */
  takenBack: number;
}

/**
 * Erases for good. First it is written down outside the database, then in it, then everything goes, and at last it is
 * marked as done: whatever a crash cuts short, the same again completes, and what is done is not done twice.
 * @throws AppError KNOWLEDGE_041 (later) while the storage of the log is away: nothing was erased then
 */
export async function carryOutErasure(deps: ErasureDeps, erasure: Erasure): Promise<ErasureOutcome> {
  const known = await deps.erasures.find(erasure.organizationId, erasure.id);
  if (known?.completedAt !== undefined) return { counts: known.counts, takenBack: 0 };
  await deps.erasureLog.write(erasure);
  await deps.erasures.begin(erasure);
  const messages = deps.takeBack === undefined ? [] : await deps.eraser.messagesOf(erasure);
  const takenBack = (await deps.takeBack?.(erasure.organizationId, messages)) ?? 0;
  const counts = await deps.eraser.erase(erasure);
  // Pieces of what is gone leave search, and with them their vectors.
  if (erasure.kind === 'person') await indexRecords(deps, erasure.organizationId);
  await deps.erasures.complete(erasure, counts, deps.clock.now());
  return { counts, takenBack };
}
