import { expectedPeople } from '../../../../src/coaching/sessions/expected-people.ts';
import { matchPerson, type KnownPerson } from '../../../../src/coaching/sessions/match-person.ts';
import { findParticipants } from '../../../../src/coaching/sessions/participants.ts';

const person = (
  id: string,
  name: string,
  isExpected = true,
  more: Partial<KnownPerson> = {},
): KnownPerson => ({
  kind: 'user',
  id,
  name,
  isExpected,
  ...more,
});
const people = [
  person('priya', 'Priya Shah', true, { email: 'priya.shah@example.test' }),
  person('robert', 'Robert Miller', true, { email: 'rmiller@example.test' }),
  person('tomas', 'Tomás Rivera-López'),
  person('jose', 'José María García'),
  person('jurgen', 'Jürgen Groß'),
  person('sinead', 'Sinéad O’Brien'),
  person('dana1', 'Dana Whitlock'),
  person('dana2', 'Dana Ortiz'),
  person('far', 'Wilhelmina Brandt', false),
  person('client', 'Aisha Khan', true, { kind: 'client', email: 'aisha@client.test' }),
];
const told = (speaker: string, known = people): string => {
  const match = matchPerson(speaker, known);
  return match.state === 'certain'
    ? match.person.id
    : [match.state, ...match.candidates.map(({ id }) => id)].join(' ');
};

describe('a speaker is matched for certain', () => {
  it.each([
    ['Priya Shah', 'priya'],
    ['PRIYA SHAH (Guest)', 'priya'],
    ['Shah, Priya', 'priya'],
    ['Shah, Dr. Priya', 'priya'],
    ['Dr. Priya Shah, MBA', 'priya'],
    ['Shah Priya', 'priya'],
    ['PriyaShah', 'priya'],
    ['priya.shah', 'priya'],
    ['Priya Shah | Fennimoor', 'priya'],
    ['Priya Shah - Sales', 'priya'],
    ['Priya K. Shah', 'priya'],
    ['Priya S.', 'priya'],
    ['Priya', 'priya'],
    ['Bob Miller', 'robert'],
    ['Rob', 'robert'],
    ['Tomas Rivera Lopez', 'tomas'],
    ['Tomás Rivera', 'tomas'],
    ['Pepe García', 'jose'],
    ['Juergen', 'jurgen'],
    ['Jurgen Gross', 'jurgen'],
    ["Sinead O'Brien", 'sinead'],
    ['Wilhelmina Brandt', 'far'],
    ['Aisha', 'client'],
    ['Dana O.', 'dana2'],
  ])('%s: %s', (speaker, expected) => {
    expect(told(speaker)).toBe(expected);
  });
});

describe('a speaker is asked about', () => {
  it.each([
    ['a misspelt name', 'Pria Shah', 'uncertain priya'],
    ['a misspelt first name', 'Pria', 'uncertain priya'],
    ['a shortened name', 'Pri', 'uncertain priya'],
    ['an initial', 'P. Shah', 'uncertain priya'],
    ['a family name alone', 'Miller', 'uncertain robert'],
    ['the name of an account', 'rmiller', 'uncertain robert'],
    ['a first name that two have', 'Dana', 'uncertain dana2 dana1'],
    ['the first name of somebody of another line', 'Wilhelmina', 'uncertain far'],
    ['a nickname of somebody of another line', 'Mina', 'none'],
  ])('%s', (_what, speaker, expected) => {
    expect(told(speaker)).toBe(expected);
  });

  it('when two have the whole name, whoever of them was expected', () => {
    expect(told('Priya Shah', [person('one', 'Priya Shah'), person('two', 'Priya Shah', false)])).toBe(
      'uncertain one two',
    );
  });

  it('when a user and a client share a first name', () => {
    expect(
      told('Priya', [person('one', 'Priya Shah'), person('two', 'Priya Nair', true, { kind: 'client' })]),
    ).toBe('uncertain two one');
  });

  it('best first, at most three, each with how well it fits', () => {
    const { candidates } = matchPerson(
      'Anna',
      ['Anna Berg', 'Anna Curie', 'Anna Dahl', 'Anna Eck', 'Hanna Falk'].map((name) => person(name, name)),
    );
    expect(candidates.map(({ name }) => name)).toEqual(['Anna Berg', 'Anna Curie', 'Anna Dahl']);
    expect(candidates.every(({ score }) => score > 0 && score <= 1)).toBe(true);
  });
});

