import { parseRetryAfter, toAppError } from '../../../../src/bot/teams/errors.ts';
import { AppError } from '../../../../src/shared/errors.ts';

const refusal = (statusCode: number, headers: Record<string, string> = {}) =>
  Object.assign(new Error('{"text":"what somebody wrote"}'), {
    statusCode,
    response: { headers: { get: (name: string) => headers[name] } },
  });

describe('a call to Teams that fails', () => {
  it.each([412, 429, 500, 502, 503, 504])('is tried again after %d, when Teams said', (status) => {
    const error = toAppError(refusal(status, { 'retry-after': '7' }), 'posting');
    expect([error.retry, error.retryAfterMs]).toEqual(['later', 7_000]);
    expect(error.userMessage).toMatch(/try again/);
  });

  it.each([
    [400, 'TEAMS_REFUSED'],
    [401, 'TEAMS_CREDENTIALS'],
    [403, 'TEAMS_UNREACHABLE'],
    [404, 'TEAMS_NOT_FOUND'],
    [413, 'TEAMS_TOO_LARGE'],
  ])('is given up after %d, as %s', (status, code) => {
    const error = toAppError(refusal(status), 'posting');
    expect([error.retry, error.code]).toEqual(['never', code]);
  });

  it('is tried again when no answer came at all', () => {
    expect(toAppError(new Error('socket hang up'), 'posting')).toMatchObject({
      code: 'TEAMS_UNAVAILABLE',
      retry: 'later',
    });
  });

  it('says nothing of what was written', () => {
    for (const status of [400, 403, 429, 500]) {
      const error = toAppError(refusal(status), 'posting');
      expect(`${error.message} ${error.userMessage ?? ''}`).not.toContain('somebody');
    }
  });

  it('leaves our own errors as they are', () => {
    const own = new AppError({ code: 'TEAMS_NO_REFERENCE', message: 'x' });
    expect(toAppError(own, 'posting')).toBe(own);
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-20T09:00:00Z');
  it.each([
    ['3', 3_000],
    ['0.5', 500],
    ['Fri, 20 Nov 2026 09:00:10 GMT', 10_000],
    ['Fri, 20 Nov 2026 08:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%p is %p ms', (value, expected) => {
    expect(parseRetryAfter(value, now)).toBe(expected);
  });
});
