import type { InboxRepository, LeaseToken } from './ports.ts';

/** A dead worker's work is taken over after this long without a heartbeat. */
const leaseMs = 20_000;
const heartbeatMs = 5_000;
/** With so many beats unanswered the lease is about to run out, and the next holder cannot be told apart from us. */
const unansweredBeats = leaseMs / heartbeatMs - 1;

/**
 * Runs `work` while nobody else runs work under the same key. No transaction is held meanwhile. `lost` fires when the lease
 * was taken over or is about to run out, because this process stood still or lost its database: stop at once then.
 * @returns false, without running anything, when somebody else holds the lease
 */
export async function underLease(
  inbox: Pick<InboxRepository, 'acquireLease' | 'heartbeat' | 'release'>,
  organizationId: string,
  key: string,
  work: (lease: LeaseToken, lost: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const lease = await inbox.acquireLease(organizationId, key, leaseMs);
  if (lease === undefined) return false;
  const lost = new AbortController();
  let unanswered = 0;
  const beat = setInterval(() => {
    unanswered += 1;
    if (unanswered >= unansweredBeats) lost.abort();
    inbox.heartbeat(lease, leaseMs).then(
      (held) => {
        unanswered = 0;
        if (!held) lost.abort();
      },
      // The database is away: counted above.
      () => undefined,
    );
  }, heartbeatMs);
  try {
    await work(lease, lost.signal);
  } finally {
    clearInterval(beat);
    await inbox.release(lease);
  }
  return true;
}
