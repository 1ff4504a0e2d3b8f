import { createPeopleKind } from '../../../../../src/coaching/imports/kinds/people-kind.ts';
import type { PeopleImportStore } from '../../../../../src/coaching/imports/kinds/ports.ts';
import type { User } from '../../../../../src/coaching/people/user.ts';
import { runKind, told, type Table } from '../../../../support/import-kinds.ts';

const person = (name: string, more: Partial<User> = {}): User => ({
  ...{ id: name, organizationId: 'o', email: `${name}@x.test`, name, role: 'AGENT', jobFamily: 'CSR' },
  ...{ timezone: 'UTC', status: 'ACTIVE', ...more },
});
const ada = person('ada', { role: 'ADMIN' });
const others = [
  person('theo', { role: 'TEAM_LEADER', employeeId: 'E-1' }),
  person('priya', { teamLeaderId: 'theo' }),
  person('gone', { status: 'TERMINATED' }),
];

/** Keeps what would be written. */
function kindWith(existing: readonly User[] = [ada, ...others]) {
  const written: User[] = [];
  const store: PeopleImportStore = {
    people: () => Promise.resolve([...existing]),
    write: (_, people, fields) => {
      written.push(...people);
      return Promise.resolve({
        people: people.map(({ id }) => id),
        profiles: fields.map(({ userId }) => userId),
      });
    },
    rollback: () => Promise.resolve({ rows: 0, profiles: [] }),
  };
  return { kind: createPeopleKind({ store }), written };
}
const faultsOf = async (table: Table, existing?: readonly User[], by = ada): Promise<string[]> =>
  told((await runKind(kindWith(existing).kind, by, table)).faults);

it.each<[string, string[], string[], string]>([
  ['no address', ['email'], [''], '2 email: The address is missing.'],
  ['what is no address', ['email'], ['priya at x'], '2 email: “priya at x” is no e-mail address.'],
  [
    'a role that there is not',
    ['email', 'role'],
    ['priya@x.test', 'boss'],
    '2 role: “boss” is none of: ADMIN, MANAGER, TEAM_LEADER, COACH, AGENT.',
  ],
  [
    'a status that says PIP',
    ['email', 'status'],
    ['priya@x.test', 'PIP'],
    '2 status: Nobody’s status says that they are on a plan: plans are kept apart, for those entitled. Write ACTIVE.',
  ],
  [
    'a zone that there is not',
    ['email', 'timezone'],
    ['priya@x.test', 'Mars/Base'],
    '2 timezone: “Mars/Base” is no time zone, such as Europe/London.',
  ],
  [
    'a day of the other order',
    ['email', 'hire_date'],
    ['priya@x.test', '12/31/2025'],
    '2 hire_date: “12/31/2025” is no day as in 03/04/2026 (day first).',
  ],
  [
    'a way of learning that there is not',
    ['email', 'learning_style'],
    ['priya@x.test', 'osmosis'],
    '2 learning_style: It is one of: visual, auditory, kinesthetic, reading.',
  ],
  [
    'somebody new without a role',
    ['email', 'name'],
    ['new@x.test', 'New'],
    '2 : Somebody who is new needs a name and a role.',
  ],
  [
    'another’s employee id',
    ['email', 'employee_id'],
    ['priya@x.test', 'E-1'],
    '2 employee_id: The employee id belongs to theo@x.test already.',
  ],
  [
    'themself as leader',
    ['email', 'team_leader'],
    ['priya@x.test', 'priya@x.test'],
    '2 team_leader: Nobody leads themselves.',
  ],
  [
    'a leader whom nobody knows',
    ['email', 'manager'],
    ['priya@x.test', 'who@x.test'],
    '2 manager: who@x.test is neither in the file nor in the organisation.',
  ],
  [
    'a leader who is gone',
    ['email', 'manager'],
    ['priya@x.test', 'gone@x.test'],
    '2 manager: gone@x.test is no longer with the organisation.',
  ],
  [
    'a circle',
    ['email', 'manager'],
    ['theo@x.test', 'priya@x.test'],
    '2 : The line goes round in a circle: through others, this person would be above themself.',
  ],
  [
    'the importer’s own rights',
    ['email', 'role'],
    ['ada@x.test', 'agent'],
    '2 : You cannot take your own admin rights away: ask another admin to.',
  ],
])('a row with %s is left out, and says why', async (_, header, row, fault) => {
  const { kind, written } = kindWith();
  const done = await runKind(kind, ada, [header, row]);
  expect(told(done.faults)).toContain(fault);
  expect([done.written, done.unchanged, written]).toEqual([0, 0, []]);
});

it('nobody stands twice, and the first stays', async () => {
  const done = await runKind(kindWith().kind, ada, [
    ['email', 'department'],
    ['priya@x.test', 'Sales'],
    ['PRIYA@x.test', 'Returns'],
  ]);
  expect(done.written).toBe(1);
  expect(told(done.faults)).toEqual(['3 email: priya@x.test stands on line 2 already.']);
});

it('whoever rests on a row with a fault is left out with it, however long the chain', async () => {
  expect(
    await faultsOf([
      ['email', 'name', 'role', 'team_leader'],
      ['a@x.test', 'A', 'boss', ''],
      ['b@x.test', 'B', 'leader', 'a@x.test'],
      ['c@x.test', 'C', 'agent', 'b@x.test'],
      ['d@x.test', 'D', 'agent', 'theo@x.test'],
    ]),
  ).toEqual([
    expect.stringContaining('2 role:'),
    '3 team_leader: a@x.test stands on line 2, which has a fault itself.',
    '4 team_leader: b@x.test stands on line 3, which has a fault itself.',
  ]);
});

it('two who lead each other in the file are both left out', async () => {
  const faults = await faultsOf([
    ['email', 'team_leader'],
    ['theo@x.test', 'priya@x.test'],
    ['priya@x.test', 'theo@x.test'],
  ]);
  expect(faults.map((fault) => fault.slice(0, 1))).toEqual(['2', '3']);
});

it('the last admins stay, whoever imports', async () => {
  const former = person('former');
  const table: Table = [
    ['email', 'status'],
    ['ada@x.test', 'terminated'],
  ];
  expect(await faultsOf(table, [ada, ...others], former)).toEqual(['2 : Nobody would be an admin any more.']);
  expect(await faultsOf(table, [ada, person('bo', { role: 'ADMIN' })], former)).toEqual([]);
});

it('a dash takes a leader away, an empty cell leaves them', async () => {
  const { kind, written } = kindWith();
  await runKind(kind, ada, [
    ['email', 'team_leader', 'department'],
    ['priya@x.test', '-', ''],
    ['theo@x.test', '', 'Sales'],
  ]);
  expect(written).toEqual([person('priya'), { ...others[0], department: 'Sales' }]);
});
