import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { newReferenceId } from '../../shared/ids.ts';
import type { Logger } from '../../shared/logger.ts';
import { userMessageOf } from '../../shared/errors.ts';
import { badRequest, fileTooLarge, textTooLong } from './errors.ts';
import { maxFileBytes, maxTextLength } from './limits.ts';
import type { WireError } from './wire.ts';

/** @throws AppError LOCAL_BAD_REQUEST or LOCAL_TOO_LONG */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  if (issues.some(({ code, path }) => code === 'too_big' && path[0] === 'text'))
    throw textTooLong(maxTextLength);
  throw badRequest(issues.map(({ path, code }) => `${path.join('.')} ${code}`).join(', '));
}

/** Answers with what `work` returns; `undefined`: `work` has answered itself. */
export function answering(work: (request: Request, response: Response) => Promise<unknown>): RequestHandler {
  return (request, response, next) => {
    work(request, response).then((result) => {
      if (result !== undefined) response.json(result);
    }, next);
  };
}

const statusOf: Partial<Record<ErrorCode, number>> = {
  LOCAL_BAD_REQUEST: 400,
  LOCAL_TOO_LONG: 413,
  LOCAL_UNKNOWN_PERSON: 404,
  LOCAL_UNREACHABLE: 404,
  LOCAL_NOT_FOUND: 404,
  LOCAL_STALE_BUTTON: 409,
  LOCAL_NOT_YOURS: 403,
  FILE_TOO_LARGE: 413,
  FILE_NOT_REACHABLE: 404,
};

/** The last handler: what happened, in plain words, and a reference for what was not foreseen. */
export function reportErrors(logger: Logger) {
  // Express knows an error handler by its four parameters.
  return (thrown: unknown, _request: Request, response: Response, _next: NextFunction): void => {
    const error = fromBodyParser(thrown);
    if (response.headersSent) return void response.end();
    if (error instanceof AppError) {
      const body: WireError = {
        error: {
          code: error.code,
          message: error.userMessage ?? 'That didn’t work. Please try again.',
          retry: error.retry === 'later',
        },
      };
      if (error.retry === 'later') logger.warn('local page was put off', { code: error.code });
      response.status(statusOf[error.code] ?? 503).json(body);
      return;
    }
    const referenceId = newReferenceId();
    logger.error('local page failed', {
      referenceId,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    const body: WireError = {
      error: { code: 'LOCAL_FAILED', message: userMessageOf(error, referenceId), retry: true },
    };
    response.status(500).json(body);
  };
}

/** Express' parsers throw errors of their own: too large, or not JSON. */
function fromBodyParser(error: unknown): unknown {
  if (!(error instanceof Error) || !('type' in error)) return error;
  if (error.type === 'entity.too.large') {
    return 'limit' in error && error.limit === maxFileBytes ? fileTooLarge() : textTooLong(maxTextLength);
  }
  return error.type === 'entity.parse.failed' ? badRequest('not JSON') : error;
}
