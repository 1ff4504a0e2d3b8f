import fc from 'fast-check';
import { AppError, userMessageOf } from '../../../src/shared/errors.ts';
import { deterministicId, newReferenceId } from '../../../src/shared/ids.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

it('makes the same id of the same parts, and another of others', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), (one, two) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(two));
      // The separator itself cannot stand in an id of ours.
      fc.pre(![...one, ...two].some((part) => part.includes('\u0000')) && one.length > 0 && two.length > 0);
      expect(deterministicId(...one)).toMatch(uuid);
      expect(deterministicId(...one)).toBe(deterministicId(...one));
      expect(deterministicId(...one)).not.toBe(deterministicId(...two));
    }),
  );
});

it('makes reference ids that can be read aloud and do not repeat', () => {
  const ids = Array.from({ length: 1_000 }, newReferenceId);
  for (const id of ids) expect(id).toMatch(/^TC-[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(new Set(ids).size).toBe(1_000);
});

it('says what a person may read of an error, and never the words of a foreign one', () => {
  const known = new AppError({ code: 'X_1', message: 'inner', userMessage: 'Try tomorrow.' });
  expect(userMessageOf(known, 'TC-1')).toBe('Try tomorrow.');
  const outage = new AppError({ code: 'X_3', message: 'inner', retry: 'later', userMessage: 'It is away.' });
  expect(userMessageOf(outage, 'TC-1')).toBe('It is away. (Reference TC-1)');
  for (const error of [new Error('secret'), new AppError({ code: 'X_2', message: 'secret' }), 'secret']) {
    expect(userMessageOf(error, 'TC-1')).toMatch(/^Something went wrong .*\(Reference TC-1\)$/);
    expect(userMessageOf(error, 'TC-1')).not.toContain('secret');
  }
});
