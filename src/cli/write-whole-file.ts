import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../shared/errors.ts';

/**
 * Written beside its place and then renamed: whoever reads the file sees the old one or all of the new one.
 * @throws AppError EXPORT_002 where the file is there already, EXPORT_003 where it cannot be written
 */
export async function writeWholeFile(
  file: string,
  chunks: AsyncIterable<string> | Iterable<Uint8Array>,
  { force }: { force: boolean },
): Promise<void> {
  if (!force && (await exists(file))) {
    throw new AppError({
      code: 'EXPORT_002',
      message: 'The file is there already.',
      userMessage: `${file} is there already. Choose another name, or add --force to replace it.`,
    });
  }
  const folder = dirname(file);
  if (!(await isWritableFolder(folder))) {
    throw new AppError({
      code: 'EXPORT_003',
      message: 'The folder cannot be written to.',
      userMessage: `I cannot write to the folder ${folder}. Make it first, or choose another one.`,
    });
  }
  const partial = join(folder, `.${basename(file)}.${randomBytes(6).toString('hex')}.partial`);
  try {
    // Summaries are about people: nobody else on the machine reads them by default.
    const handle = await open(partial, 'wx', 0o600);
    try {
      for await (const chunk of chunks) await handle.appendFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file, constants.F_OK).then(
    () => true,
    () => false,
  );

async function isWritableFolder(folder: string): Promise<boolean> {
  try {
    if (!(await stat(folder)).isDirectory()) return false;
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
