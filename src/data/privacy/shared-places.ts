import type { ScopedPool } from '../scoped-pool.ts';

/** Keys of every shared conversation that the bot takes part in: what was said there opens to its place alone. */
export async function sharedPlaces(pool: ScopedPool, organizationId: string): Promise<string[]> {
  const { rows } = await pool.runInScope<{ key: string }>(
    { organizationId },
    {
      text: `SELECT conversation_key AS key FROM conversation_references
              WHERE organization_id = $1 AND place ->> 'kind' <> 'direct' ORDER BY 1`,
      values: [organizationId],
    },
  );
  return rows.map(({ key }) => key);
}
