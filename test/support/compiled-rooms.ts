import { transformFile } from '@swc/core';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A constant of its own, because swc's types do not know the last option yet. */
const jsc = {
  target: 'es2023',
  parser: { syntax: 'typescript' },
  rewriteRelativeImportExtensions: true,
} as const;

/**
 * Compiles some rooms of `src` to JavaScript under `<target>/src`, beside a link to the installed packages, so that
 * a test can run them in a process of its own.
 */
export async function compileRooms(target: string, rooms: readonly string[]): Promise<void> {
  await writeFile(join(target, 'package.json'), '{"type":"module"}');
  for (const room of rooms) {
    const names = (await readdir(join(root, 'src', room))).filter((name) => name.endsWith('.ts'));
    await mkdir(join(target, 'src', room), { recursive: true });
    await Promise.all(
      names.map(async (name) => {
        const { code } = await transformFile(join(root, 'src', room, name), {
          swcrc: false,
          jsc,
          module: { type: 'es6' },
        });
        await writeFile(join(target, 'src', room, name.replace(/\.ts$/, '.js')), code);
      }),
    );
  }
  await symlink(join(root, 'node_modules'), join(target, 'node_modules'));
}
