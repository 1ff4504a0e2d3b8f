import fc from 'fast-check';
import { documentAccesses, documentTypes } from '../../../../src/coaching/knowledge/document.ts';
import type { SearchResult } from '../../../../src/coaching/knowledge/ports.ts';
import { SearchCache, type CacheKey } from '../../../../src/knowledge/search/search-cache.ts';
import { TestClock } from '../../../support/agent-scene.ts';

const scopes = documentTypes.flatMap((type) => documentAccesses.map((access) => ({ type, access })));
const result = (text = ''): SearchResult => ({
  passages: [
    {
      id: text,
      documentId: 'd',
      documentName: 'd',
      title: 'd',
      type: 'sop',
      version: 1,
      headingPath: [],
      start: 0,
      end: text.length,
      text,
      highlights: [],
      score: 1,
    },
  ],
  nothingRelevant: false,
  mode: 'hybrid',
});
const base: CacheKey = {
  organizationId: 'a',
  scopes: scopes.slice(0, 3),
  model: 'm',
  query: 'refund days',
  limit: 5,
  maxCharacters: 4_000,
};

/** Values that invite one key to be read as another: separators, quotes, numbers, one inside the other. */
const tricky = fc.constantFrom('a', 'b', 'a"', 'a,b', '["a"]', 'a/b', '5', '', ' ', 'a b');
const keys: fc.Arbitrary<CacheKey> = fc.record({
  organizationId: tricky,
  scopes: fc.subarray(scopes, { maxLength: 3 }),
  model: tricky,
  query: tricky,
  limit: fc.constantFrom(1, 5, 51),
  maxCharacters: fc.constantFrom(1, 5, 15, 4_000),
});
const meaning = (key: CacheKey) =>
  JSON.stringify({
    ...key,
    query: key.query.trim(),
    scopes: key.scopes.map((scope) => JSON.stringify(scope)).sort(),
  });

describe('remembered searches', () => {
  it('never answer for another tenant, scope, model, question or limit', () => {
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        const cache = new SearchCache(new TestClock());
        cache.set(one, 'r1', result('one'));
        const same = meaning(one) === meaning(other);
        expect(cache.get(other, 'r1') !== undefined).toBe(same);
        expect(cache.has(other)).toBe(same);
      }),
      { numRuns: 2_000 },
    );
  });

  it('take capitals, spaces and the order of scopes for the same question', () => {
    const cache = new SearchCache(new TestClock());
    cache.set(base, 'r1', result('found'));
    const again = { ...base, query: '  Refund\n DAYS ', scopes: [...base.scopes].reverse() };
    expect(cache.get(again, 'r1')?.passages[0]?.text).toBe('found');
  });

  it('end with the revision they were found under', () => {
    const cache = new SearchCache(new TestClock());
    cache.set(base, 'r1', result('old'));
    expect(cache.get(base, 'r2')).toBeUndefined();
    cache.set(base, 'r2', result('new'));
    expect(cache.get(base, 'r2')?.passages[0]?.text).toBe('new');
    expect(cache.get(base, 'r1')).toBeUndefined();
  });

  it('end after a day', () => {
    const clock = new TestClock();
    const cache = new SearchCache(clock);
    cache.set(base, 'r1', result('found'));
    clock.advance(24 * 3_600_000 - 1);
    expect(cache.get(base, 'r1')).toBeDefined();
    clock.advance(2);
    expect(cache.get(base, 'r1')).toBeUndefined();
  });

  it('take bounded memory: the ones asked for last stay', () => {
    const cache = new SearchCache(new TestClock());
    const page = 'x'.repeat(100_000);
    for (let at = 0; at < 200; at += 1) cache.set({ ...base, query: `question ${at}` }, 'r1', result(page));
    const kept = Array.from({ length: 200 }, (_, at) => cache.has({ ...base, query: `question ${at}` }));
    expect(kept.filter(Boolean).length).toBeLessThan(100);
    expect(kept.at(-1)).toBe(true);
    expect(kept[0]).toBe(false);
  });
});
