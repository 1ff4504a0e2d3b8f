import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { showDigest, type ShowDigestDeps } from '../../../src/agent/tools/show-digest.ts';
import { teamDigestTool } from '../../../src/agent/tools/team-digest.ts';
import { createDigestParts } from '../../../src/app/create-digests.ts';
import { createPerformanceParts } from '../../../src/app/create-performance.ts';
import { toPlainText } from '../../../src/cli/plain-text.ts';
import { allowedFields } from '../../../src/coaching/digests/allowed-fields.ts';
import { digestsFor, previewDigest } from '../../../src/coaching/digests/preview-digest.ts';
import { shiftDay } from '../../../src/coaching/performance/own-scores.ts';
import { toActor, type User } from '../../../src/coaching/people/user.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { newId } from '../../../src/shared/ids.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { OpenAiServer } from '../../support/openai-server.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

/** A Friday. */
const today = '2026-11-20';
const clock = new ManualClock(`${today}T10:00:00Z`);
/** A role that may read what the allow-list names, and nothing else. */
const probe = `digest_probe_${process.pid}`;

let world: PostgresWorld;
let database: Database;
let pool: ScopedPool;
let deps: ShowDigestDeps;
let organizationId: string;
let people: Record<CastName, User>;

const sql = (text: string, values: unknown[] = []) =>
  withConnection(world.database.superuserUrl, (client) => client.query(text, values));

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

const note = (author: CastName, subject: CastName, type: string, daysAgo: number) =>
  sql(
    `INSERT INTO quick_notes (organization_id, author_id, subject_id, note_type, priority, content, occurred_at, turn_id, created_at)
     VALUES ($1, $2, $3, $4, 'HIGH', 'SECRET WORDS', $5, $6, $5)`,
    [
      organizationId,
      people[author].id,
      people[subject].id,
      type,
      `${shiftDay(today, -daysAgo)}T09:00:00Z`,
      newId(),
    ],
  );

async function session(leader: CastName, agent: CastName, at: string, status: string, type = 'REGULAR') {
  const id = newId();
  await sql(
    `INSERT INTO coaching_sessions (id, organization_id, facilitator_id, session_type, title, session_date, meeting_status, scheduled_at, upload_key)
     VALUES ($1, $2, $3, $4, 'SECRET WORDS', $5, $6, $7, $8)`,
    [id, organizationId, people[leader].id, type, at.slice(0, 10), status, at, id],
  );
  await sql('INSERT INTO one_on_ones (session_id, organization_id, agent_id) VALUES ($1, $2, $3)', [
    id,
    organizationId,
    people[agent].id,
  ]);
}

beforeAll(async () => {
  world = await openPostgresWorld();
  database = openDatabase(world.database.urls.app, { max: 2 });
  ({ organizationId, people } = await peopledOrganization(world, 'T1'));
  const { figures } = createPerformanceParts({
    database,
    pool: (pool = openScopedPool(world.database.urls.app, { max: 2 })),
  });
  // Priya falls by ten a week, and was steady before; Daniel rises.
  const levels = { priya: [60, 70, 80], daniel: [92, 90, 80] } as const;
  for (const [who, weeks] of Object.entries(levels) as [keyof typeof levels, readonly number[]][]) {
    await figures.record(
      organizationId,
      Array.from({ length: 100 }, (_, index) => shiftDay(today, -index)).map((day, index) => {
        const score = weeks[Math.floor((index + 2) / 7)] ?? 80;
        return {
          agentId: people[who].id,
          day,
          values: {
            service_score: score,
            productivity_score: score,
            quality_score: score,
            attendance_rate: score,
            adherence_score: score,
          },
        };
      }),
    );
  }
  for (const due of ['2026-11-10', '2026-11-19', today]) {
    await sql(
      `INSERT INTO action_items (organization_id, title, owner_user_id, due_on) VALUES ($1, 'SECRET WORDS', $2, $3)`,
      [organizationId, people.priya.id, due],
    );
  }
  await note('theo', 'priya', 'URGENT', 9);
  await note('theo', 'priya', 'URGENT', 3);
  await note('theo', 'priya', 'POSITIVE', 3);
  // Those above Theo noted something that is not his to know.
  await note('maya', 'priya', 'URGENT', 20);
  await session('theo', 'priya', '2026-11-24T14:30:00Z', 'scheduled', 'PIP_CHECK');
  await session('theo', 'priya', '2026-11-18T14:30:00Z', 'no_show');
  await session('theo', 'priya', '2026-11-05T14:30:00Z', 'held');
  await session('maya', 'priya', '2026-11-25T09:00:00Z', 'scheduled');
  await sql(
    `INSERT INTO action_plans (organization_id, agent_id, status, start_on, target_end_on, next_check_in_on, reason, current_score)
     VALUES ($1, $2, 'active', '2026-10-21', '2026-12-20', '2026-11-17', 'SECRET WORDS', 10)`,
    [organizationId, people.priya.id],
  );
  // From here on everything is read with the rights of the allow-list.
  const password = newId();
  await sql(`CREATE ROLE ${probe} LOGIN PASSWORD '${password}'`);
  await sql(`GRANT CONNECT ON DATABASE ${new URL(world.database.urls.app).pathname.slice(1)} TO ${probe}`);
  await sql(`GRANT USAGE ON SCHEMA public TO ${probe}`);
  await sql(`GRANT EXECUTE ON FUNCTION scope_organization() TO ${probe}`);
  for (const [table, columns] of Object.entries(allowedFields)) {
    await sql(`GRANT SELECT (${columns.join(', ')}) ON ${table} TO ${probe}`);
  }
  await pool.close();
  const url = new URL(world.database.urls.app);
  Object.assign(url, { username: probe, password });
  pool = openScopedPool(url.href, { max: 2 });
  deps = { ...createDigestParts({ pool }), users: world.users, clock };
});
afterAll(async () => {
  await Promise.all([database.close(), pool.close()]);
  await sql(`DROP OWNED BY ${probe}`);
  await sql(`DROP ROLE ${probe}`);
  await world.close();
});

