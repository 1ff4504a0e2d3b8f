import { createHistoryKind } from '../../../../../src/coaching/imports/kinds/history-kind.ts';
import type { PastSession, ProfileFieldWrite } from '../../../../../src/coaching/imports/kinds/ports.ts';
import { createProfileKind } from '../../../../../src/coaching/imports/kinds/profile-kind.ts';
import { issueNamed } from '../../../../../src/coaching/imports/kinds/session-fields.ts';
import type { User } from '../../../../../src/coaching/people/user.ts';
import { ManualClock } from '../../../../support/fakes/manual-clock.ts';
import { runKind, told } from '../../../../support/import-kinds.ts';

const person = (name: string, more: Partial<User> = {}): User => ({
  ...{ id: name, organizationId: 'o', email: `${name}@x.test`, name, role: 'AGENT', jobFamily: 'CSR' },
  ...{ timezone: 'UTC', status: 'ACTIVE', ...more },
});
const ada = person('ada', { role: 'ADMIN' });
const theo = person('theo', { role: 'TEAM_LEADER' });
const priya = person('priya', { teamLeaderId: 'theo' });
const people = [ada, theo, priya];

describe('profiles', () => {
  const written: ProfileFieldWrite[] = [];
  const kind = createProfileKind({
    users: { list: () => Promise.resolve(people) },
    store: {
      write: (_, fields) => {
        written.push(...fields);
        return Promise.resolve({ people: [...new Set(fields.map(({ userId }) => userId))] });
      },
      rollback: () => Promise.resolve({ rows: 0, people: [] }),
    },
  });
  beforeEach(() => {
    written.length = 0;
  });

  it('have no column for wellbeing, availability or opting in', async () => {
    const fields = await kind.fields('o');
    expect(fields.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['email', 'motivators', 'stress_indicators', 'session_length']),
    );
    const names = fields.flatMap(({ key, aliases }) => [key, ...aliases]).join(' ');
    expect(names).not.toMatch(/well ?being|opt[ _-]?in|availab|percentile/);
  });

  it.each<[string, string[], string[], string]>([
    [
      'a value that does not fit',
      ['email', 'session_length'],
      ['priya@x.test', 'long'],
      '2 session_length: Write how many minutes, from 5 to 180, such as “30”.',
    ],
    [
      'nobody of this address',
      ['email', 'role'],
      ['who@x.test', 'x'],
      '2 email: Nobody here has the address who@x.test. Import people first.',
    ],
    ['no address', ['email', 'role'], ['', 'x'], '2 email: The address is missing.'],
  ])('a row with %s is left out as a whole', async (_, header, row, fault) => {
    const done = await runKind(kind, ada, [
      [...header, 'company'],
      [...row, 'Acme'],
    ]);
    expect(told(done.faults)).toEqual([fault]);
    expect([done.written, written]).toEqual([0, []]);
  });

  it('of oneself are no leader’s to import, of one’s people they are', async () => {
    const done = await runKind(kind, theo, [
      ['email', 'company'],
      ['theo@x.test', 'Acme'],
      ['priya@x.test', 'Acme'],
    ]);
    expect(told(done.faults)).toEqual([
      '2 email: theo@x.test is not in your line. Ask an admin, or their own leader.',
    ]);
    expect(written).toEqual([
      { userId: 'priya', field: 'company', value: 'Acme', visibility: 'organization' },
    ]);
  });
});

describe('past coaching', () => {
  const made: PastSession[] = [];
  const kind = createHistoryKind({
    clock: new ManualClock('2026-11-20T10:00:00.000Z'),
    people: { people: () => Promise.resolve(people) },
    store: {
      write: (_, sessions) => {
        made.push(...sessions);
        return Promise.resolve({
          made: new Map(sessions.map(({ key }) => [key, key])),
          different: new Set(),
        });
      },
      rollback: () => Promise.resolve({ rows: 0 }),
    },
  });
  const base = ['person', 'date'];
  const good = ['priya@x.test', '2026-11-02'];
  beforeEach(() => {
    made.length = 0;
  });

  it.each<[string, string[], string[], string]>([
    [
      'an observation out of range',
      ['engagement'],
      ['6'],
      '2 engagement: “6” is no whole number from 1 to 5.',
    ],
    [
      'half an observation',
      ['understanding'],
      ['3.5'],
      '2 understanding: “3.5” is no whole number from 1 to 5.',
    ],
    [
      'an issue that is no figure',
      ['issue'],
      ['Charm'],
      '2 issue: “Charm” is no figure that is kept here, such as Quality or Handle time.',
    ],
    [
      'a kind that there is not',
      ['type'],
      ['party'],
      '2 type: “party” is none of: REGULAR, FOLLOW_UP, PIP_CHECK, URGENT, INDIVIDUAL.',
    ],
    [
      'themself as leader',
      ['leader'],
      ['priya@x.test'],
      '2 leader: Nobody coaches themselves: the leader is somebody else.',
    ],
    [
      'a leader whom nobody knows',
      ['leader'],
      ['who@x.test'],
      '2 leader: Nobody here has the address who@x.test. Import people first.',
    ],
    ['too short a time', ['minutes'], ['3'], '2 minutes: “3” is no whole number from 5 to 480.'],
  ])('a row with %s is left out', async (_, header, row, fault) => {
    const done = await runKind(kind, ada, [
      [...base, ...header],
      [...good, ...row],
    ]);
    expect(told(done.faults)).toEqual([fault]);
    expect(made).toEqual([]);
  });

  it.each([
    [
      ['priya@x.test', '2026-12-01'],
      '2 date: 2026-12-01 is still to come: only what took place is imported.',
    ],
    [['priya@x.test', ''], '2 date: The day is missing.'],
    [['', '2026-11-02'], '2 person: The address is missing.'],
    [['theo@x.test', '2026-11-02'], '2 : Nobody leads this person: say in the file who held the session.'],
  ])('%j is left out', async (row, fault) => {
    expect(told((await runKind(kind, ada, [base, row])).faults)).toEqual([fault]);
  });

  it('of the same two on the same day stands once, unless the kind is another', async () => {
    const done = await runKind(kind, ada, [
      [...base, 'type'],
      [...good, ''],
      [...good, 'one-on-one'],
      [...good, 'Follow up'],
    ]);
    expect(told(done.faults)).toEqual(['3 : Line 2 holds such a session of these two on this day already.']);
    expect(made.map(({ type, leaderId }) => [type, leaderId])).toEqual([
      ['REGULAR', 'theo'],
      ['FOLLOW_UP', 'theo'],
    ]);
  });

  it.each([
    ['AHT', 'aht'],
    ['quality', 'quality_score'],
    ['First Call Resolution', 'fcr'],
    ['absenteeism', 'attendance_rate'],
    ['charm', undefined],
  ])('an issue called %s is the figure %s', (said, figure) => {
    expect(issueNamed(said)).toBe(figure);
  });
});
