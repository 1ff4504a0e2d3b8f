/**
 * The one error type that crosses rooms. Every code is listed in docs/error-codes.md, with its cure.
 * `userMessage` may be shown to the person as it is: it says what happened and what to do, never raw provider text.
 */
export type ErrorCode = `${Uppercase<string>}_${string}`;

export interface AppErrorOptions {
  /** Stable, documented: `ROOM_001`. */
  code: ErrorCode;
  /** For operators and logs; holds no message text, tokens or addresses. */
  message: string;
  /** `later`: the same call may succeed after a while. `never`: it will fail again unchanged. */
  retry?: 'never' | 'later';
  /** Milliseconds to wait before the next try, where the far side said so. Only with `retry: 'later'`. */
  retryAfterMs?: number;
  /** One or two plain sentences for the person: what happened, what to do. */
  userMessage?: string;
  cause?: unknown;
}

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly retry: 'never' | 'later';
  readonly retryAfterMs: number | undefined;
  readonly userMessage: string | undefined;

  constructor(options: AppErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.retry = options.retry ?? 'never';
    this.retryAfterMs = options.retryAfterMs;
    this.userMessage = options.userMessage;
  }
}

/**
 * What a person reads. `referenceId` finds the log lines; a plain "no" with its reason needs none, because there is nothing
 * to look up.
 */
export function userMessageOf(error: unknown, referenceId: string): string {
  const known = error instanceof AppError ? error.userMessage : undefined;
  if (known !== undefined && error instanceof AppError && error.retry === 'never') return known;
  return `${known ?? 'Something went wrong on my side, and I could not finish this. Please try again in a minute.'} (Reference ${referenceId})`;
}
