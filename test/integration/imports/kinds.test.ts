import { createHistoryKind } from '../../../src/coaching/imports/kinds/history-kind.ts';
import { createPeopleKind } from '../../../src/coaching/imports/kinds/people-kind.ts';
import { createProfileKind } from '../../../src/coaching/imports/kinds/profile-kind.ts';
import type { ImportLog } from '../../../src/coaching/imports/import.ts';
import type { ImportKind } from '../../../src/coaching/imports/ports.ts';
import type { Intervention } from '../../../src/coaching/effectiveness/ports.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import { createHistoryImportStore } from '../../../src/data/imports/kinds/history-import-store.ts';
import { createPeopleImportStore } from '../../../src/data/imports/kinds/people-import-store.ts';
import { createProfileImportStore } from '../../../src/data/imports/kinds/profile-import-store.ts';
import { openScopedPool } from '../../../src/data/scoped-pool.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { newId } from '../../../src/shared/ids.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { runKind, told, type KindRun, type Table } from '../../support/import-kinds.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { emailOf, peopledOrganization, type CastName } from '../../support/world.ts';

let world: PostgresWorld;
let pool: ReturnType<typeof openScopedPool>;
let organizationId: string;
let people: Record<CastName, User>;
let kinds: { users: ImportKind; profiles: ImportKind; history: ImportKind };
let number = 0;
const journal: Intervention[] = [];
const changedProfiles: string[] = [];

beforeAll(async () => {
  world = await openPostgresWorld();
  pool = openScopedPool(world.database.urls.app, { max: 4 });
});
afterAll(async () => {
  await pool.close();
  await world.close();
});
beforeEach(async () => {
  number += 1;
  ({ organizationId, people } = await peopledOrganization(world, `T${number}`));
  const store = createPeopleImportStore(pool);
  const profilesChanged = (_: string, ids: readonly string[]) => {
    changedProfiles.push(...ids);
    return Promise.resolve();
  };
  kinds = {
    users: createPeopleKind({ store, profilesChanged }),
    profiles: createProfileKind({
      store: createProfileImportStore(pool),
      users: world.users,
      profilesChanged,
    }),
    history: createHistoryKind({
      store: createHistoryImportStore(pool),
      people: store,
      clock: new ManualClock('2026-11-20T10:00:00.000Z'),
      journal: {
        begin: (_, intervention) => {
          journal.push(intervention);
          return Promise.resolve();
        },
      },
    }),
  };
  journal.length = 0;
  changedProfiles.length = 0;
});

/** As the owner of everything sees it. */
const rows = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> => {
  const found: Record<string, unknown>[] = [];
  await withConnection(world.database.superuserUrl, async (client) => {
    found.push(...(await client.query<Record<string, unknown>>(sql, values)).rows);
  });
  return found;
};
const keep = async (log: ImportLog): Promise<void> => {
  await rows(
    `INSERT INTO import_logs (id, organization_id, imported_by, import_type, file_name, file_size_bytes, file_hash)
     VALUES ($1, $2, $3, $4, $5, 1, 'hash') ON CONFLICT DO NOTHING`,
    [log.id, log.organizationId, log.importedBy, log.type, log.fileName],
  );
};
const run = (kind: ImportKind, table: Table, by: CastName = 'ada', importId?: string): Promise<KindRun> =>
  runKind(kind, people[by], table, { keep, ...(importId === undefined ? {} : { importId }) });
const find = (email: string) => world.users.findByEmail(organizationId, email);
const undoLeft = () => rows('SELECT 1 FROM import_undo WHERE organization_id = $1', [organizationId]);

