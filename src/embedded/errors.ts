import { AppError } from '../shared/errors.ts';

const elsewhere = 'or set DATABASE_URL, DATABASE_MIGRATION_URL and CHROMA_URL to servers of your own';

export function unsupportedPlatform(what: string, platform: string, cause?: unknown): AppError {
  return new AppError({
    code: 'EMBEDDED_001',
    message: `no embedded ${what} for ${platform}`,
    userMessage: `Threadcoach brings no ${what} for this system (${platform}). Run "npm ci" again without --omit=optional, ${elsewhere}.`,
    cause,
  });
}

function dataFolderUnusable(dataDir: string, reason: string, cause?: unknown): AppError {
  return new AppError({
    code: 'EMBEDDED_002',
    message: `data folder ${dataDir} is unusable: ${reason}`,
    userMessage: `The data folder ${dataDir} cannot be used: ${reason}. Set THREADCOACH_DATA_DIR to a folder that you can write.`,
    cause,
  });
}

export function diskFull(dataDir: string, cause?: unknown): AppError {
  return new AppError({
    code: 'EMBEDDED_003',
    message: `no space left for the data folder ${dataDir}`,
    retry: 'later',
    userMessage: `The disk that holds ${dataDir} is full. Free at least 250 MB, or set THREADCOACH_DATA_DIR to a folder on another disk.`,
    cause,
  });
}

export function foreignOwner(path: string, ownerUid: number): AppError {
  return new AppError({
    code: 'EMBEDDED_004',
    message: `${path} belongs to uid ${ownerUid}`,
    userMessage: `${path} belongs to another user (uid ${ownerUid}). Start as that user, or set THREADCOACH_DATA_DIR to a folder of your own.`,
  });
}

/** `logFile` is left out when nothing wrote to it yet. */
export function databaseDidNotStart(reason: string, logFile: string | undefined, cause?: unknown): AppError {
  return new AppError({
    code: 'EMBEDDED_005',
    message: `embedded PostgreSQL did not start: ${reason}`,
    retry: 'later',
    userMessage: `The built-in database did not start: ${reason}.${logFile === undefined ? '' : ` Its log is ${logFile}.`} If that does not help, move the data folder away to begin afresh, ${elsewhere}.`,
    cause,
  });
}

export function otherDatabaseVersion(found: string, brought: string, dataPath: string): AppError {
  return new AppError({
    code: 'EMBEDDED_006',
    message: `cluster ${dataPath} has version ${found}, binaries have ${brought}`,
    userMessage: `The data in ${dataPath} was written by PostgreSQL ${found}, and this version brings ${brought}. Go back to the earlier version of Threadcoach to export it, or set THREADCOACH_DATA_DIR to a new folder.`,
  });
}

export function passwordsLost(secretsFile: string, cause?: unknown): AppError {
  return new AppError({
    code: 'EMBEDDED_007',
    message: `the passwords in ${secretsFile} do not open the cluster beside them`,
    userMessage: `The passwords in ${secretsFile} are missing or do not fit the database beside them. Restore that file, or set THREADCOACH_DATA_DIR to a new folder.`,
    cause,
  });
}

export function vectorIndexDidNotStart(reason: string, logFile: string): AppError {
  return new AppError({
    code: 'EMBEDDED_008',
    message: `embedded Chroma did not start: ${reason}`,
    retry: 'later',
    userMessage: `The built-in vector index did not start: ${reason}. Its log is ${logFile}. If that does not help, set CHROMA_URL to a Chroma server of your own.`,
  });
}

export function startIsBlocked(holderPid: number): AppError {
  return new AppError({
    code: 'EMBEDDED_009',
    message: `process ${holderPid} holds the start-up lock`,
    retry: 'later',
    userMessage: `Another Threadcoach (process ${holderPid}) is still starting or stopping. Wait for it, or end that process, and start again.`,
  });
}

export function cannotLeaveRoot(reason: string, cause?: unknown): AppError {
  return new AppError({
    code: 'EMBEDDED_010',
    message: `cannot run PostgreSQL as an unprivileged user: ${reason}`,
    userMessage: `PostgreSQL refuses to run as root, and no unprivileged place for it could be made: ${reason}. Start as an ordinary user, ${elsewhere}.`,
    cause,
  });
}

const noSpace = /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/;

/** True for the system's error and for the line that a server leaves in its log. */
export function saysDiskFull(text: string): boolean {
  return noSpace.test(text);
}

/** Turns what the file system said about the data folder into the error with the right cure; leaves an `AppError` alone. */
export function toDataFolderError(error: unknown, dataDir: string): AppError {
  if (error instanceof AppError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && saysDiskFull(code)) return diskFull(dataDir, error);
  const known = reasons[code ?? ''];
  if (known === undefined)
    return dataFolderUnusable(dataDir, error instanceof Error ? error.message : String(error), error);
  const where = path === undefined || path === dataDir ? '' : ` (${path})`;
  return dataFolderUnusable(dataDir, `${known}${where}`, error);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'it lies on a read-only file system',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'there is a file of that name',
  ENOENT: 'its path cannot be created',
  ENAMETOOLONG: 'its path is too long',
};