it.each([
  'Speaker 3',
  'Unknown speaker',
  'Caller 1',
  'Participant',
  'Several speakers',
  'Guest',
  'iPhone',
  'Conference Room B',
  'Customer',
  'Zoe Unheard',
  'Priya Nair',
  '',
  '???',
])('“%s” is nobody', (speaker) => {
  expect(told(speaker)).toBe('none');
});

describe('the one who led the session', () => {
  const naomi = { id: 'naomi', name: 'Naomi Feldman', email: 'naomi@example.test' };
  const led = (...speakers: string[]) =>
    findParticipants(
      speakers.map((speaker, index) => ({ index, speaker, text: 'some words here' })),
      [naomi, { id: 'naomi2', name: 'Naomi Berg' }],
      naomi,
    ).flatMap(({ name, isFacilitator, userId }) => (isFacilitator ? [`${name} ${userId ?? '-'}`] : []));
  it.each([
    ['by name', ['Priya', 'Feldman, Naomi'], ['Feldman, Naomi naomi']],
    ['by the first name, though others have it', ['Naomi', 'Priya'], ['Naomi naomi']],
    ['by a role', ['Me', 'Priya'], ['Me naomi']],
    ['by a role with an article', ['Priya', 'The Coach'], ['The Coach naomi']],
    ['by a misspelt name', ['Noami Feldmann', 'Priya'], ['Noami Feldmann naomi']],
    ['not at all', ['Speaker 1', 'Priya'], []],
    ['not by the name of a colleague', ['Naomi Berg', 'Priya'], []],
  ])('%s', (_how, speakers, expected) => {
    expect(led(...speakers)).toEqual(expected);
  });
});

it('who was listed and said nothing is there, silent; who spoke under a shorter name is not listed twice', () => {
  const found = findParticipants(
    [{ index: 0, speaker: 'Priya', text: 'I said some words.' }],
    [
      { id: 'priya', name: 'Priya Shah' },
      { id: 'zoe', name: 'Zoe Lang' },
    ],
    { id: 'naomi', name: 'Naomi Feldman' },
    { attendees: ['Naomi Feldman', 'Priya Shah', 'Zoe Lang', 'Speaker 2'] },
  );
  expect(
    found.map(({ name, turns, userId, insight }) => [name, turns, userId, insight?.engagement.level]),
  ).toEqual([
    ['Priya', 1, 'priya', 'high'],
    ['Zoe Lang', 0, 'zoe', 'silent'],
  ]);
});

it('those of a coach’s line are expected: reports, the own team, and who leads it', () => {
  const people = [
    { id: 'maya' },
    { id: 'theo', managerId: 'maya' },
    { id: 'omar', managerId: 'other' },
    { id: 'cleo', teamLeaderId: 'theo' },
    { id: 'priya', teamLeaderId: 'theo' },
    { id: 'below', teamLeaderId: 'cleo' },
    { id: 'daniel', teamLeaderId: 'omar' },
    { id: 'ring1', teamLeaderId: 'ring2' },
    { id: 'ring2', teamLeaderId: 'ring1' },
  ];
  expect([...expectedPeople(people, 'cleo')].sort()).toEqual(['below', 'maya', 'priya', 'theo']);
  expect([...expectedPeople(people, 'ring1')]).toEqual(['ring2']);
  expect([...expectedPeople(people, 'stranger')]).toEqual([]);
});
