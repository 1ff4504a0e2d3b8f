import { createHash } from 'node:crypto';
import { chmod, chown, cp, mkdir, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { newId } from '../shared/ids.ts';
import { cannotLeaveRoot, foreignOwner, toDataFolderError } from './errors.ts';
import { clusterVersion } from './postgres-files.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';

/** Where PostgreSQL's data and program live, and as whom it runs. */
export interface PostgresHome {
  /** Folder of our own that holds `data` and, where it was needed, a copy of the server. */
  path: string;
  /** The `native` folder to start from: the installed package, or its copy. */
  native: string;
  /** Set when we are root: PostgreSQL refuses to run as root. */
  account: Account | undefined;
}

export interface Account {
  uid: number;
  gid: number;
}

/** The account that owns nothing; the numbers are the same on every Linux. */
const nobody: Account = { uid: 65534, gid: 65534 };

/** Where root puts what `nobody` cannot reach inside the data folder. Not the folder for temporary files: reboots empty it. */
const defaultOutside = '/var/lib/threadcoach';

export interface HomeOptions {
  dataDir: string;
  binaries: PostgresBinaries;
  /** The home of an earlier start, written down when it lay outside: the data folder itself may be moved. */
  recorded: string | undefined;
  /** Called before the server is copied, which takes a moment. */
  onCopy?: () => void;
  /** Called when a home outside the data folder belonged to a data folder that was deleted since. */
  onAbandoned?: (movedTo: string) => void;
  /** @default '/var/lib/threadcoach' */
  outside?: string;
}

/**
 * Finds the place for PostgreSQL: inside the data folder, or, when we are root and the data folder lies under a folder
 * that the unprivileged account cannot enter (a checkout in root's own home), outside it.
 *
 * @throws {AppError} EMBEDDED_004 when the data belongs to someone else, EMBEDDED_010 when root finds no place.
 */
export async function preparePostgresHome(options: HomeOptions): Promise<PostgresHome> {
  const uid = process.getuid?.();
  const inside = homeInside(options.dataDir);
  if (uid !== 0) {
    const path = options.recorded ?? inside;
    await mkdir(path, { recursive: true, mode: 0o700 });
    const owner = (await stat(path)).uid;
    if (uid !== undefined && owner !== uid) throw foreignOwner(path, owner);
    return { path, native: options.binaries.native, account: undefined };
  }
  const stays =
    (await canEnter(nobody, options.dataDir)) || (await clusterVersion({ path: inside })) !== undefined;
  const path = options.recorded ?? (stays ? inside : await claimOutside(options));
  const account = await giveTo(path);
  const native = (await canEnter(account, options.binaries.native))
    ? options.binaries.native
    : await copyServer(path, options);
  if (!(await canEnter(account, path))) {
    throw cannotLeaveRoot(`the account ${account.uid} cannot enter ${path}`);
  }
  return { path, native, account };
}

/** The usual place. */
export const homeInside = (dataDir: string): string => join(dataDir, 'postgres');

/** Makes the folder and hands it to the account that shall run PostgreSQL: its owner, unless that is root. */
async function giveTo(path: string): Promise<Account> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  const found = await stat(path);
  if (found.uid !== 0) return { uid: found.uid, gid: found.gid };
  await chown(path, nobody.uid, nobody.gid).catch((error: unknown) => {
    throw cannotLeaveRoot('this root may not give files away', error);
  });
  await chmod(path, 0o700);
  return nobody;
}

/** Whether the permission bits let `account` enter `path` and all its parents. */
export async function canEnter(account: Account, path: string): Promise<boolean> {
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A folder outside, one for each data folder. */
async function claimOutside(options: HomeOptions): Promise<string> {
  const outside = options.outside ?? defaultOutside;
  const path = join(outside, createHash('sha256').update(options.dataDir).digest('hex').slice(0, 16));
  try {
    await mkdir(outside, { recursive: true });
    await chmod(outside, 0o711);
    const leftover = await stat(path).catch(() => undefined);
    if (leftover !== undefined) {
      // The data folder does not know of it, so it was deleted to begin afresh. One generation is kept, in case.
      const abandoned = `${path}.abandoned`;
      await rm(abandoned, { recursive: true, force: true });
      await rename(path, abandoned);
      options.onAbandoned?.(abandoned);
    }
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    throw cannotLeaveRoot(toDataFolderError(error, outside).message, error);
  }
  return path;
}

async function copyServer(home: string, { binaries, onCopy }: HomeOptions): Promise<string> {
  const copy = join(home, `server-${binaries.version}`);
  if ((await stat(copy).catch(() => undefined)) !== undefined) return copy;
  onCopy?.();
  const draft = `${copy}.${newId()}`;
  await cp(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rename(draft, copy);
  const others = (await readdir(home)).filter(
    (name) => name.startsWith('server-') && name !== basename(copy),
  );
  await Promise.all(others.map((name) => rm(join(home, name), { recursive: true, force: true })));
  return copy;
}
