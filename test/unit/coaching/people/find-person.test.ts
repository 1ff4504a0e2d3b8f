import { afterPerson, findPersonAtStart } from '../../../../src/coaching/people/find-person.ts';
import type { User } from '../../../../src/coaching/people/user.ts';

const person = (name: string): User => ({
  id: name,
  organizationId: 'org',
  email: `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.test`,
  name,
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'UTC',
  status: 'ACTIVE',
});
const people = [
  'Ann',
  'Ann Lee',
  'José Álvarez',
  'Priya Nair',
  'Priya Shah',
  'Mary Ann Smith',
  'Ana María de la Cruz y Ortega',
].map(person);

const found = (text: string): [string, string] | string[] => {
  const match = findPersonAtStart(text, people);
  if (match.kind === 'one') return [match.user.name, afterPerson(text, match.matched)];
  return match.kind === 'several' ? match.candidates.map(({ name }) => name) : [];
};

it.each([
  ['@Priya Nair great call', 'Priya Nair', 'great call'],
  ['  priya nair: great call', 'Priya Nair', 'great call'],
  ['@ Priya  Nair, great call', 'Priya Nair', 'great call'],
  ['jose alvarez great call', 'José Álvarez', 'great call'],
  ['JOSE\u0301 great call', 'José Álvarez', 'great call'],
  ['priya.shah@example.test great call', 'Priya Shah', 'great call'],
  ['Priya.Shah@Example.test: great call', 'Priya Shah', 'great call'],
  ['Ann Lee great call', 'Ann Lee', 'great call'],
  ['Ann great call', 'Ann', 'great call'],
  ['@Ann', 'Ann', ''],
  ['Mary great call', 'Mary Ann Smith', 'great call'],
  ['Ana María de la Cruz y Ortega great call', 'Ana María de la Cruz y Ortega', 'great call'],
])('%j is about %s', (text, name, rest) => {
  expect(found(text)).toEqual([name, rest]);
});

it('asks back when a first name is shared', () => {
  expect(found('@Priya great call')).toEqual(['Priya Nair', 'Priya Shah']);
});

it.each(['', '@', 'Zaphod great call', 'Annabel great call', 'great call by Ann'])(
  '%j names nobody',
  (text) => {
    expect(found(text)).toEqual([]);
  },
);

it('keeps the words as they were written after the name', () => {
  expect(afterPerson('@Priya Nair said “No”  twice', 'Priya Nair')).toBe('said “No” twice');
});
