import pg from 'pg';

interface Reference {
  table: string;
  column: string;
  /** Some of its rows open to their owner alone. */
  isPrivate: boolean;
}

/** Every column that refers to a table's id, as the catalogue knows them: a table that comes later is not forgotten. */
async function referencesTo(client: pg.PoolClient, table: string): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(
    `SELECT c.conrelid::regclass::text AS table, a.attname::text AS column,
            EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.conrelid
                       AND pg_get_expr(p.polqual, p.polrelid) LIKE '%scope_user%') AS "isPrivate"
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND c.confrelid = $1::regclass AND c.conparentid = 0 AND array_length(c.conkey, 1) = 1
      ORDER BY 1, 2`,
    [table],
  );
  return rows;
}

const scanOf = (references: readonly Reference[]): string =>
  references
    .map(
      ({ table, column }) =>
        `SELECT ${pg.escapeLiteral(table)} AS name FROM ${pg.escapeIdentifier(table)} WHERE ${pg.escapeIdentifier(column)} = ANY ($1::uuid[])`,
    )
    .join(' UNION ALL ');

/** What people call the rows of a table; else its name with blanks. */
const labels: Readonly<Record<string, string>> = {
  coaching_sessions: 'sessions',
  session_participants: 'sessions',
  one_on_ones: '1:1s',
  quick_notes: 'notes',
  performance_metrics: 'figures',
  performance_metrics_archive: 'figures',
  action_plans: 'records of coaching',
  plan_check_ins: 'records of coaching',
  chat_identities: 'a place in chat',
  users: 'people whom they lead',
  audit_log: 'things they did here',
};

/**
 * What refers to these rows, by name, with how many; empty: nothing does. What belongs to people alone is looked for in the
 * scope of each: pass their ids as `ids` of `users`.
 * @param except tables whose rows go with these
 */
export async function dependentsOf(
  client: pg.PoolClient,
  {
    table,
    ids,
    except,
  }: { table: 'users' | 'coaching_sessions'; ids: readonly string[]; except: readonly string[] },
): Promise<string[]> {
  if (ids.length === 0) return [];
  const references = (await referencesTo(client, table)).filter((one) => !except.includes(one.table));
  const names = new Set<string>();
  const look = async (among: readonly Reference[], of: readonly string[]): Promise<void> => {
    if (among.length === 0) return;
    const text = `SELECT DISTINCT name FROM (${scanOf(among)}) AS found`;
    const { rows } = await client.query<{ name: string }>(text, [of]);
    for (const { name } of rows) names.add(labels[name] ?? name.replaceAll('_', ' '));
  };
  await look(references, ids);
  if (table === 'users') {
    const shut = references.filter(({ isPrivate }) => isPrivate);
    for (const id of ids) {
      await client.query(`SELECT set_config('app.user_id', $1, true)`, [id]);
      await look(shut, [id]);
    }
    await client.query(`SELECT set_config('app.user_id', '', true)`);
  }
  return [...names].sort();
}
