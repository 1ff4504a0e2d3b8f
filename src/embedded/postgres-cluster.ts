import { chown, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../shared/ids.ts';
import { runProgram } from './child-process.ts';
import {
  cannotLeaveRoot,
  databaseDidNotStart,
  diskFull,
  otherDatabaseVersion,
  saysDiskFull,
  unsupportedPlatform,
} from './errors.ts';
import { programPath } from './postgres-binaries.ts';
import { clusterPathOf, clusterVersion } from './postgres-files.ts';
import type { PostgresHome } from './postgres-home.ts';

/** A new cluster takes 40 MB, its first write-ahead segments and the vector index as much again. */
const freshBytes = 200 * 1024 * 1024;

/**
 * The folder with the cluster's files, created on the first call. It appears complete or not at all, so that a crash
 * or a full disk half-way leaves nothing that looks like a database.
 *
 * @throws {AppError} EMBEDDED_003 without room, EMBEDDED_006 when another version wrote the data.
 */
export async function ensureCluster(
  home: PostgresHome,
  options: { major: string; password: string; onCreate: () => void },
): Promise<string> {
  const data = clusterPathOf(home);
  const written = await clusterVersion(home);
  if (written !== undefined) {
    if (written !== options.major) throw otherDatabaseVersion(written, options.major, data);
    return data;
  }
  const space = await statfs(home.path);
  if (space.bavail * space.bsize < freshBytes) throw diskFull(home.path);
  options.onCreate();
  const leftovers = (await readdir(home.path)).filter((name) => /^(?:draft|password)-/.test(name));
  await Promise.all(
    leftovers.map((name) => {
      // An initdb whose parent was killed may still be writing there for a moment.
      return rm(join(home.path, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    }),
  );

  const draft = join(home.path, `draft-${newId()}`);
  const passwordFile = join(home.path, `password-${newId()}`);
  try {
    await writeFile(passwordFile, options.password, { mode: 0o600 });
    if (home.account !== undefined) await chown(passwordFile, home.account.uid, home.account.gid);
    await initdb(home, draft, passwordFile);
    await rename(draft, data);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
  return data;
}

async function initdb(home: PostgresHome, draft: string, passwordFile: string): Promise<void> {
  const args = [
    ...[
      '-D',
      draft,
      '--username',
      'postgres',
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      '--encoding',
      'UTF8',
    ],
    // PostgreSQL's own locale: sorting, and so every index on text, stays the same when the system's libraries change.
    ...['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
  ];
  const program = programPath(home.native, 'initdb');
  const result = await runProgram(program, args, {
    cwd: home.path,
    account: home.account,
    timeoutMs: 120_000,
  });
  if (result.ok) return;
  if (saysDiskFull(result.output)) throw diskFull(home.path);
  if (result.error !== undefined) throw cannotRun(result.error, home);
  const complaint = result.output.split('\n').find((line) => /error|fatal|could not/i.test(line));
  throw databaseDidNotStart(complaint ?? 'initdb failed', undefined);
}

/** The program is there but the system would not run it. */
export function cannotRun(error: NodeJS.ErrnoException, home: PostgresHome): Error {
  // The file exists, so what is missing is its loader: the binaries are linked against glibc.
  if (error.code === 'ENOENT')
    return unsupportedPlatform('PostgreSQL', `${process.platform} without glibc`, error);
  if (home.account !== undefined)
    return cannotLeaveRoot(`${error.code ?? 'error'} when running as uid ${home.account.uid}`, error);
  return databaseDidNotStart(error.message, undefined, error);
}
