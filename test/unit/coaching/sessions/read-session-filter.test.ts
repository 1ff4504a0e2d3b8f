import { readSessionFilter } from '../../../../src/coaching/sessions/read-session-filter.ts';
import type { User } from '../../../../src/coaching/people/user.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

const person = (id: string, name: string): User => ({
  id,
  organizationId: 'o',
  email: `${id}@example.test`,
  name,
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'UTC',
  status: 'ACTIVE',
});
const theo = person('theo', 'Theo Lindt');
const people = [
  theo,
  person('priya', 'Priya Nair'),
  person('dana', 'Dana Whitfield'),
  person('daniel', 'Daniel Osei'),
  person('daniela', 'Daniel Brandt'),
];
const read = (text: string) =>
  readSessionFilter(text, { today: '2026-11-20', actor: theo, people, dates: chronoDateReader });

it.each([
  ['sessions with Priya last month', { from: '2026-10-01', to: '2026-10-31', personIds: ['priya'] }],
  [
    'my workshops in October',
    { from: '2026-10-01', to: '2026-10-31', types: ['WORKSHOP'], personIds: ['theo'] },
  ],
  ['unapproved summaries', { state: 'draft' }],
  ['which summaries are not approved yet?', { state: 'draft' }],
  ['approved sessions with Dana', { state: 'approved', personIds: ['dana'] }],
  ['failed', { state: 'failed' }],
  ['my upcoming 1:1s', { state: 'scheduled', types: ['REGULAR'], personIds: ['theo'] }],
  [
    'which sessions did I have with Dana in October?',
    { from: '2026-10-01', to: '2026-10-31', personIds: ['dana', 'theo'] },
  ],
  ['sessions with Priya and Dana', { personIds: ['priya', 'dana'] }],
  ['sessions led by Dana since Monday', { from: '2026-11-16', ledByIds: ['dana'] }],
  ['sessions with Bob Fennimore', { name: 'Bob Fennimore' }],
  ['with fennimore', { name: 'fennimore' }],
  ['between 3 and 7 November', { from: '2026-11-03', to: '2026-11-07' }],
  ['from 2026-11-03 to 2026-11-07', { from: '2026-11-03', to: '2026-11-07' }],
  ['from 28 to 30 December', { from: '2025-12-28', to: '2025-12-30' }],
  ['from 3 November to 7 November', { from: '2026-11-03', to: '2026-11-07' }],
  ['', {}],
  ['all of them please', {}],
])('%j', (text, filter) => {
  expect(read(text)).toMatchObject({ filter });
  expect(Object.keys(read(text).filter).toSorted()).toEqual(Object.keys(filter).toSorted());
});

it('leaves words that name a topic to be looked for', () => {
  expect(read('sessions about refunds with Priya')).toMatchObject({
    filter: { personIds: ['priya'] },
    topic: 'refunds',
  });
  expect(read('unapproved summaries last week').topic).toBe('');
});

it('asks whom is meant when several have the name', () => {
  expect(read('sessions with Daniel').unclear).toMatchObject({ name: 'Daniel' });
});