const digestOf = (who: CastName, withPlans = true) =>
  previewDigest(deps, toActor(people[who]), { withPlans });
const textOf = async (who: CastName, direct = true) =>
  toPlainText(await showDigest(deps, toActor(people[who]), { of: {}, direct }));

it('a leader sees scores and trend, who needs attention and why, what is due, and whom to praise', async () => {
  const digest = await digestOf('theo');
  expect(digest).toMatchObject({
    scope: 'team',
    people: 1,
    measured: 1,
    score: { now: 60, last: 70, before: 80 },
    level: 80,
    needing: 1,
    attention: [
      {
        name: 'Priya Nair',
        reasons: [
          { kind: 'check-in-missed', on: '2026-11-17' },
          { kind: 'falling', from: 80, to: 60 },
          { kind: 'urgent-notes', count: 1, since: new Date('2026-11-11T09:00:00Z') },
          { kind: 'below-level', now: 60, level: 80 },
          { kind: 'attendance', percent: 790 / 12 },
          // What is due today is not overdue.
          { kind: 'overdue', items: 2, oldest: '2026-11-10' },
          { kind: 'session-missed' },
        ],
      },
    ],
    sessions: {
      due: [{ type: 'PIP_CHECK', names: ['Priya Nair'], at: new Date('2026-11-24T14:30:00Z') }],
      missed: [{ type: 'REGULAR', names: ['Priya Nair'] }],
    },
    overdue: [{ name: 'Priya Nair', items: 2, oldest: '2026-11-10' }],
    plans: [{ name: 'Priya Nair', state: 'check-in-overdue', nextCheckInOn: '2026-11-17' }],
    praise: [{ kind: 'notes', name: 'Priya Nair', count: 1 }],
  });
  expect(digest?.weeks.map(({ monday, average }) => [monday, average]).slice(-3)).toEqual([
    ['2026-11-02', 80],
    ['2026-11-09', 70],
    ['2026-11-16', 60],
  ]);
});

it('shows no words that anybody wrote', async () => {
  for (const who of ['theo', 'maya', 'ada'] as const) {
    const digest = await digestOf(who);
    expect(JSON.stringify(digest)).not.toContain('SECRET');
    expect(await textOf(who)).not.toContain('SECRET');
  }
});

it('the role that read it can read nothing beside', async () => {
  for (const column of ['content', 'addressed_notes', 'category', '*']) {
    await expect(
      pool.runInScope({ organizationId }, { text: `SELECT ${column} FROM quick_notes` }),
    ).rejects.toThrow(/permission denied/);
  }
  for (const table of [
    'coaching_talks',
    'conversation_messages',
    'profile_fields',
    'growth_goals',
    'summaries',
  ]) {
    await expect(pool.runInScope({ organizationId }, { text: `SELECT 1 FROM ${table}` })).rejects.toThrow(
      /permission denied/,
    );
  }
});

