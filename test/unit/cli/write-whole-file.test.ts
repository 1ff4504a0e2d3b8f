import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWholeFile } from '../../../src/cli/write-whole-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threadcoach-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

// eslint-disable-next-line @typescript-eslint/require-await -- an AsyncIterable is what is needed
async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield text;
  }
}

it('writes the whole, for its owner alone', async () => {
  const file = join(folder, 'out.csv');
  await writeWholeFile(file, pieces('one,', 'two'), { force: false });
  expect(readFileSync(file, 'utf8')).toBe('one,two');
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

it('replaces a file only when told to', async () => {
  const file = join(folder, 'out.csv');
  writeFileSync(file, 'old');
  await expect(writeWholeFile(file, pieces('new'), { force: false })).rejects.toMatchObject({
    code: 'EXPORT_002',
  });
  expect(readFileSync(file, 'utf8')).toBe('old');
  await writeWholeFile(file, pieces('new'), { force: true });
  expect(readFileSync(file, 'utf8')).toBe('new');
});

it('leaves nothing half done behind, and the old file as it was', async () => {
  const file = join(folder, 'out.csv');
  writeFileSync(file, 'old');
  const broken = writeWholeFile(file, pieces('half', new Error('the database went away')), { force: true });
  await expect(broken).rejects.toThrow('the database went away');
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['out.csv']);
});

it('says which folder is missing', async () => {
  const file = join(folder, 'nowhere', 'out.csv');
  await expect(writeWholeFile(file, pieces('x'), { force: false })).rejects.toMatchObject({
    code: 'EXPORT_003',
  });
});
