import type { OwnHistory, OwnScope } from '../../coaching/performance/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/** Each statement names the person: the tenant's tables are shut to others by their verbs, not by a policy. */
export function createOwnHistory(pool: ScopedPool): OwnHistory {
  const run = async <R extends Record<string, unknown>>(
    { organizationId, userId }: OwnScope,
    name: string,
    text: string,
    more: readonly unknown[] = [],
  ): Promise<R[]> => {
    const statement = { name, text, values: [organizationId, userId, ...more] };
    return (await pool.runInScope<R>({ organizationId, userId }, statement)).rows;
  };
  return {
    async seenAt(own) {
      const [row] = await run<{ seen_at: Date }>(
        own,
        'own-seen-at',
        'SELECT seen_at FROM own_data_views WHERE organization_id = $1 AND user_id = $2',
      );
      return row?.seen_at;
    },

    async markSeen(own, at) {
      await run(
        own,
        'own-mark-seen',
        `INSERT INTO own_data_views (organization_id, user_id, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET seen_at = GREATEST(own_data_views.seen_at, EXCLUDED.seen_at), updated_at = now()`,
        [at],
      );
    },

    async lastSession(own, before) {
      const [row] = await run<{ date: string; at: Date }>(
        own,
        'own-last-session',
        `SELECT session.session_date::text AS date,
                COALESCE(session.scheduled_at, (session.session_date + 1)::timestamp AT TIME ZONE 'UTC') AS at
           FROM coaching_sessions session
          WHERE session.organization_id = $1 AND session.meeting_status = 'held'
            AND (session.facilitator_id = $2 OR EXISTS (
              SELECT FROM session_participants person WHERE person.session_id = session.id AND person.user_id = $2))
            AND COALESCE(session.scheduled_at, session.session_date::timestamp AT TIME ZONE 'UTC') < $3
          ORDER BY session.session_date DESC, session.created_at DESC LIMIT 1`,
        [before],
      );
      // A session of today whose hour is not known cannot lie ahead.
      return row === undefined ? undefined : { date: row.date, at: row.at < before ? row.at : before };
    },

    async itemsSince(own, since) {
      const rows = await run<{ title: string; done: boolean }>(
        own,
        'own-items-since',
        `SELECT title, state IN ('completed', 'verified') AS done FROM action_items
          WHERE organization_id = $1 AND owner_user_id = $2 AND state <> 'cancelled'
            AND (created_at >= $3 OR (state IN ('completed', 'verified') AND completed_at >= $3))
          ORDER BY created_at, id`,
        [since],
      );
      const titles = (done: boolean) => rows.filter((row) => row.done === done).map(({ title }) => title);
      return { added: titles(false), done: titles(true) };
    },

    summariesSince: (own, since) =>
      run<{ title: string; date: string }>(
        own,
        'own-summaries-since',
        `SELECT session.title, session.session_date::text AS date
           FROM session_participants person
           JOIN summaries summary ON summary.participant_id = person.id
           JOIN coaching_sessions session ON session.id = summary.session_id
          WHERE person.organization_id = $1 AND person.user_id = $2
            AND summary.state = 'approved' AND summary.approved_at >= $3
          ORDER BY summary.approved_at`,
        [since],
      ),
  };
}
