import { decodeNoteFilter, encodeNoteFilter } from '../../../../src/coaching/notes/note-filter-code.ts';
import { decodeNoteSource, encodeNoteSource } from '../../../../src/coaching/notes/note-source.ts';
import type { NoteFilter } from '../../../../src/coaching/notes/ports.ts';
import { readNoteQuery } from '../../../../src/coaching/notes/read-note-query.ts';
import type { User } from '../../../../src/coaching/people/user.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';

const person = (id: string, name: string): User => ({
  id,
  organizationId: 'o',
  name,
  email: `${id}@example.test`,
  role: 'TEAM_LEADER',
  jobFamily: 'CSR',
  timezone: 'Europe/Zurich',
  status: 'ACTIVE',
});
const people = [person('priya', 'Priya Nair'), person('theo', 'Theo Leader'), person('maya', 'Maya Manager')];
const theo = { id: 'theo', timezone: 'Europe/Zurich' };
const read = (text: string) =>
  readNoteQuery(text, { today: '2026-11-20', actor: theo, people, dates: chronoDateReader });

it.each<[string, NoteFilter]>([
  ['', {}],
  ['@Priya Nair', { personIds: ['priya'] }],
  ['priya refunds', { personIds: ['priya'], words: ['refund'] }],
  ['type:coaching open', { types: ['COACHING'], state: 'open' }],
  ['open urgent notes', { types: ['URGENT'], state: 'open' }],
  ['Open my notes', { authorIds: ['theo'] }],
  ['show my notes about Priya', { authorIds: ['theo'], personIds: ['priya'] }],
  ['notes by Maya', { authorIds: ['maya'] }],
  ['addressed', { state: 'addressed' }],
  ['notes that are not addressed', { state: 'open' }],
  ['high priority compliance', { types: ['COMPLIANCE'], priority: 'HIGH' }],
  ['which notes need follow-up?', { followUp: true }],
  ['notes shared with me', { shared: true, personIds: ['theo'] }],
  ['hold time', { words: ['hold', 'time'] }],
  ['this month', { from: new Date('2026-10-31T23:00:00Z'), before: new Date('2026-11-30T23:00:00Z') }],
])('%s', (text, filter) => {
  expect(read(text)).toEqual({ filter });
});

it('travels on a button as it was, without words that somebody typed', () => {
  const id = '0f0e0d0c-1111-4111-8111-111111111111';
  const filter: NoteFilter = {
    personIds: [id],
    authorIds: [id],
    types: ['URGENT', 'COACHING'],
    priority: 'HIGH',
    state: 'open',
    followUp: true,
    shared: true,
    from: new Date('2026-10-31T23:00:00Z'),
    before: new Date('2026-11-30T23:00:00Z'),
  };
  const code = encodeNoteFilter(filter, id) ?? '';
  expect(code.length).toBeLessThanOrEqual(200);
  expect(decodeNoteFilter(code)).toEqual({ filter, after: id });
  expect(decodeNoteFilter('')).toEqual({ filter: {} });
  expect(encodeNoteFilter({ words: ['secret'] })).toBeUndefined();
  for (const other of ['x', 'kWEIRD', 'pnot-an-id', 'f-1', 'a'])
    expect(decodeNoteFilter(other)).toBeUndefined();
});

describe('where words were taken from', () => {
  it('comes back with the form as it was', () => {
    const source = { url: 'https://x.slack.com/archives/C1/p1', saidAt: new Date('2026-11-20T09:00:00Z') };
    expect(decodeNoteSource(encodeNoteSource(source))).toEqual(source);
    expect(decodeNoteSource(encodeNoteSource({}))).toEqual({});
  });

  it.each([
    'javascript:alert(1)',
    'http://x.test/',
    'https://x.test/a b',
    'https://x.test/)[x](y',
    'https://x.test/"',
  ])('is no address, and left out: %s', (url) => {
    expect(encodeNoteSource({ url })).toBe('');
    expect(decodeNoteSource(JSON.stringify({ url }))).toEqual({});
  });

  it('is nothing where it is not what was sent', () => {
    for (const context of ['', 'x', '{', '[]', 'null', '{"at":"soon"}'])
      expect(decodeNoteSource(context)).toEqual({});
  });
});
