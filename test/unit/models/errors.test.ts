import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { toModelError } from '../../../src/models/errors.ts';
import { retryDelayMs } from '../../../src/models/retry-delay.ts';

function apiError(status: number, headers: Record<string, string> = {}, code?: string): unknown {
  return APIError.generate(
    status,
    { error: { message: 'SECRET provider words', code } },
    undefined,
    new Headers(headers),
  );
}

describe('provider errors', () => {
  it.each([
    [apiError(500), 'MODEL_UNAVAILABLE', 'later'],
    [apiError(503), 'MODEL_UNAVAILABLE', 'later'],
    [apiError(408), 'MODEL_UNAVAILABLE', 'later'],
    [apiError(429), 'MODEL_BUSY', 'later'],
    [apiError(429, {}, 'insufficient_quota'), 'MODEL_QUOTA', 'never'],
    [apiError(401), 'MODEL_AUTH', 'never'],
    [apiError(403), 'MODEL_AUTH', 'never'],
    [apiError(404), 'MODEL_NOT_FOUND', 'never'],
    [apiError(400), 'MODEL_REQUEST', 'never'],
    [apiError(400, {}, 'context_length_exceeded'), 'MODEL_CONTEXT', 'never'],
    [new APIConnectionError({ message: 'x' }), 'MODEL_UNAVAILABLE', 'later'],
    [new APIConnectionTimeoutError(), 'MODEL_TIMEOUT', 'later'],
    [new SyntaxError('Unexpected end of JSON input'), 'MODEL_REPLY', 'later'],
    [new Error('outer', { cause: apiError(429) }), 'MODEL_BUSY', 'later'],
    [new TypeError('terminated'), 'MODEL_UNAVAILABLE', 'later'],
  ])('%# is translated, and keeps the words of the provider to itself', (error, code, retry) => {
    const translated = toModelError(error);
    expect([translated.code, translated.retry]).toEqual([code, retry]);
    expect(`${translated.message} ${translated.userMessage ?? ''}`).not.toContain('SECRET');
    expect(translated.userMessage).toBeDefined();
  });

  it.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'Fri, 20 Nov 2026 09:00:30 GMT', date: 'Fri, 20 Nov 2026 09:00:00 GMT' }, 30_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{}, undefined],
  ])('reads how long to wait from %j', (headers, expected) => {
    expect(toModelError(apiError(429, headers as Record<string, string>)).retryAfterMs).toBe(expected);
  });
});

it('waits longer with each retry, never less than asked and never in step with others', () => {
  expect([1, 2, 3].map((retry) => retryDelayMs(retry, 0))).toEqual([250, 500, 1_000]);
  expect(retryDelayMs(1, 0.99)).toBeGreaterThan(retryDelayMs(1, 0.01));
  expect(retryDelayMs(1, 0, 7_000)).toBe(7_000);
  expect(retryDelayMs(1, 0.5, 7_000)).toBeGreaterThan(7_000);
});
