import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { ImportLog, ImportStatus } from './import.ts';

const failed = (code: ErrorCode, message: string, userMessage: string): AppError =>
  new AppError({ code, message, userMessage });

/** The same for an import that is somebody else's, so that nobody learns of it. */
export const noSuchImport = (): AppError =>
  failed('IMPORT_010', 'No such import for this person.', 'There is no such import among yours.');

export const mayNotImport = (): AppError =>
  failed(
    'IMPORT_011',
    'This role does not make this kind of import.',
    'Only admins import this kind of file; leaders may import figures and profiles of the people they lead.',
  );

const states: Readonly<Record<ImportStatus, string>> = {
  waiting: 'still waits to be confirmed',
  validating: 'is about to begin',
  processing: 'is at work',
  success: 'is finished',
  partial_success: 'is finished',
  failed: 'failed',
  cancelled: 'was cancelled',
  rolled_back: 'was taken back',
};

export const inAnotherState = ({ fileName, status }: ImportLog): AppError =>
  failed(
    'IMPORT_012',
    `The import is in the state ${status}.`,
    `The import of ${fileName} ${states[status]}, so this cannot be done with it.`,
  );

export const cannotBeConfirmed = (missing: readonly string[]): AppError =>
  failed(
    'IMPORT_013',
    'Required fields have no column.',
    `No column is chosen for: ${missing.join(', ')}. Say which columns hold that, then confirm.`,
  );

export const rollbackBlocked = (blockedBy: string): AppError =>
  failed('IMPORT_014', 'Newer things depend on the import.', blockedBy);

export const mappingDoesNotFit = (detail: string): AppError =>
  failed('IMPORT_015', 'The mapping does not fit the file.', detail);

/** Also where this worker was too slow, and another one took over. */
export const anotherWorker = (): AppError =>
  new AppError({
    code: 'IMPORT_016',
    message: 'Another worker does this import.',
    retry: 'later',
    retryAfterMs: 30_000,
    userMessage: 'This import is being done already.',
  });

export const interrupted = (): AppError =>
  new AppError({
    code: 'IMPORT_017',
    message: 'The import was interrupted.',
    retry: 'later',
    userMessage: 'The import was interrupted, and nothing of it was written. It begins anew.',
  });

export const unknownKind = (): AppError =>
  failed(
    'IMPORT_018',
    'No kind of import fits the header.',
    'I cannot tell what this file holds. Say whether it is metrics, users, profiles or history, or name the columns as the template does.',
  );

export const changedMeanwhile = (): AppError =>
  failed(
    'IMPORT_019',
    'The file changed while it was read.',
    'The file changed while I read it. Wait until it is saved, then import it again.',
  );
