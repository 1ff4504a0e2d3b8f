import { AppError } from '../../shared/errors.ts';

export const storageAway = (location: string, cause: unknown): AppError =>
  new AppError({
    code: 'KNOWLEDGE_041',
    message: 'the storage of exports does not answer',
    retry: 'later',
    userMessage: `The exports at ${location} cannot be reached or written. Check that it is there, has room, and may be written to; then try again.`,
    cause,
  });

export const storageRefused = (location: string, status: number): AppError =>
  new AppError({
    code: 'KNOWLEDGE_049',
    message: `the storage of exports refused the request with status ${status}`,
    userMessage: `The storage ${location} refused the request (${status}). Check BACKUP_S3_ACCESS_KEY, BACKUP_S3_SECRET, BACKUP_S3_REGION and that the bucket exists.`,
  });

export const noExport = (wanted: string, location: string): AppError =>
  new AppError({
    code: 'KNOWLEDGE_042',
    message: 'no such export in the storage',
    userMessage: `There is no complete export “${wanted}” of this organisation at ${location}. See: npx threadcoach knowledge backups`,
  });

export const corrupted = (path: string, what: string, cause?: unknown): AppError =>
  new AppError({
    code: 'KNOWLEDGE_043',
    message: `an exported file is damaged: ${what}`,
    userMessage: `The exported file ${path} is damaged (${what}), so nothing was restored from it. Choose an earlier export: npx threadcoach knowledge backups`,
    ...(cause === undefined ? {} : { cause }),
  });

export const newerSchema = (found: number, known: number): AppError =>
  new AppError({
    code: 'KNOWLEDGE_044',
    message: `the export has schema version ${found}, this version reads up to ${known}`,
    userMessage: `This export was written by a newer version of Threadcoach (schema ${found}; this one reads up to ${known}). Update Threadcoach, then restore.`,
  });

export const otherOrganization = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_045',
    message: 'the export belongs to another organisation',
    userMessage:
      'This export belongs to another organisation, and nothing was restored. Choose the organisation with --organization ID, or one of its own exports.',
  });

export const incompleteChain = (path: string): AppError =>
  new AppError({
    code: 'KNOWLEDGE_046',
    message: 'a file that the export rests on is missing',
    userMessage: `The export rests on ${path}, which is not there any more. Choose another export: npx threadcoach knowledge backups`,
  });

export const indexAway = (cause: unknown): AppError =>
  new AppError({
    code: 'KNOWLEDGE_048',
    message: 'the vector store could not be compared with the database',
    retry: 'later',
    userMessage:
      'The vector store (Chroma) does not answer, so the index could not be checked. Search goes on by words alone; try again when it is back: npx threadcoach knowledge reconcile',
    cause,
  });
