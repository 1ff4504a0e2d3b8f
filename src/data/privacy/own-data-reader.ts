import type pg from 'pg';
import type { Owner } from '../../coaching/people/owner.ts';
import type { OwnDataReader, OwnTable } from '../../coaching/privacy/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import type { SealedBox } from '../sealed-box.ts';
import { openArchive } from './archive.ts';
import { bind } from './bind.ts';
import { personalData } from './personal-data.ts';
import type { PersonalTable } from './personal-table.ts';
import { sharedPlaces } from './shared-places.ts';

interface ArchiveRow {
  id: string;
  month: string;
  messages_sealed: Buffer;
}

/** The product's own column names. */
const array = (columns: readonly string[]): string =>
  `ARRAY[${columns.map((column) => `'${column}'`).join(', ')}]::text[]`;

async function readTable(
  client: pg.PoolClient,
  table: string,
  { holds, export: condition, omit = [], partly }: PersonalTable,
  userId: string,
): Promise<OwnTable[]> {
  if (condition === undefined) return [];
  const left =
    partly === undefined
      ? ''
      : ` - CASE WHEN ${partly.when} THEN ${array(partly.omit)} ELSE ${array([])} END`;
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    bind(`SELECT to_jsonb(t) - ${array(omit)}${left} AS row FROM ${table} t WHERE ${condition}`, {
      user: userId,
    }),
  );
  return [{ table, holds, rows: rows.map(({ row }) => row) }];
}

/** Archives open for their owner, and for nobody and nothing else. */
async function readArchives(client: pg.PoolClient, box: SealedBox, { userId }: Owner): Promise<OwnTable> {
  const { rows } = await client.query<ArchiveRow>(
    `SELECT id, month::text, messages_sealed FROM conversation_archives WHERE user_id = $1 ORDER BY month, created_at`,
    [userId],
  );
  return {
    table: 'conversation_archives',
    holds: personalData['conversation_archives']?.holds ?? '',
    rows: rows.map(({ id, month, messages_sealed: sealed }) => ({ month, ...openArchive(box, id, sealed) })),
  };
}

/** What a person has of their own, as one snapshot, in the scope of that person; shared places each in theirs. */
export function createOwnDataReader({ pool, box }: { pool: ScopedPool; box: SealedBox }): OwnDataReader {
  const saidInPlaces = async ({ organizationId, userId }: Owner): Promise<OwnTable> => {
    const rows: Record<string, unknown>[] = [];
    for (const conversationKey of await sharedPlaces(pool, organizationId)) {
      const said = await pool.runInScope<{ row: Record<string, unknown> }>(
        { organizationId, userId, conversationKey },
        {
          text: `SELECT jsonb_build_object('conversation_key', conversation_key, 'role', role, 'text', text, 'created_at', created_at) AS row
                   FROM conversation_messages
                  WHERE conversation_key = $1 AND user_id IS NULL AND turn_by = $2 ORDER BY seq`,
          values: [conversationKey, userId],
        },
      );
      rows.push(...said.rows.map(({ row }) => row));
    }
    return { table: 'shared_messages', holds: 'What you asked in channels, and the answers', rows };
  };
  return {
    async read(owner) {
      const own = await pool.withScope(
        owner,
        async (client) => {
          const tables: OwnTable[] = [];
          for (const [name, table] of Object.entries(personalData)) {
            if (name === 'conversation_archives') tables.push(await readArchives(client, box, owner));
            else tables.push(...(await readTable(client, name, table, owner.userId)));
          }
          return tables;
        },
        { snapshot: true },
      );
      return [...own, await saidInPlaces(owner)];
    },
  };
}
