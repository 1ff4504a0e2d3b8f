import { personalData } from '../../../src/data/privacy/personal-data.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const look = async (sql: string): Promise<Record<string, string>[]> =>
  withConnection(
    database.superuserUrl,
    async (client) => (await client.query<Record<string, string>>(sql)).rows,
  );

describe('the personal data map', () => {
  it('says of every table how a person is in it', async () => {
    const rows = await look(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
         AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations' ORDER BY 1`,
    );
    expect(Object.keys(personalData).sort()).toEqual(rows.map(({ name }) => name));
  });

  it('says of every column that names a person what their deletion does with it', async () => {
    const rows = await look(
      `SELECT DISTINCT coalesce(parent.relname, t.relname) AS name, a.attname AS column
         FROM pg_constraint k
         JOIN pg_class t ON t.oid = k.conrelid
         LEFT JOIN pg_inherits i ON i.inhrelid = t.oid
         LEFT JOIN pg_class parent ON parent.oid = i.inhparent
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        WHERE k.contype = 'f' AND k.confrelid = 'public.users'::regclass ORDER BY 1, 2`,
    );
    const named = Object.entries(personalData).flatMap(([name, { people = {} }]) =>
      Object.keys(people).map((column) => ({ name, column })),
    );
    const inOrder = (list: readonly Record<string, string>[]) =>
      list.map(({ name, column }) => `${name}.${column}`).sort();
    expect(inOrder(named)).toEqual(inOrder(rows));
  });

  it('gives a reason wherever something stays or nothing is exported', () => {
    const silent = Object.entries(personalData).filter(
      ([, { people = {}, export: given, because }]) =>
        because === undefined && (given === undefined || Object.values(people).includes('keep')),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('leaves out of exports only columns that are there', async () => {
    const rows = await look(
      `SELECT table_name AS name, column_name AS column FROM information_schema.columns WHERE table_schema = 'public'`,
    );
    const there = new Set(rows.map(({ name, column }) => `${name}.${column}`));
    const omitted = Object.entries(personalData).flatMap(([name, { omit = [], partly }]) =>
      [...omit, ...(partly?.omit ?? [])].map((column) => `${name}.${column}`),
    );
    expect(omitted.filter((column) => !there.has(column))).toEqual([]);
  });
});
