import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  endStartedWith,
  findStartedWith,
  startTokenOf,
  wasStartedWith,
} from '../../../src/embedded/process-identity.ts';

const mark = `--mark ${process.pid}-a`;
const script = 'process.stdin.resume(); process.on("SIGINT", () => {}); console.log("up")';

async function marked(): Promise<ReturnType<typeof spawn>> {
  const child = spawn(process.execPath, ['-e', script, '--', ...mark.split(' ')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

it('knows a process by its start and its arguments, and forgets it when it ends', async () => {
  const child = await marked();
  const pid = child.pid ?? 0;
  const token = await startTokenOf(pid);
  expect(token).toBeDefined();
  expect(await startTokenOf(pid)).toBe(token);
  expect(await startTokenOf(process.pid)).not.toBe(token);
  expect(await wasStartedWith(pid, mark)).toBe(true);
  expect(await wasStartedWith(pid, mark.slice(0, -1))).toBe(false);
  expect(await wasStartedWith(process.pid, mark)).toBe(false);
  expect(await findStartedWith(mark)).toEqual([pid]);

  const closed = once(child, 'close');
  await endStartedWith(pid, 'another program', ['SIGKILL'], 100);
  expect(await wasStartedWith(pid, mark)).toBe(true);
  // It ignores the first signal, so the second one must follow.
  await endStartedWith(pid, mark, ['SIGINT', 'SIGKILL'], 100);
  await closed;
  expect(await startTokenOf(pid)).toBeUndefined();
  expect(await findStartedWith(mark)).toEqual([]);
  await endStartedWith(pid, mark, ['SIGKILL'], 100);
});

it('holds a process for ended that nobody has collected yet', async () => {
  // The shell becomes a program that never collects its child.
  const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 60']);
  const [data] = (await once(parent.stdout, 'data')) as [Buffer];
  const pid = Number(data.toString());
  let token: string | undefined;
  do token = await startTokenOf(pid);
  while (token !== undefined);
  expect(await wasStartedWith(pid, 'true')).toBe(false);
  const closed = once(parent, 'close');
  parent.kill('SIGKILL');
  await closed;
});
