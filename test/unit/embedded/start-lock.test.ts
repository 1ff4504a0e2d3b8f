import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTokenOf } from '../../../src/embedded/process-identity.ts';
import { acquireStartLock } from '../../../src/embedded/start-lock.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'start-lock-'));
});

afterEach(() => rm(directory, { recursive: true }));

it('is held by one at a time, and everyone gets a turn', async () => {
  let inside = 0;
  let turns = 0;
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      const lock = await acquireStartLock(directory);
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
      inside -= 1;
      await lock.release();
    }),
  );
  expect(turns).toBe(12);
  expect(await readdir(directory)).toHaveLength(1);
});

it('passes from a holder that died, even if its process id lives on in another program', async () => {
  const child = spawn('sleep', ['60']);
  const pid = child.pid ?? 0;
  await writeFile(join(directory, 'lock-7'), JSON.stringify({ pid, startedAt: await startTokenOf(pid) }));
  await expect(acquireStartLock(directory, { timeoutMs: 0 })).rejects.toMatchObject({
    code: 'EMBEDDED_009',
    retry: 'later',
    userMessage: expect.stringContaining(`process ${pid}`) as string,
  });
  child.kill('SIGKILL');
  await once(child, 'close');
  const lock = await acquireStartLock(directory, { timeoutMs: 0 });
  await lock.release();

  await writeFile(
    join(directory, 'lock-99'),
    JSON.stringify({ pid: process.pid, startedAt: 'before the last boot' }),
  );
  await (await acquireStartLock(directory, { timeoutMs: 0 })).release();
});

it('takes a lock file that was never finished for nobody', async () => {
  await writeFile(join(directory, 'lock-1'), '{"pid":');
  await (await acquireStartLock(directory, { timeoutMs: 0 })).release();
});

it('says once that it waits', async () => {
  const first = await acquireStartLock(directory);
  let told = 0;
  const second = acquireStartLock(directory, { onWait: () => ((told += 1), void first.release()) });
  await (await second).release();
  expect(told).toBe(1);
});
