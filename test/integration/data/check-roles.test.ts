import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { checkRoles } from '../../../src/data/check-roles.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let superuser: pg.Client;
const made: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
});
afterAll(async () => {
  for (const role of made) await superuser.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  await superuser.end();
  await database.drop();
});

/** A role for one test, as a connection string. */
async function role(options: string): Promise<string> {
  const name = `check_${randomBytes(6).toString('hex')}`;
  await superuser.query(`CREATE ROLE ${name} LOGIN PASSWORD 'secret' ${options}`);
  made.push(name);
  const url = new URL(database.urls.app);
  await superuser.query(`GRANT CONNECT ON DATABASE ${url.pathname.slice(1)} TO ${name}`);
  url.username = name;
  url.password = 'secret';
  return url.href;
}
const check = (urls: { app?: string; dispatcher?: string }) => checkRoles({ ...database.urls, ...urls });

it('accepts the roles as they are set up, and members of them', async () => {
  await check({});
  await check({ app: await role('IN ROLE threadcoach_app INHERIT') });
});

it.each([
  ['a superuser', 'SUPERUSER'],
  ['a role with BYPASSRLS', 'BYPASSRLS IN ROLE threadcoach_app'],
  ['a member of the owner of the tables', 'IN ROLE threadcoach_owner, threadcoach_app'],
  ['a member of a superuser', 'IN ROLE postgres, threadcoach_app'],
])('refuses %s', async (_what, options) => {
  const url = await role(options);
  await expect(check({ app: url })).rejects.toMatchObject({
    code: 'DATA_020',
    userMessage: expect.stringContaining('DATABASE_URL') as string,
  });
  await expect(check({ dispatcher: url })).rejects.toMatchObject({
    code: 'DATA_020',
    userMessage: expect.stringContaining('DATABASE_DISPATCHER_URL') as string,
  });
});

it('refuses the owner itself', async () => {
  await expect(check({ app: database.urls.owner })).rejects.toMatchObject({ code: 'DATA_020' });
});

it('refuses the two roles the wrong way round, and one that is both', async () => {
  await expect(check({ app: database.urls.dispatcher })).rejects.toMatchObject({ code: 'DATA_023' });
  await expect(check({ dispatcher: database.urls.app })).rejects.toMatchObject({ code: 'DATA_023' });
  const both = await role('IN ROLE threadcoach_app, threadcoach_dispatcher');
  await expect(check({ app: both })).rejects.toMatchObject({ code: 'DATA_023' });
});

it('names the variable whose database cannot be reached', async () => {
  const nowhere = new URL(database.urls.app);
  nowhere.port = '1';
  await expect(check({ app: nowhere.href })).rejects.toMatchObject({
    code: 'DATA_021',
    retry: 'later',
    userMessage: expect.stringContaining('DATABASE_URL') as string,
  });
});

it('says how to bring an empty database up to date', async () => {
  const name = `t_empty_${randomBytes(4).toString('hex')}`;
  await superuser.query(`CREATE DATABASE ${name} OWNER threadcoach_owner`);
  try {
    const empty = new URL(database.urls.app);
    empty.pathname = `/${name}`;
    await expect(check({ app: empty.href })).rejects.toMatchObject({
      code: 'DATA_022',
      userMessage: expect.stringContaining('threadcoach migrate') as string,
    });
  } finally {
    await superuser.query(`DROP DATABASE ${name} WITH (FORCE)`);
  }
});
