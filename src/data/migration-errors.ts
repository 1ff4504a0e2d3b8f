import { AppError } from '../shared/errors.ts';

/** SQLSTATE of an error that the server sent. */
export function sqlState(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function unreadableMigrations(directory: string, cause: unknown): AppError {
  return new AppError({
    code: 'DATA_101',
    message: `migrations in ${directory} cannot be read: ${reasonOf(cause)}`,
    userMessage: `The database's migrations cannot be read from ${directory}. Install Threadcoach again: its files are incomplete.`,
    cause,
  });
}

/** For the operator: `message` holds no password, since neither the server nor the driver repeats the URL. */
export function cannotConnect(cause: unknown): AppError {
  const state = sqlState(cause);
  const refused = state !== undefined && ['28P01', '28000', '3D000', '42501'].includes(state);
  return new AppError({
    code: 'DATA_102',
    message: `cannot connect for migrations: ${state ?? reasonOf(cause)}`,
    retry: refused ? 'never' : 'later',
    userMessage: refused
      ? 'The database refused the owner: check user, password and database name in DATABASE_MIGRATION_URL.'
      : 'The database cannot be reached: check host and port in DATABASE_MIGRATION_URL, and that the server runs.',
    cause,
  });
}

export function edited(name: string): AppError {
  return new AppError({
    code: 'DATA_103',
    message: `migration ${name} was edited after it was applied`,
    userMessage: `The migration ${name} is not the one that was applied to this database. Restore its file from the release, and put changes into a new migration.`,
  });
}

export function migrationFailed(name: string, cause: unknown): AppError {
  const state = sqlState(cause);
  // A role that is not there is the one mistake that everyone makes once.
  const cure =
    state === '42704' && reasonOf(cause).includes('role')
      ? 'Create the roles threadcoach_app and threadcoach_dispatcher first, as the README says, and run "threadcoach migrate" again.'
      : 'Nothing of it was kept. Correct what the reason names, and run "threadcoach migrate" again.';
  return new AppError({
    code: 'DATA_104',
    message: `migration ${name} failed: ${state ?? ''} ${reasonOf(cause)}`.trim(),
    userMessage: `The migration ${name} failed: ${reasonOf(cause)}. ${cure}`,
    cause,
  });
}

export function othersMigrate(cause: unknown): AppError {
  return new AppError({
    code: 'DATA_105',
    message: 'the migration lock was not released in time',
    retry: 'later',
    userMessage:
      'Another process is updating the database and does not finish. Wait for it, or end it, and start again.',
    cause,
  });
}

export function failedEarlier(name: string): AppError {
  return new AppError({
    code: 'DATA_106',
    message: `migration ${name} was begun by another tool and not finished`,
    userMessage: `The migration ${name} failed half-way when another tool applied it. Repair the database by hand, then run "npx prisma migrate resolve --rolled-back ${name}", and start again.`,
  });
}

/** An error of the connection in the middle of the work; an `AppError` stays as it is. */
export function toMigrationError(error: unknown): AppError {
  return error instanceof AppError ? error : cannotConnect(error);
}
