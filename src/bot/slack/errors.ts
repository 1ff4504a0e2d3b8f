import { webApi } from '@slack/bolt';
import { AppError } from '../../shared/errors.ts';
import type { AppErrorOptions } from '../../shared/errors.ts';

/**
 * The only place that knows how Slack's SDK says that something failed. Its errors may carry request bodies, so they are
 * never logged or shown: only Slack's own word, the status and `Retry-After` come through.
 */
type SlackCode =
  | 'SLACK_RATE_LIMITED'
  | 'SLACK_UNAVAILABLE'
  | 'SLACK_CREDENTIALS'
  | 'SLACK_SCOPE'
  | 'SLACK_UNREACHABLE'
  | 'SLACK_NOT_FOUND'
  | 'SLACK_TOO_LATE'
  | 'SLACK_REFUSED';

const userMessages: Readonly<Record<SlackCode, string | undefined>> = {
  SLACK_RATE_LIMITED: 'Slack asked me to slow down. I will try again in a moment.',
  SLACK_UNAVAILABLE: 'Slack did not answer just now. I will try again in a moment.',
  SLACK_CREDENTIALS:
    'Slack did not accept my credentials. Please ask your admin to install the app again and renew the bot token.',
  SLACK_SCOPE:
    'I am missing a permission in Slack. Please ask your admin to install the app again from its current manifest.',
  SLACK_UNREACHABLE: 'I cannot write there. Invite me to that channel with /invite, then try again.',
  SLACK_NOT_FOUND: 'That conversation or message is no longer in Slack.',
  SLACK_TOO_LATE: 'Slack gave me only a few seconds for that, and they were over. Please try again.',
  SLACK_REFUSED: undefined,
};

/** Slack's words, by what follows from them. https://docs.slack.dev/reference/methods (each method's "Errors") */
const meanings: readonly (readonly [SlackCode, readonly string[]])[] = [
  ['SLACK_RATE_LIMITED', ['ratelimited', 'rate_limited', 'message_limit_exceeded']],
  [
    'SLACK_UNAVAILABLE',
    ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'],
  ],
  [
    'SLACK_CREDENTIALS',
    [
      'invalid_auth',
      'not_authed',
      'account_inactive',
      'token_revoked',
      'token_expired',
      'org_login_required',
      'team_access_not_granted',
      'access_denied',
    ],
  ],
  ['SLACK_SCOPE', ['missing_scope', 'no_permission', 'not_allowed_token_type', 'ekm_access_denied']],
  [
    'SLACK_UNREACHABLE',
    [
      'channel_not_found',
      'not_in_channel',
      'is_archived',
      'restricted_action',
      'user_not_found',
      'user_not_visible',
      'user_disabled',
      'users_not_found',
      'user_not_in_channel',
      'cannot_dm_bot',
      'messages_tab_disabled',
    ],
  ],
  [
    'SLACK_NOT_FOUND',
    ['message_not_found', 'thread_not_found', 'cant_update_message', 'edit_window_closed', 'file_not_found'],
  ],
  ['SLACK_TOO_LATE', ['expired_trigger_id', 'exchanged_trigger_id', 'expired_url', 'used_url']],
];

const retried: ReadonlySet<SlackCode> = new Set(['SLACK_RATE_LIMITED', 'SLACK_UNAVAILABLE']);

function make(
  code: SlackCode,
  message: string,
  more: Pick<AppErrorOptions, 'retryAfterMs' | 'cause'>,
): AppError {
  const userMessage = userMessages[code];
  return new AppError({
    code,
    message,
    retry: retried.has(code) ? 'later' : 'never',
    ...(userMessage === undefined ? {} : { userMessage }),
    ...more,
  });
}

const codeOf = (word: string): SlackCode =>
  meanings.find(([, words]) => words.includes(word))?.[0] ?? 'SLACK_REFUSED';

/** Any failure of a call to Slack, as the one error that leaves this room. */
export function toAppError(error: unknown, doing: string): AppError {
  if (error instanceof AppError) return error;
  const failed = `Slack: ${doing} failed`;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    const retryAfterMs = Math.max(0, Math.ceil(error.retryAfter * 1_000));
    return make('SLACK_RATE_LIMITED', `${failed}: rate limited`, { retryAfterMs, cause: error });
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: word } = error.data;
    return make(codeOf(word), `${failed}: ${word}`, { cause: error });
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const code = error.statusCode >= 500 || error.statusCode === 429 ? 'SLACK_UNAVAILABLE' : 'SLACK_REFUSED';
    return make(code, `${failed} with ${error.statusCode}`, { cause: error });
  }
  // Requests that did not arrive, timed out, or came back as something else than JSON.
  return make('SLACK_UNAVAILABLE', failed, { cause: error });
}

/** Runs one call of the Web API; whatever it throws leaves as AppError. */
export async function calling<T>(doing: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toAppError(error, doing);
  }
}

/** A response URL answered with `status`. */
export function responseRefused(status: number): AppError {
  const message = `Slack: answering privately failed with ${status}`;
  if (status === 429) return make('SLACK_RATE_LIMITED', message, {});
  return make(status >= 500 ? 'SLACK_UNAVAILABLE' : 'SLACK_TOO_LATE', message, {});
}

export const notInstalled = (installationId: string): AppError =>
  make('SLACK_CREDENTIALS', `Slack: no token for installation ${installationId}`, {});

/** A file that did not arrive where Slack wanted it; `status` undefined: no answer. */
export const uploadFailed = (status?: number, cause?: unknown): AppError =>
  make(
    status === undefined || status >= 500 || status === 429 ? 'SLACK_UNAVAILABLE' : 'SLACK_REFUSED',
    `Slack: bringing a file failed${status === undefined ? '' : ` with ${status}`}`,
    { ...(cause === undefined ? {} : { cause }) },
  );

/** Ids carried by a button or form; the contract keeps them far shorter, so this is a defect of ours. */
export const valueTooLong = (what: string, length: number): AppError =>
  make('SLACK_REFUSED', `Slack: the value of ${what} has ${length} characters`, {});

/** A private message that Slack gives us no way to change. */
export const notEditable = (): AppError =>
  make('SLACK_NOT_FOUND', 'Slack: a message that only one person sees cannot be found again', {});

export type FileCode =
  'FILE_TOO_LARGE' | 'FILE_TIMEOUT' | 'FILE_HOST_NOT_ALLOWED' | 'FILE_NOT_REACHABLE' | 'FILE_NOT_PERMITTED';

const fileCures: Readonly<Record<FileCode, string>> = {
  FILE_TOO_LARGE:
    'That file is larger than 20 MB. Please send a smaller one, for example the transcript alone.',
  FILE_TIMEOUT: 'That file took too long to fetch. Please try sending it again.',
  FILE_HOST_NOT_ALLOWED:
    'I only read files that were uploaded to Slack itself. Please download that file and drop it into this chat.',
  FILE_NOT_REACHABLE: 'I could not fetch that file from Slack. Please upload it again.',
  FILE_NOT_PERMITTED:
    'Slack does not let me read files here. Please ask your admin to install the app again with the files:read permission.',
};

/** A file that cannot be fetched; every sentence says what the person can do. */
export function fileError(code: FileCode, message: string, cause?: unknown): AppError {
  return new AppError({
    code,
    message,
    retry: code === 'FILE_TIMEOUT' ? 'later' : 'never',
    userMessage: fileCures[code],
    ...(cause === undefined ? {} : { cause }),
  });
}
