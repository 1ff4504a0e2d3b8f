import fc from 'fast-check';
import { sessionStates, type SessionFilter } from '../../../../src/coaching/sessions/catalog-ports.ts';
import { decodeSessionFilter, encodeSessionFilter } from '../../../../src/coaching/sessions/filter-code.ts';
import { sessionTypes } from '../../../../src/coaching/sessions/session.ts';

const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const ids = fc.array(fc.uuid(), { minLength: 1, maxLength: 2 });
const filters: fc.Arbitrary<SessionFilter> = fc.record(
  {
    from: day,
    to: day,
    types: fc.uniqueArray(fc.constantFrom(...sessionTypes), { minLength: 1, maxLength: 2 }),
    state: fc.constantFrom(...sessionStates),
    personIds: ids,
    ledByIds: ids,
  },
  { requiredKeys: [] },
);

it('comes back as it went, or does not go at all', () => {
  fc.assert(
    fc.property(filters, fc.option(fc.uuid(), { nil: undefined }), (filter, after) => {
      const code = encodeSessionFilter(filter, after);
      if (code === undefined) return;
      expect(code.length).toBeLessThanOrEqual(200);
      expect(decodeSessionFilter(code)).toEqual({ filter, ...(after === undefined ? {} : { after }) });
    }),
  );
});

it('fits a button with two people, a month, a kind, a state and where to go on', () => {
  const [one, other, after] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
  const code = encodeSessionFilter(
    {
      from: '2026-10-01',
      to: '2026-10-31',
      types: ['WORKSHOP'],
      state: 'draft',
      personIds: [one ?? '', other ?? ''],
    },
    after,
  );
  expect(code).toBeDefined();
});

it('carries no word that somebody typed', () => {
  expect(encodeSessionFilter({ name: 'Bob Fennimore' })).toBeUndefined();
});

it.each(['nonsense', 'p1234', 'f2026-13-45', 'sdone', "p00000000-0000-4000-8000-000000000001';--", 'x1'])(
  'refuses %j',
  (code) => expect(decodeSessionFilter(code)).toBeUndefined(),
);
