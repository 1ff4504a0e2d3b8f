import { writeSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boundedLog } from '../../../src/embedded/bounded-log.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bounded-log-'));
});

afterEach(() => rm(directory, { recursive: true }));

it('keeps a small log whole, and cuts one that grew while its writer goes on', async () => {
  const log = boundedLog(join(directory, 'server.log'));
  const writer = log.open();
  writeSync(writer.fd, 'first\n');
  await log.trim();
  expect(await log.tail(0, 5)).toBe('first');

  writeSync(writer.fd, Buffer.alloc(6 * 1024 * 1024, 'x'));
  await log.trim();
  writeSync(writer.fd, 'after the cut\n');
  writer.close();
  expect(await log.tail(0, 5)).toBe('after the cut');
  expect(await log.size()).toBe('after the cut\n'.length);
  expect((await stat(`${log.path}.1`)).size).toBe(6 * 1024 * 1024 + 'first\n'.length);
});

it('tells the last lines that were written after a moment', async () => {
  const log = boundedLog(join(directory, 'server.log'));
  expect(await log.tail(0, 5)).toBe('');
  const writer = log.open();
  writeSync(writer.fd, 'old\n');
  const before = await log.size();
  writeSync(writer.fd, 'one\n\ntwo\nthree\n');
  writer.close();
  expect(await log.tail(before, 2)).toBe('two\nthree');
  expect(await log.tail(before, 9)).toBe('one\ntwo\nthree');
});
