import { transformFile } from '@swc/core';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '../../..');
/** What a process of the product reads beside its program. */
const read = ['node_modules', 'prisma', 'demo'];
/** The browser's half is no part of it. */
const leftOut = join('bot', 'local', 'page');

/** A constant of its own, because swc's types do not know the last option yet. */
const jsc = {
  target: 'es2023',
  parser: { syntax: 'typescript' },
  rewriteRelativeImportExtensions: true,
} as const;

export interface BuiltProduct {
  /** Absolute path of a program, given as its source, e.g. `new URL('…/src/app/main.ts', import.meta.url)`. */
  program(source: URL): string;
  remove(): Promise<void>;
}

/**
 * The product as JavaScript in a folder of its own, made from the sources as they are, so that a test can run it, and
 * programs of its own beside it, in processes that may be killed.
 */
export async function buildProduct(): Promise<BuiltProduct> {
  const folder = await mkdtemp(join(tmpdir(), 'threadcoach-product-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  const own = join('test', 'support', 'crash');
  const sources = [...(await filesIn('src')), ...(await filesIn(own))].filter(
    (path) => !path.startsWith(join('src', leftOut)),
  );
  await Promise.all(sources.map((path) => compile(folder, path)));
  for (const name of read) await symlink(join(root, name), join(folder, name));
  return {
    program: (source) => join(folder, relative(root, fileURLToPath(source)).replace(/\.ts$/, '.js')),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  return names.filter((name) => /(?<!\.d)\.(?:ts|mjs)$/.test(name)).map((name) => join(folder, name));
}

async function compile(folder: string, path: string): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  if (path.endsWith('.mjs')) {
    await copyFile(join(root, path), target);
    return;
  }
  const { code } = await transformFile(join(root, path), { swcrc: false, jsc, module: { type: 'es6' } });
  await writeFile(target.replace(/\.ts$/, '.js'), code);
}