describe('people from a file', () => {
  const file: Table = [
    ['email', 'name', 'role', 'team_leader', 'department', 'employee_id', 'hire_date', 'learning_style'],
    ['nia@example.test', 'Nia New', 'Team lead', emailOf('maya'), 'Returns', 'E-1', '03/04/2026', ''],
    ['noel@example.test', 'Noel New', 'agent', 'nia@example.test', 'Returns', 'E-2', '2026-05-01', 'visual'],
    [emailOf('priya'), '', '', 'nia@example.test', 'Returns', '', '', 'by doing'],
    [emailOf('daniel'), '', '', '', '', '', '', ''],
  ];

  it('are added and changed, each row in full, with leaders from the file; what it does not say stays', async () => {
    const done = await run(kinds.users, file);
    expect(done).toMatchObject({ written: 3, unchanged: 1, faults: [] });
    const nia = await find('nia@example.test');
    expect(nia).toMatchObject({
      ...{ name: 'Nia New', role: 'TEAM_LEADER', teamLeaderId: people.maya.id, employeeId: 'E-1' },
      ...{ hireDate: '2026-04-03', jobFamily: 'OTHER', timezone: 'UTC', status: 'ACTIVE' },
    });
    expect(await find('noel@example.test')).toMatchObject({ teamLeaderId: nia?.id, hireDate: '2026-05-01' });
    expect(await find(emailOf('priya'))).toEqual({
      ...people.priya,
      teamLeaderId: nia?.id,
      department: 'Returns',
    });
    expect(await find(emailOf('daniel'))).toEqual(people.daniel);
    const styles = await rows(
      `SELECT value, source, visibility FROM profile_fields WHERE field = 'learning_style'`,
    );
    expect(styles).toHaveLength(2);
    expect(styles).toContainEqual({ value: 'kinesthetic', source: 'import', visibility: 'line' });
    expect(changedProfiles).toContain(people.priya.id);
  });

  it('imported again change nothing; by a worker that comes after a dead one they count as its own', async () => {
    const first = await run(kinds.users, file);
    expect(await run(kinds.users, file, 'ada', first.log.id)).toMatchObject({ written: 3, unchanged: 1 });
    expect(await run(kinds.users, file)).toMatchObject({ written: 0, unchanged: 4, faults: [] });
  });

  it('are only counted for a preview, before there is an import, and say whom it would shut out', async () => {
    const table: Table = [
      ['email', 'status', 'role', 'name'],
      [emailOf('daniel'), 'left', '', ''],
      ['nia@example.test', '', 'admin', 'Nia New'],
    ];
    const tried = await runKind(kinds.users, people.ada, table, { mode: 'tally' });
    expect(tried).toMatchObject({ written: 2, unchanged: 0, faults: [] });
    expect(tried.notes).toEqual([
      '1 person would no longer get in (status TERMINATED).',
      '1 person would get admin rights.',
    ]);
    expect(await find(emailOf('daniel'))).toEqual(people.daniel);
    expect(await find('nia@example.test')).toBeUndefined();
    expect(await undoLeft()).toEqual([]);
  });

  it('are taken back as a whole: those who came go, the others are as before', async () => {
    const { log } = await run(kinds.users, file);
    expect(await kinds.users.rollback(log)).toEqual({ rows: 3 });
    expect(await find('nia@example.test')).toBeUndefined();
    expect(await find('noel@example.test')).toBeUndefined();
    expect(await find(emailOf('priya'))).toEqual(people.priya);
    expect(await rows(`SELECT 1 FROM profile_fields WHERE organization_id = $1`, [organizationId])).toEqual(
      [],
    );
    expect(await undoLeft()).toEqual([]);
    expect(await kinds.users.rollback(log)).toEqual({ rows: 0 });
  });

  it.each<[string, (ids: { nia: string }) => Promise<unknown>, RegExp]>([
    [
      'somebody was changed since',
      () => rows(`UPDATE users SET department = 'Moved' WHERE id = $1`, [people.priya.id]),
      /changed since/,
    ],
    [
      'somebody new talked with the bot, which nobody else may read',
      ({ nia }) =>
        rows(`INSERT INTO growth_goals (organization_id, user_id, title) VALUES ($1, $2, 'to be kept')`, [
          organizationId,
          nia,
        ]),
      /growth goals/,
    ],
    [
      'somebody new leads others by now',
      ({ nia }) => rows(`UPDATE users SET team_leader_id = $1 WHERE id = $2`, [nia, people.daniel.id]),
      /people whom they lead/,
    ],
    [
      'a newer import changed the same people',
      () =>
        run(kinds.users, [
          ['email', 'department'],
          [emailOf('priya'), 'Sales'],
        ]),
      /newer import, users\.csv/,
    ],
  ])('are not taken back where %s', async (_, change, reason) => {
    const { log } = await run(kinds.users, file);
    const nia = (await find('nia@example.test'))?.id ?? '';
    await change({ nia });
    const outcome = await kinds.users.rollback(log);
    expect('blockedBy' in outcome ? outcome.blockedBy : '').toMatch(reason);
    expect((await find('nia@example.test'))?.id).toBe(nia);
    expect(await undoLeft()).not.toEqual([]);
  });

  it('can swap their employee ids, and get them back', async () => {
    const ids = (priya: string, daniel: string): Table => [
      ['email', 'employee_id'],
      [emailOf('priya'), priya],
      [emailOf('daniel'), daniel],
    ];
    await run(kinds.users, ids('E-1', 'E-2'));
    const { log, written } = await run(kinds.users, ids('E-2', 'E-1'));
    expect(written).toBe(2);
    expect(await kinds.users.rollback(log)).toEqual({ rows: 2 });
    expect(await find(emailOf('priya'))).toMatchObject({ employeeId: 'E-1' });
  });
});