it('a manager sees the teams below and the most urgent of all, an admin the organisation', async () => {
  // Theo alone is below Maya.
  expect(await digestOf('maya')).toMatchObject({ scope: 'team', leader: { name: 'Theo Leader' }, people: 1 });
  const [both] = (await digestOf('maya'))?.attention ?? [];
  expect(both?.reasons).toContainEqual(expect.objectContaining({ kind: 'urgent-notes', count: 2 }));
  const organization = await digestOf('ada');
  expect(organization).toMatchObject({
    scope: 'organization',
    teams: [
      { leader: 'Theo Leader', needing: 1, score: { now: 60, last: 70 } },
      // Cleo coaches, and reports to nobody.
      { people: 1 },
      { leader: 'Omar Leader', needing: 0, score: { now: 92, last: 90 } },
    ],
    attention: [{ name: 'Priya Nair' }],
    praise: expect.arrayContaining([
      { kind: 'rise', agentId: people.daniel.id, name: 'Daniel Osei', from: 80, to: 90 },
    ]) as unknown,
  });
});

it('in a shared place it tells of no plan, nor of a session’s kind that would', async () => {
  const shared = await digestOf('theo', false);
  expect(shared).not.toHaveProperty('plans');
  expect(JSON.stringify(shared)).not.toMatch(/check-in|PIP/);
  expect(shared?.sessions.due).toMatchObject([{ type: 'REGULAR' }]);
  expect(await textOf('theo', false)).not.toMatch(/\bplan\b/i);
});

it('nobody gets the digest of a team that they do not lead, and all hear the same', async () => {
  for (const who of ['omar', 'priya', 'cleo'] as const) {
    for (const leader of ['theo', 'daniel', 'maya'] as const) {
      const answer = previewDigest(deps, toActor(people[who]), {
        leaderId: people[leader].id,
        withPlans: true,
      });
      expect(await codeOf(answer)).toBe('DIGEST_001');
    }
  }
  for (const who of ['theo', 'maya', 'ada'] as const) {
    const digest = await previewDigest(deps, toActor(people[who]), {
      leaderId: people.theo.id,
      withPlans: true,
    });
    expect(digest?.attention).toMatchObject([{ name: 'Priya Nair' }]);
  }
  expect(
    await codeOf(showDigest(deps, toActor(people.ada), { of: { leader: 'Nobody Here' }, direct: true })),
  ).toBe('DIGEST_002');
  expect(await textOf('priya')).toContain('Nobody reports to you here');
});

it('many at once are those that each would get alone', async () => {
  const readers = ['theo', 'omar', 'maya', 'ada', 'priya'] as const;
  const all = await digestsFor(deps, organizationId, ({ id }) =>
    readers.some((who) => people[who].id === id),
  );
  for (const who of readers) expect(all.get(people[who].id)).toEqual(await digestOf(who));
  expect(all.size).toBe(4);
});

describe.each([
  ['the offline model', true],
  ['a hosted model', false],
] as const)('with %s', (_name, offline) => {
  it('“what needs my attention?” shows a leader their digest, and nothing of it to a model', async () => {
    const server = await OpenAiServer.start();
    const agent = createCoachingAgent({
      models: createChatModels(
        offline
          ? { provider: 'offline' }
          : { provider: 'openai', baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
        {
          calls: new RecordedCalls(),
          offlineEmbeddings: undefined,
          clock,
          logger: silentLogger,
          timeoutMs: 5_000,
        },
      ),
      search: new FakeKnowledgeSearch(demoDocuments()),
      tools: [teamDigestTool(deps)],
      logger: silentLogger,
      clock,
    });
    const request = 'what needs my attention?';
    server.play([{ kind: 'tool', name: 'team_digest', args: { request } }]);
    const actor = toActor(people.theo);
    const input = asked(request);
    const outcome = await agent.answer({ ...input, actor, audience: { kind: 'direct', actor } });
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'digest.show' }] });
    expect(JSON.stringify(server.requests)).not.toContain('Priya');
    // An agent has no such tool.
    server.play([
      { kind: 'tool', name: 'team_digest', args: { request } },
      { kind: 'text', text: 'Nothing.' },
    ]);
    const priya = toActor(people.priya);
    const refused = await agent.answer({
      ...input,
      actor: priya,
      audience: { kind: 'direct', actor: priya },
    });
    expect(JSON.stringify(refused)).not.toContain('digest.show');
    await server.close();
  });
});
