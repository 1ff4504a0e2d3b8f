import type { MailPace } from '../../coaching/follow-ups/mail-ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/**
 * A thirteenth of a second and a little: 14 a second would be one every 71 ms, and mails do not leave at the very millisecond
 * of their slot.
 */
const spacingMs = 75;

/** Held for one statement, by whoever takes the next slot; the number is no one else's. */
const slotLock = 72_707_370;

/**
 * Slots in a sequence of PostgreSQL, so that every worker of the deployment takes its turns from one place whatever the queue
 * is. BullMQ's limiter counts jobs in windows, where two bursts may meet; slots are evenly spaced. The database's clock counts.
 */
export function createMailPace(pool: ScopedPool): MailPace {
  return {
    nextSlot: (organizationId) =>
      pool.withScope({ organizationId }, async (client) => {
        await client.query({
          name: 'mail-slot-lock',
          text: 'SELECT pg_advisory_xact_lock($1)',
          values: [slotLock],
        });
        const { rows } = await client.query<{ slot: string }>({
          name: 'mail-slot',
          text: `SELECT setval('mail_slots', greatest(last_value + $1, (extract(epoch FROM clock_timestamp()) * 1000)::bigint)) AS slot
                   FROM mail_slots`,
          values: [spacingMs],
        });
        return new Date(Number(rows[0]?.slot));
      }),
  };
}