describe('profiles from a file', () => {
  const file: Table = [
    ['email', 'motivators', 'learning_style', 'personal_goals'],
    [emailOf('priya'), 'growth; recognition', 'visual', 'a house'],
    [emailOf('daniel'), 'calm', '', ''],
  ];
  const fieldsOf = (who: CastName) =>
    rows(`SELECT field, value, visibility, source FROM profile_fields WHERE user_id = $1 ORDER BY field`, [
      people[who].id,
    ]);

  it('are written for the line’s eyes, never private, and what a person wrote stays', async () => {
    await rows(
      `INSERT INTO profile_fields (organization_id, user_id, field, value, visibility, source, written_by)
       VALUES ($1, $2, 'motivators', '["my own"]', 'private', 'self', $2)`,
      [organizationId, people.priya.id],
    );
    expect(await run(kinds.profiles, file)).toMatchObject({ written: 2, unchanged: 0, faults: [] });
    expect(await fieldsOf('priya')).toEqual([
      { field: 'learning_style', value: 'visual', visibility: 'line', source: 'import' },
      { field: 'motivators', value: ['my own'], visibility: 'private', source: 'self' },
      { field: 'personal_goals', value: 'a house', visibility: 'line', source: 'import' },
    ]);
    expect(await run(kinds.profiles, file)).toMatchObject({ written: 0, unchanged: 2 });
  });

  it('of others than one’s own people are refused to a leader, row by row', async () => {
    const done = await run(kinds.profiles, file, 'theo');
    expect(done).toMatchObject({ written: 1 });
    expect(told(done.faults)).toEqual([
      `3 email: ${emailOf('daniel')} is not in your line. Ask an admin, or their own leader.`,
    ]);
    expect(await fieldsOf('daniel')).toEqual([]);
  });

  it('are taken back to what stood before, except what the person wrote since', async () => {
    await run(kinds.profiles, [
      ['email', 'motivators'],
      [emailOf('daniel'), 'noise'],
    ]);
    const { log } = await run(kinds.profiles, file);
    await rows(
      `UPDATE profile_fields SET value = '"reading"', source = 'self', written_by = user_id
        WHERE user_id = $1 AND field = 'learning_style'`,
      [people.priya.id],
    );
    expect(await kinds.profiles.rollback(log)).toEqual({ rows: 2 });
    expect(await fieldsOf('daniel')).toMatchObject([{ field: 'motivators', value: ['noise'] }]);
    expect(await fieldsOf('priya')).toMatchObject([{ field: 'learning_style', value: 'reading' }]);
  });

  it('are not taken back before the newer import of the same fields', async () => {
    const { log } = await run(kinds.profiles, file);
    const newer = await run(kinds.profiles, [
      ['email', 'motivators'],
      [emailOf('daniel'), 'praise'],
    ]);
    expect(await kinds.profiles.rollback(log)).toEqual({
      blockedBy: 'A newer import, profiles.csv, changed some of the same rows. Take that one back first.',
    });
    await kinds.profiles.rollback(newer.log);
    expect(await fieldsOf('daniel')).toMatchObject([{ value: ['calm'] }]);
    expect(await kinds.profiles.rollback(log)).toEqual({ rows: 2 });
    expect(await fieldsOf('daniel')).toEqual([]);
  });
});

