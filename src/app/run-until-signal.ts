import { AppError } from '../shared/errors.ts';

export interface Running {
  /** Stops taking work, lets running work end, and closes everything. */
  stop(): Promise<void>;
}

/** Longest time between the signal and the end (DESIGN: SIGTERM drains for up to 30 s). */
const drainMs = 30_000;

/** Stops on Ctrl-C and SIGTERM; a second signal ends the process at once. */
export function runUntilSignal(running: Running): Promise<void> {
  return new Promise((resolve, reject) => {
    let stopping = false;
    const onSignal = (): void => {
      if (stopping) process.exit(1);
      stopping = true;
      const timer = setTimeout(() => process.exit(1), drainMs + 5_000);
      running.stop().then(
        () => {
          clearTimeout(timer);
          resolve();
        },
        (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
      );
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

/** One clear line for what a person can mend; a stack trace only for what nobody foresaw. */
export function reportStartFailure(error: unknown): void {
  const text =
    error instanceof AppError
      ? `${error.userMessage ?? error.message} (${error.code})`
      : `Threadcoach could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
