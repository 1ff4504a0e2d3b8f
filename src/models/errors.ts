import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { AppError } from '../shared/errors.ts';

/** Whether a failure says that the service is unwell; a request that it rightly refuses does not. */
export const codesOfARefusedRequest: ReadonlySet<string> = new Set(['MODEL_REQUEST', 'MODEL_CONTEXT']);

const later = 'Please try again in a minute.';
const askAdmin = 'Please tell your admin: `threadcoach doctor` shows what to change.';

/** A reply that arrived, but cannot be used: cut short, empty, or with a tool call that is no JSON. */
export function unusableReply(reason: string): AppError {
  return new AppError({
    code: 'MODEL_REPLY',
    message: `The model's reply cannot be used: ${reason}`,
    retry: 'later',
    userMessage: `The language model sent an incomplete reply. ${later}`,
  });
}

export function modelTimeout(timeoutMs: number): AppError {
  return new AppError({
    code: 'MODEL_TIMEOUT',
    message: `The model did not answer within ${timeoutMs} ms`,
    retry: 'later',
    userMessage: `The language model took too long. ${later}`,
  });
}

/**
 * SDK and network errors as AppError. Provider text never gets into `message` or `userMessage`: it may repeat what was
 * sent. It stays in `cause`, which is not logged.
 */
export function toModelError(error: unknown): AppError {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof AppError) return at;
    if (at instanceof APIError) return fromApiError(at as ProviderError);
    if (at.name === 'TimeoutError') return modelTimeout(0);
    if (at.name === 'ContextOverflowError') return contextTooLong(at);
    // The SDK parses each event of a stream; half a line means that the connection was cut or the server is broken.
    if (at instanceof SyntaxError) return unusableReply('it is not valid JSON');
  }
  return unavailable(error);
}

/** What `instanceof` leaves as `any`. */
type ProviderError = APIError;

function fromApiError(error: ProviderError): AppError {
  if (error instanceof APIConnectionTimeoutError) return modelTimeout(0);
  if (error instanceof APIUserAbortError || error instanceof APIConnectionError) return unavailable(error);
  const status = typeof error.status === 'number' ? error.status : undefined;
  if (status === 429 && error.code === 'insufficient_quota') {
    return new AppError({
      code: 'MODEL_QUOTA',
      message: 'The account of the model provider has no credit left',
      userMessage: `The language model's account has run out of credit. ${askAdmin}`,
      cause: error,
    });
  }
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(error.headers);
    return new AppError({
      code: 'MODEL_BUSY',
      message: 'The model provider asked us to slow down (429)',
      retry: 'later',
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      userMessage: `The language model is busy. ${later}`,
      cause: error,
    });
  }
  if (status === 401 || status === 403) {
    return new AppError({
      code: 'MODEL_AUTH',
      message: `The model provider refused the key (${status})`,
      userMessage: `The language model refused our key. ${askAdmin}`,
      cause: error,
    });
  }
  if (status === 404) {
    return new AppError({
      code: 'MODEL_NOT_FOUND',
      message: 'The provider does not know the configured model, deployment or address (404)',
      userMessage: `The configured language model does not exist at its address. ${askAdmin}`,
      cause: error,
    });
  }
  if (error.code === 'context_length_exceeded') return contextTooLong(error);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 409) {
    return new AppError({
      code: 'MODEL_REQUEST',
      message: `The model provider refused the request (${status})`,
      userMessage: 'The language model refused this request. Please say it in other words, or shorter.',
      cause: error,
    });
  }
  return unavailable(error, parseRetryAfter(error.headers));
}

function contextTooLong(cause: Error): AppError {
  return new AppError({
    code: 'MODEL_CONTEXT',
    message: 'The request is longer than the model can read',
    userMessage: 'That was too long for the language model. Please send a shorter message.',
    cause,
  });
}

function unavailable(cause: unknown, retryAfterMs?: number): AppError {
  return new AppError({
    code: 'MODEL_UNAVAILABLE',
    message: 'The model provider could not be reached or failed',
    retry: 'later',
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    userMessage: `The language model cannot be reached. ${later}`,
    cause,
  });
}

/** `Retry-After` in seconds or as an HTTP date, or `retry-after-ms`; undefined when absent or unreadable. */
function parseRetryAfter(headers: Headers | undefined): number | undefined {
  const inMs = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(inMs) && inMs >= 0) return inMs;
  const raw = headers?.get('retry-after');
  if (raw === null || raw === undefined) return undefined;
  const seconds = Number(raw);
  if (Number.isFinite(seconds)) return seconds >= 0 ? seconds * 1000 : undefined;
  // The provider sent its own clock's `Date` with it: the difference needs no clock of ours.
  const until = Date.parse(raw) - Date.parse(headers?.get('date') ?? '');
  return Number.isFinite(until) ? Math.max(0, until) : undefined;
}

/** Why the offline model answered, for the person: part of a sentence, e.g. "it took too long". */
export function reasonOf(error: AppError): string {
  switch (error.code) {
    case 'MODEL_TIMEOUT':
      return 'it took too long';
    case 'MODEL_BUSY':
      return 'it is busy';
    case 'MODEL_AUTH':
      return 'it refused our key';
    case 'MODEL_QUOTA':
      return 'its account has run out of credit';
    case 'MODEL_NOT_FOUND':
      return 'it was not found at its address';
    case 'MODEL_CONTEXT':
      return 'the request was too long for it';
    case 'MODEL_REQUEST':
      return 'it refused the request';
    case 'MODEL_RESTING':
      return 'it has been failing and gets a moment of rest';
    case 'MODEL_REPLY':
      return 'its reply was incomplete';
    default:
      return 'it cannot be reached';
  }
}
