import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

/** What PostgreSQL calls the types of schema.prisma, where no `@db.…` says otherwise. */
const defaultTypes: Readonly<Record<string, string>> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Boolean: 'bool',
  Json: 'jsonb',
  Bytes: 'bytea',
  Float: 'float8',
  DateTime: 'timestamp',
};
const nativeTypes: Readonly<Record<string, string>> = {
  Uuid: 'uuid',
  Date: 'date',
  Timestamptz: 'timestamptz',
  SmallInt: 'int2',
  Real: 'float4',
  Text: 'text',
  Decimal: 'numeric',
};

interface Column {
  type: string;
  nullable: boolean;
}
type Tables = Record<string, Record<string, Column>>;

/** Tables and columns as schema.prisma describes them. */
function parseSchema(schema: string): Tables {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)];
  const names = new Set(models.map(([, name]) => name));
  return Object.fromEntries(
    models.map(([, name = '', body = '']) => {
      const columns = [...body.matchAll(/^ {2}(\w+)\s+(\w+)(\[\])?(\?)?(.*)$/gm)]
        .filter(([, , type = '']) => !names.has(type))
        .map(([, field = '', type = '', list, optional, rest = '']): [string, Column] => {
          const native = /@db\.(\w+)/.exec(rest)?.[1];
          const base = native === undefined ? defaultTypes[type] : nativeTypes[native];
          return [
            /@map\("([^"]+)"\)/.exec(rest)?.[1] ?? field,
            {
              type: `${list === undefined ? '' : '_'}${base ?? `${type} ${native ?? ''}`}`,
              nullable: optional !== undefined,
            },
          ];
        });
      return [/@@map\("([^"]+)"\)/.exec(body)?.[1] ?? name, Object.fromEntries(columns)];
    }),
  );
}

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.urls.owner });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

it('schema.prisma and the migrations describe the same tables, columns, types and nullability', async () => {
  const { rows } = await owner.query<{ table: string; column: string; type: string; nullable: boolean }>(
    `SELECT table_name AS table, column_name AS column, udt_name AS type, is_nullable = 'YES' AS nullable
       FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND NOT EXISTS (
        SELECT 1 FROM pg_class WHERE relname = table_name AND relispartition)`,
  );
  const stored: Tables = {};
  for (const { table, column, type, nullable } of rows) (stored[table] ??= {})[column] = { type, nullable };
  const schema = await readFile(resolve(import.meta.dirname, '../../../prisma/schema.prisma'), 'utf8');
  expect(parseSchema(schema)).toEqual(stored);
});

it('every foreign key that a delete follows has an index, or a table small enough to do without', async () => {
  const { rows } = await owner.query<{ key: string }>(
    `SELECT c.conrelid::regclass || ' (' || a.attname || ')' AS key
       FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
      WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
        AND a.attname IN ('conversation_id', 'session_id', 'summary_id', 'chunk_id', 'channel_id', 'thread_id', 'installation_id')
        AND NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = a.attnum)`,
  );
  // summary_focus holds one row a person and thread; local_* exist in the demo alone.
  const small = /^(summary_focus|local_)/;
  expect(rows.map(({ key }) => key).filter((key) => !small.test(key))).toEqual([]);
});
