import pg from 'pg';

export interface ProbeScope {
  organizationId?: string;
  userId?: string;
  conversationKey?: string;
}

interface Relation {
  name: string;
  /** Whether whole rows may be read; else only `columns`. */
  whole: boolean;
  columns: string[] | null;
}

const quoted = (identifier: string): string => pg.escapeIdentifier(identifier);

/** Every table, partition and view of every schema that this role may read at all. */
async function readable(client: pg.ClientBase): Promise<Relation[]> {
  const { rows } = await client.query<{
    schema: string;
    table: string;
    whole: boolean;
    columns: string[] | null;
  }>(
    `SELECT n.nspname AS schema, c.relname AS "table", has_table_privilege(c.oid, 'SELECT') AS whole,
            (SELECT array_agg(a.attname::text) FROM pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                AND has_column_privilege(c.oid, a.attnum, 'SELECT')) AS columns
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND has_schema_privilege(n.oid, 'USAGE')
      ORDER BY 1, 2`,
  );
  return rows
    .filter(({ whole, columns }) => whole || columns !== null)
    .map(({ schema, table, whole, columns }) => ({
      name: `${quoted(schema)}.${quoted(table)}`,
      whole,
      columns,
    }));
}

/** Names of the tables in which a row that this connection sees in this scope holds the words, in any column. */
export async function tablesHolding(
  client: pg.ClientBase,
  words: string,
  scope: ProbeScope = {},
): Promise<string[]> {
  const relations = await readable(client);
  const queries = relations.map(({ name, whole, columns }) => {
    const row = whole
      ? 'x::text'
      : `concat_ws(' ', ${(columns ?? []).map((c) => `x.${quoted(c)}::text`).join(', ')})`;
    return `SELECT ${pg.escapeLiteral(name.replaceAll('"', ''))} AS name WHERE EXISTS (SELECT 1 FROM ${name} x WHERE strpos(${row}, $1) > 0)`;
  });
  await client.query('BEGIN');
  try {
    await client.query(
      `SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true), set_config('app.conversation_key', $3, true)`,
      [scope.organizationId ?? '', scope.userId ?? '', scope.conversationKey ?? ''],
    );
    const { rows } = await client.query<{ name: string }>(queries.join(' UNION ALL '), [words]);
    return rows.map(({ name }) => name.replace(/^public\./, '')).toSorted();
  } finally {
    await client.query('ROLLBACK');
  }
}
