import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgresBinaries } from '../../../src/embedded/postgres-binaries.ts';
import { canEnter } from '../../../src/embedded/postgres-home.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'postgres-home-'));
});

afterEach(() => rm(directory, { recursive: true }));

it('sees whether another account can pass all folders on the way', async () => {
  const nobody = { uid: 65534, gid: 65534 };
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const inner = join(directory, 'a', 'b');
  await mkdir(inner, { recursive: true });
  await chmod(directory, 0o711);
  await chmod(join(directory, 'a'), 0o711);
  await chmod(inner, 0o711);
  expect(await canEnter(nobody, inner)).toBe(true);
  await chmod(directory, 0o700);
  expect(await canEnter(nobody, inner)).toBe(false);
  expect(await canEnter(me, inner)).toBe(true);
});

it('names the settings to use on a system without a server of its own', async () => {
  await expect(findPostgresBinaries('aix-ppc64')).rejects.toMatchObject({
    code: 'EMBEDDED_001',
    userMessage: expect.stringMatching(/aix-ppc64.*DATABASE_URL.*CHROMA_URL/) as string,
  });
});
