import { AppError } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';

/**
 * The only place that knows how the Bot Framework SDK says that something failed. Its errors carry request bodies and
 * addresses, so they are never logged or shown: only status, Teams' own code and `Retry-After` come through.
 */
interface SdkFault {
  statusCode?: number;
  /** Teams' word for it, e.g. `ContentStreamNotAllowed`, `ConversationNotFound`. */
  teamsCode?: string;
  retryAfterMs?: number;
}

type Loose = Record<string, unknown>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;

/** `Retry-After` in seconds or as a date; undefined when absent or unreadable. */
export function parseRetryAfter(value: string | null | undefined, now: Date): number | undefined {
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds * 1_000));
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

function headerOf(error: Loose, name: string): string | undefined {
  const headers = isObject(error.response) ? error.response.headers : undefined;
  if (!isObject(headers) || typeof headers.get !== 'function') return undefined;
  const value = (headers as { get(name: string): unknown }).get(name);
  return typeof value === 'string' ? value : undefined;
}

function teamsCodeOf(error: Loose): string | undefined {
  for (const holder of [error.body, error.details, error]) {
    if (!isObject(holder)) continue;
    const inner = isObject(holder.error) ? holder.error : holder;
    if (typeof inner.code === 'string') return inner.code;
  }
  return undefined;
}

export function readFault(error: unknown): SdkFault {
  if (!isObject(error)) return {};
  const retryAfterMs = parseRetryAfter(headerOf(error, 'retry-after'), new Date());
  const teamsCode = teamsCodeOf(error);
  return {
    ...(typeof error.statusCode === 'number' ? { statusCode: error.statusCode } : {}),
    ...(teamsCode === undefined ? {} : { teamsCode }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/**
 * Statuses that Teams documents as worth another try.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages#best-practices-for-proactive-messaging
 */
const retried: Readonly<Record<number, ErrorCode>> = {
  412: 'TEAMS_BUSY',
  429: 'TEAMS_RATE_LIMITED',
  500: 'TEAMS_UNAVAILABLE',
  502: 'TEAMS_UNAVAILABLE',
  503: 'TEAMS_UNAVAILABLE',
  504: 'TEAMS_UNAVAILABLE',
};

const userMessages: Readonly<Record<string, string>> = {
  TEAMS_RATE_LIMITED: 'Teams asked me to slow down. I will try again in a moment.',
  TEAMS_BUSY: 'Teams was busy with another message here. I will try again in a moment.',
  TEAMS_UNAVAILABLE: 'Teams did not answer just now. I will try again in a moment.',
};

/** Any failure of a call to Teams, as the one error that leaves this room. */
export function toAppError(error: unknown, doing: string): AppError {
  if (error instanceof AppError) return error;
  const fault = readFault(error);
  const status = fault.statusCode;
  const message = `Teams: ${doing} failed${status === undefined ? '' : ` with ${status}`}${fault.teamsCode === undefined ? '' : ` (${fault.teamsCode})`}`;
  const code = status === undefined ? 'TEAMS_UNAVAILABLE' : retried[status];
  if (code !== undefined) {
    const userMessage = userMessages[code];
    return new AppError({
      code,
      message,
      retry: 'later',
      ...(fault.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs }),
      ...(userMessage === undefined ? {} : { userMessage }),
      cause: error,
    });
  }
  if (status === 403)
    return new AppError({
      code: 'TEAMS_UNREACHABLE',
      message,
      userMessage:
        'I cannot write there: the app was removed or blocked. Add Threadcoach to that chat again, then retry.',
      cause: error,
    });
  if (status === 404)
    return new AppError({
      code: 'TEAMS_NOT_FOUND',
      message,
      userMessage: 'That conversation or message is no longer in Teams.',
      cause: error,
    });
  if (status === 401)
    return new AppError({
      code: 'TEAMS_CREDENTIALS',
      message,
      userMessage:
        'Microsoft did not accept my credentials. Please ask your admin to check the Teams app id and secret.',
      cause: error,
    });
  if (status === 413)
    return new AppError({
      code: 'TEAMS_TOO_LARGE',
      message,
      userMessage: 'That message is too large for Teams.',
      cause: error,
    });
  return new AppError({ code: 'TEAMS_REFUSED', message, cause: error });
}

export const noReference = (): AppError =>
  new AppError({
    code: 'TEAMS_NO_REFERENCE',
    message: 'Teams: no conversation reference for this place',
    userMessage: 'I do not know that Teams chat yet. Write to me there once, then try again.',
  });

export const timedOut = (doing: string): AppError =>
  new AppError({
    code: 'TEAMS_UNAVAILABLE',
    message: `Teams: ${doing} took too long`,
    retry: 'later',
    userMessage: 'Teams did not answer just now. I will try again in a moment.',
  });

/** A file that cannot be fetched; every sentence says what the person can do. */
export function fileError(code: `FILE_${Uppercase<string>}`, message: string, cause?: unknown): AppError {
  const cures: Readonly<Record<string, string>> = {
    FILE_TOO_LARGE:
      'That file is larger than 20 MB. Please send a smaller one, for example the transcript alone.',
    FILE_TIMEOUT: 'That file took too long to fetch. Please try sending it again.',
    FILE_HOST_NOT_ALLOWED:
      'I only read files that were uploaded in Teams. Please attach the file here with the paper clip.',
    FILE_NOT_REACHABLE: 'I could not fetch that file; its link may have expired. Please attach it again.',
    FILE_NO_ADDRESS: 'Teams does not hand me files here. Please attach the file in our personal chat.',
  };
  const userMessage = cures[code];
  return new AppError({
    code,
    message,
    retry: code === 'FILE_TIMEOUT' ? 'later' : 'never',
    ...(userMessage === undefined ? {} : { userMessage }),
    ...(cause === undefined ? {} : { cause }),
  });
}
