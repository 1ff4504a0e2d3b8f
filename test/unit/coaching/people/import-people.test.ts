import { importPeople } from '../../../../src/coaching/people/import-people.ts';
import { readPeopleFile } from '../../../../src/cli/commands/people.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { createFakeUsers } from '../../../support/fakes/people-repositories.ts';
import { thrownBy } from '../../../support/thrown.ts';

const users = createFakeUsers();
let organizations = 0;
let organizationId: string;
beforeEach(() => {
  organizations += 1;
  organizationId = `org-${organizations}`;
});

const importFile = (text: string, fileName = 'people.csv') =>
  importPeople({ users }, organizationId, readPeopleFile(fileName, text));
const names = async (): Promise<string[]> => (await users.list(organizationId)).map(({ name }) => name);
const faultsOf = async (text: string, fileName?: string): Promise<string[]> => {
  try {
    await importFile(text, fileName);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(await names()).toEqual([]);
    return (error.userMessage ?? '')
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/^ {2}- /, ''));
  }
  throw new Error('It was imported.');
};

const team = `Email,Name,Role,Job Family,team_leader,manager,Time Zone,hire-date
ana@example.test,Ana Silva,agent,csr,theo@example.test,,,2024-02-29
Theo@Example.test,Theo Leader,team leader,,,maya@example.test,Europe/London,
maya@example.test,"Maya, the Manager",MANAGER,,,,,
`;

describe('a CSV file', () => {
  it('adds people whose leaders come later in it, whatever the case of addresses', async () => {
    expect(await importFile(team)).toEqual({ created: 3, updated: 0, unchanged: 0 });
    const [ana, maya, theo] = await users.list(organizationId);
    expect(ana).toMatchObject({
      role: 'AGENT',
      jobFamily: 'CSR',
      teamLeaderId: theo?.id,
      hireDate: '2024-02-29',
    });
    expect(theo).toMatchObject({ role: 'TEAM_LEADER', managerId: maya?.id, email: 'theo@example.test' });
    expect(maya).toMatchObject({ name: 'Maya, the Manager', timezone: 'UTC', jobFamily: 'OTHER' });
  });

  it('imported again changes nothing', async () => {
    await importFile(team);
    expect(await importFile(team)).toEqual({ created: 0, updated: 0, unchanged: 3 });
  });

  it('changes only those who changed', async () => {
    await importFile(team);
    expect(await importFile(team.replace('Ana Silva', 'Ana da Silva'))).toEqual({
      created: 0,
      updated: 1,
      unchanged: 2,
    });
  });

  it('may name a leader who is in the organisation already', async () => {
    await importFile(team);
    await importFile('email,name,role,team_leader\nbo@example.test,Bo,AGENT,THEO@example.test');
    const theo = await users.findByEmail(organizationId, 'theo@example.test');
    expect((await users.findByEmail(organizationId, 'bo@example.test'))?.teamLeaderId).toBe(theo?.id);
  });

  it('may come from a spreadsheet: byte order mark, Windows line ends, empty lines, quotes', async () => {
    await importFile('\uFEFFemail,name,role\r\n\r\n"a@example.test", "A, the ""one""" ,AGENT\r\n');
    expect(await names()).toEqual(['A, the "one"']);
  });
});

describe('a JSON file', () => {
  const people = [
    { email: 'a@example.test', name: 'A', role: 'AGENT', teamLeader: 'b@example.test' },
    { email: 'b@example.test', name: 'B', role: 'TEAM_LEADER', manager: null },
  ];

  it('may be a list, or an object with people', async () => {
    expect(await importFile(JSON.stringify(people), 'p.json')).toMatchObject({ created: 2 });
    expect(await importFile(JSON.stringify({ name: 'Acme', people }), 'p.json')).toMatchObject({
      unchanged: 2,
    });
  });

  it.each(['{}', '[', '{"people": 5}', '{"people": null}'])(
    'like %s is refused with what is expected',
    (text) => {
      expect(thrownBy(() => readPeopleFile('p.json', text))).toMatchObject({
        code: 'PEOPLE_002',
        userMessage: expect.stringContaining('p.json') as string,
      });
    },
  );
});

describe('faults', () => {
  it('are listed with their lines, and nothing is imported', async () => {
    const faults = await faultsOf(
      [
        'email,name,role,job_family,team_leader,timezone,hire_date',
        'fine@example.test,Fine,AGENT,,,,',
        'not-an-address,,CAPTAIN,PIRATE,,Mars/Olympus,29.02.2024',
        'self@example.test,Self,AGENT,,self@example.test,,',
        'fine@example.test,Again,AGENT,,,,',
        'lost@example.test,Lost,AGENT,,nobody@example.test,,',
      ].join('\n'),
    );
    expect(faults).toEqual(
      expect.arrayContaining([
        'line 3: email is not an e-mail address',
        'line 3: name is missing',
        'line 3: role must be one of ADMIN, MANAGER, TEAM_LEADER, COACH, AGENT',
        'line 3: jobFamily must be one of CSR, SALES_REP, OTHER',
        'line 3: timezone is not a time zone, such as Europe/London',
        'line 3: hireDate must look like 2026-11-20',
        'line 4: self@example.test cannot lead themselves',
        'line 5: fine@example.test stands on line 2 already',
        'line 6: nobody@example.test is neither in the file nor in the organisation',
      ]),
    );
    expect(faults).toHaveLength(9);
  });

  it('are cut after twenty', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `wrong-${index},N,AGENT`);
    const faults = await faultsOf(['email,name,role', ...rows].join('\n'));
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe('  …');
  });

  it('include a column that is missing, and a line that is too short', async () => {
    expect(await faultsOf('email,name\na@example.test,A')).toEqual([expect.stringMatching(/^line 2: role /)]);
    expect(await faultsOf('email,name,role\na@example.test,A')).toEqual([
      expect.stringMatching(/^line 2: role /),
    ]);
  });

  it('name the line that has more cells than the header', () => {
    expect(
      thrownBy(() =>
        readPeopleFile('p.csv', 'email,name,role\na@example.test,A,AGENT\nb@example.test,Nair, Priya,AGENT'),
      ),
    ).toMatchObject({
      code: 'PEOPLE_002',
      userMessage: expect.stringContaining('line 3') as string,
    });
  });

  it('include an employee id that two people have', async () => {
    expect(
      await faultsOf('email,name,role,employee_id\na@example.test,A,AGENT,E1\nb@example.test,B,AGENT,E1'),
    ).toEqual(['line 3: employeeId E1 belongs to a@example.test already']);
  });

  it('include an employee id that somebody else in the organisation has', async () => {
    await importFile('email,name,role,employee_id\na@example.test,A,AGENT,E1');
    await expect(importFile('email,name,role,employee_id\nb@example.test,B,AGENT,E1')).rejects.toMatchObject({
      code: 'PEOPLE_001',
      userMessage: expect.stringContaining(
        'line 2: employeeId E1 belongs to a@example.test already',
      ) as string,
    });
    expect(await importFile('email,name,role,employee_id\na@example.test,A,AGENT,E1')).toMatchObject({
      unchanged: 1,
    });
  });
});

it('people who lead each other in a circle are harmless', async () => {
  await importFile(
    'email,name,role,team_leader\na@example.test,A,AGENT,b@example.test\nb@example.test,B,TEAM_LEADER,a@example.test',
  );
  const [a, b] = await users.list(organizationId);
  expect(await users.lineAbove(organizationId, a?.id ?? '')).toEqual([b?.id]);
});
