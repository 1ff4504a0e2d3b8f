import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { jest } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

jest.setTimeout(180_000);

const root = resolve(import.meta.dirname, '../..');

describe('the door of a production deployment', () => {
  let database: TestDatabase;
  let environment: NodeJS.ProcessEnv;
  const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((done) => {
      const program = ['bin/threadcoach.mjs', ...args];
      execFile(process.execPath, program, { cwd: root, env: environment }, (error, stdout, stderr) =>
        done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
      );
    });

  beforeAll(async () => {
    database = await createTestDatabase();
    const { urls, chromaUrl } = database;
    environment = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_MIGRATION_URL: urls.owner,
      DATABASE_URL: urls.app,
      DATABASE_DISPATCHER_URL: urls.dispatcher,
      QUEUE_DATABASE_URL: urls.queue,
      CHROMA_URL: chromaUrl,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
  });
  afterAll(() => database.drop());

  it('opens from a migrated database to people who may ask, and never seeds the demo', async () => {
    expect(await run('migrate', '--json')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('[]') as string,
    });

    const created = await run(
      'org',
      'create',
      'Example Ltd',
      '--admin',
      'ada@example.com',
      '--slack-team',
      'T0EXAMPLE',
    );
    expect(created).toMatchObject({ code: 0, stdout: expect.stringContaining('Example Ltd') as string });

    const taken = await run(
      'org',
      'create',
      'Other Ltd',
      '--admin',
      'bob@example.com',
      '--slack-team',
      'T0EXAMPLE',
    );
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('TENANT_001') as string });

    const imported = await run('people', 'import', 'demo/organization.json', '--json');
    expect(JSON.parse(imported.stdout)).toEqual({ created: 14, updated: 0, unchanged: 0 });

    const people = JSON.parse((await run('people', 'list', '--json')).stdout) as {
      email: string;
      role: string;
    }[];
    expect(people).toHaveLength(15);
    expect(people).toContainEqual(expect.objectContaining({ email: 'ada@example.com', role: 'ADMIN' }));

    // One organisation: the refused one left nothing behind, and no demo came by itself.
    const doctor = await run('doctor');
    expect(doctor).toMatchObject({ code: 0, stdout: expect.stringContaining('1 organisation') as string });
    expect(doctor.stdout).not.toContain('organisations');
  });
});
