import type { InboxRepository, LeaseToken } from './ports.ts';

/** A dead worker's work is taken over after this long without a heartbeat. */
const leaseMs = 20_000;
const heartbeatMs = 5_000;

/**
 * Runs `work` while nobody else runs work under the same key. No transaction is held meanwhile. `lost` fires when the lease
 * was taken over, because this process stood still for too long: stop at once then.
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
  const beat = setInterval(() => {
    inbox.heartbeat(lease, leaseMs).then(
      (held) => {
        if (!held) lost.abort();
      },
      // The database is away: the lease may run out, and the next statement will say so.
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
