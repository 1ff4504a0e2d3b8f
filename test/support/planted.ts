import { withConnection } from '../../src/embedded/database-roles.ts';

/**
 * Every table, of whatever schema, in which a phrase stands in some column of some row: text, JSON, lists and bytes, seen
 * by a superuser whom no row policy binds.
 * @returns `schema.table`, sorted
 */
export function findPlanted(superuserUrl: string, phrase: string): Promise<string[]> {
  return withConnection(superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of rows) {
      // A whole row as text: bytes are shown in hex.
      const hit = await client.query(
        `SELECT 1 FROM ${name} t WHERE position(lower($1) IN lower(t::text)) > 0 OR position($2 IN t::text) > 0 LIMIT 1`,
        [phrase, Buffer.from(phrase, 'utf8').toString('hex')],
      );
      if (hit.rowCount !== 0) found.push(name.replace('public.', ''));
    }
    return found;
  });
}