describe('past coaching from a file', () => {
  const file: Table = [
    [
      'person',
      'leader',
      'date',
      'type',
      'topics',
      'notes',
      'engagement',
      'issue',
      'method',
      'follow_up_on',
      'status',
    ],
    [
      emailOf('priya'),
      '',
      '02/11/2026',
      '1:1',
      'Greeting; tone',
      'Went well',
      '4',
      'Handle time',
      'Role-play',
      '',
      '',
    ],
    [emailOf('priya'), emailOf('cleo'), '02/11/2026', 'urgent', '', '', '', '', '', '2026-11-30', ''],
    [emailOf('daniel'), '', '2026-11-03', '', '', '', '', 'Quality', 'Shadowing', '', 'no-show'],
  ];
  const sessions = () =>
    rows(
      `SELECT s.session_type, s.meeting_status, s.processing_status, s.session_date::text, d.topics, d.engagement,
              d.follow_up_required, (SELECT array_agg(user_id ORDER BY position) FROM session_participants p WHERE p.session_id = s.id) AS who
         FROM coaching_sessions s JOIN one_on_ones d ON d.session_id = s.id
        WHERE s.organization_id = $1 ORDER BY s.session_date, s.session_type`,
      [organizationId],
    );

  it('becomes sessions that were held, without a transcript; the leader is whom the person reports to unless said', async () => {
    expect(await run(kinds.history, file)).toMatchObject({ written: 3, unchanged: 0, faults: [] });
    expect(await sessions()).toMatchObject([
      {
        ...{ session_type: 'REGULAR', meeting_status: 'held', processing_status: 'none' },
        ...{ session_date: '2026-11-02', topics: ['Greeting', 'tone'], engagement: 4 },
        who: [people.theo.id, people.priya.id],
      },
      { session_type: 'URGENT', follow_up_required: true, who: [people.cleo.id, people.priya.id] },
      { meeting_status: 'no_show', who: [people.omar.id, people.daniel.id] },
    ]);
    // What did not take place worked on nothing.
    expect(journal).toMatchObject([
      { issue: 'aht', method: 'Role-play', on: '2026-11-02', agentId: people.priya.id },
    ]);
  });

  it('stands once however often it comes, and a row that says something else is a fault', async () => {
    const first = await run(kinds.history, file);
    expect(await run(kinds.history, file, 'ada', first.log.id)).toMatchObject({ written: 3, unchanged: 0 });
    expect(await run(kinds.history, file)).toMatchObject({ written: 0, unchanged: 3 });
    const [header = [], row = []] = file;
    const other = await run(kinds.history, [header, row.with(5, 'Went badly')]);
    expect(other).toMatchObject({ written: 0, unchanged: 0 });
    expect(told(other.faults)).toEqual([expect.stringMatching(/^2 : .*says something else/)]);
    expect(await sessions()).toHaveLength(3);
  });

  it('is taken back with what was measured of it', async () => {
    const { log } = await run(kinds.history, file);
    await rows(
      `INSERT INTO coaching_effectiveness (organization_id, session_id, agent_id, primary_issue, intervention_method, intervened_on)
       SELECT organization_id, id, $2, 'aht', 'Role-play', session_date FROM coaching_sessions WHERE organization_id = $1 LIMIT 1`,
      [organizationId, people.priya.id],
    );
    expect(await kinds.history.rollback(log)).toEqual({ rows: 3 });
    expect(await sessions()).toEqual([]);
    expect(
      await rows('SELECT 1 FROM coaching_effectiveness WHERE organization_id = $1', [organizationId]),
    ).toEqual([]);
  });

  it.each([
    [
      'something was noted in the thread of one of its sessions',
      `INSERT INTO one_on_one_notes (organization_id, session_id, text, turn_id)
       SELECT organization_id, id, 'x', gen_random_uuid() FROM coaching_sessions WHERE organization_id = $1 LIMIT 1`,
      /notes/,
    ],
    [
      'somebody wrote in one since',
      `UPDATE one_on_ones SET discussion_notes = 'more' WHERE organization_id = $1`,
      /changed since/,
    ],
  ])('is not taken back where %s', async (_, sql, reason) => {
    const { log } = await run(kinds.history, file);
    await rows(sql, [organizationId]);
    const outcome = await kinds.history.rollback(log);
    expect('blockedBy' in outcome ? outcome.blockedBy : '').toMatch(reason);
    expect(await sessions()).toHaveLength(3);
  });

  it('of another organisation is out of reach', async () => {
    const { log } = await run(kinds.history, file);
    expect(await kinds.history.rollback({ ...log, organizationId: newId() })).toEqual({ rows: 0 });
    expect(await sessions()).toHaveLength(3);
  });
});
