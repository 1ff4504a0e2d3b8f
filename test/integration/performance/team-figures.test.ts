import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { peerComparisonTool } from '../../../src/agent/tools/peer-comparison.ts';
import { teamFiguresTool } from '../../../src/agent/tools/team-figures.ts';
import { createPerformanceParts, type PerformanceParts } from '../../../src/app/create-performance.ts';
import { toActor, type User } from '../../../src/coaching/people/user.ts';
import { annotate, removeAnnotation } from '../../../src/coaching/performance/annotate.ts';
import { comparePeers, ownStanding } from '../../../src/coaching/performance/compare-with-peers.ts';
import { defineMetric, renameMetric, retireMetric } from '../../../src/coaching/performance/define-metric.ts';
import { personFigures } from '../../../src/coaching/performance/person-figures.ts';
import { historyPeriod } from '../../../src/coaching/performance/read-history-period.ts';
import { teamFigures } from '../../../src/coaching/performance/team-figures.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { openScopedPool, type ScopedPool } from '../../../src/data/scoped-pool.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../src/shared/ids.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { OpenAiServer } from '../../support/openai-server.ts';
import { openPostgresWorld, type PostgresWorld } from '../../support/postgres-world.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

let world: PostgresWorld;
let database: Database;
let pool: ScopedPool;
let parts: PerformanceParts;
let organizationId: string;
let people: Record<CastName | 'sam' | 'lea', User>;
let server: OpenAiServer;
const clock = new ManualClock('2026-11-20T10:00:00.000Z');

const sql = (text: string, values: unknown[] = []) =>
  withConnection(world.database.superuserUrl, (client) => client.query(text, values));
const deps = () => ({ ...parts, users: world.users, audit: world.audit, dates: createDateReader(), clock });
const actor = (who: keyof typeof people) => toActor(people[who]);
const scores = (score: number) => ({
  service_score: score,
  productivity_score: score,
  quality_score: score,
  attendance_rate: score,
  adherence_score: score,
});
const record = async (who: keyof typeof people, days: Record<string, number>) =>
  parts.figures.record(
    organizationId,
    Object.entries(days).map(([day, score]) => ({ agentId: people[who].id, day, values: scores(score) })),
  );

beforeAll(async () => {
  [world, server] = await Promise.all([openPostgresWorld(), OpenAiServer.start()]);
  database = openDatabase(world.database.urls.app, { max: 2 });
  pool = openScopedPool(world.database.urls.app, { max: 2 });
  parts = createPerformanceParts({ database, pool });
  const made = await peopledOrganization(world, 'TF');
  organizationId = made.organizationId;
  await world.users.upsertMany(
    organizationId,
    ['Sam Sole', 'Lea Lone'].map((name) => ({
      ...{ email: `${name.slice(0, 3).toLowerCase()}@example.test`, name, role: 'AGENT', jobFamily: 'OTHER' },
      ...{ timezone: 'UTC', teamLeaderId: made.people.theo.id },
    })),
  );
  const all = await world.users.list(organizationId);
  const named = (name: string): User => {
    const user = all.find((one) => one.name === name);
    if (user === undefined) throw new Error(`nobody called ${name}`);
    return user;
  };
  people = { ...made.people, sam: named('Sam Sole'), lea: named('Lea Lone') };
  // Many days of one person must not outweigh the few of another.
  await record('priya', { '2026-10-05': 80, '2026-11-02': 88, '2026-11-03': 92, '2026-11-04': 90 });
  await record('sam', { '2026-10-05': 80, '2026-11-02': 70 });
  await record('daniel', { '2026-11-02': 50 });
  await parts.history.refresh(organizationId, { from: '2026-10-01', to: '2026-11-30' });
});
afterAll(async () => {
  await server.close();
  await Promise.all([database.close(), pool.close()]);
  await world.close();
});

describe('figures of a team', () => {
  it('count everybody once, compare with the month before, and say who moved and who has none', async () => {
    const team = await teamFigures(deps(), actor('theo'));
    expect(team).toMatchObject({
      period: historyPeriod('month', '2026-11-20'),
      people: 3,
      measured: 2,
      rose: [{ name: 'Priya Nair', change: 10 }],
      fell: [{ name: 'Sam Sole', change: -10 }],
      without: ['Lea Lone'],
      teams: [],
      course: [
        { ending: '2026-10-31', value: 80 },
        { ending: '2026-11-30', value: 80 },
      ],
    });
    expect(team.scores[0]).toEqual({ metric: 'composite_score', average: 80, change: 0, trend: 'steady' });
    expect(team.spread?.most.name).toBe('Priya Nair');
  });

  it('a session with two of the team in it counts once, and of plans those that run', async () => {
    const session = newId();
    await sql(
      `INSERT INTO coaching_sessions (id, organization_id, facilitator_id, session_type, title, session_date, meeting_status, upload_key)
       VALUES ($1, $2, $3, 'WORKSHOP', 'Talk', '2026-11-18', 'held', 'k'), ($4, $2, $3, 'WORKSHOP', 'Old', '2026-11-10', 'held', 'k2')`,
      [session, organizationId, people.theo.id, newId()],
    );
    for (const [position, who] of (['priya', 'sam'] as const).entries())
      await sql(
        `INSERT INTO session_participants (organization_id, session_id, name, user_id, turns, position) VALUES ($1, $2, $5, $3, 1, $4)`,
        [organizationId, session, people[who].id, position, who],
      );
    await sql(
      `INSERT INTO action_plans (organization_id, agent_id, start_on, target_end_on, status, reason)
       VALUES ($1, $2, '2026-11-01', '2026-12-01', 'active', 'r'), ($1, $2, '2026-01-01', '2026-02-01', 'completed', 'r')`,
      [organizationId, people.priya.id],
    );
    expect(await teamFigures(deps(), actor('theo'))).toMatchObject({ sessions: 1, plans: 1, people: 3 });
  });

  it('are for the line alone: a leader’s own, a manager’s leaders’, an admin’s all', async () => {
    const of = async (who: CastName, leader?: CastName) => {
      const shown = await teamFigures(deps(), actor(who), {
        ...(leader === undefined ? {} : { leaderId: people[leader].id }),
      }).catch((error: unknown) => (error as { code: string }).code);
      return typeof shown === 'string' ? shown : shown.people;
    };
    expect(
      await Promise.all([
        of('theo'),
        of('omar'),
        of('maya'),
        of('maya', 'theo'),
        of('ada'),
        of('ada', 'omar'),
      ]),
    ).toEqual([3, 1, 3, 3, 4, 1]);
    expect(
      await Promise.all([
        of('theo', 'omar'),
        of('omar', 'theo'),
        of('maya', 'omar'),
        of('cleo', 'theo'),
        of('priya', 'theo'),
      ]),
    ).toEqual(Array.from({ length: 5 }, () => 'METRIC_010'));
    expect(await Promise.all([of('priya'), of('cleo')])).toEqual(['METRIC_011', 'METRIC_011']);
  });

  it('of one person are for those who lead them', async () => {
    const weeks = await personFigures(deps(), actor('theo'), { personId: people.priya.id });
    expect(weeks).toMatchObject({
      daysWorked: 3,
      weeks: [
        { composite: 80, days: 1 },
        { composite: 90, days: 3 },
      ],
    });
    const october = historyPeriod('month', '2026-10-10');
    expect(
      await personFigures(deps(), actor('maya'), { personId: people.priya.id, period: october }),
    ).toMatchObject({ daysWorked: 1, period: october });
    for (const who of ['omar', 'cleo', 'daniel', 'priya'] as const)
      await expect(personFigures(deps(), actor(who), { personId: people.priya.id })).rejects.toMatchObject({
        code: 'METRIC_010',
      });
  });
});

describe('a note beside figures', () => {
  it('is written by those who lead the person, once a turn, audited, and taken away again', async () => {
    const input = {
      personId: people.priya.id,
      day: '2026-11-03',
      words: 'training: new CRM',
      turnId: newId(),
      surface: 'test',
    };
    const made = await annotate(deps(), actor('theo'), input);
    expect(await annotate(deps(), actor('theo'), input)).toEqual(made);
    expect((await personFigures(deps(), actor('maya'), { personId: people.priya.id })).annotations).toEqual([
      made,
    ]);
    expect(made).toMatchObject({ kind: 'training', description: 'new CRM', day: '2026-11-03' });
    await expect(annotate(deps(), actor('omar'), { ...input, turnId: newId() })).rejects.toMatchObject({
      code: 'METRIC_010',
    });
    for (const wrong of [{ day: '2026-11-21' }, { words: ' ' }, { day: '1999-12-31' }])
      await expect(
        annotate(deps(), actor('theo'), { ...input, ...wrong, turnId: newId() }),
      ).rejects.toMatchObject({ code: 'METRIC_012' });
    await expect(
      removeAnnotation(deps(), actor('omar'), { id: made.id, surface: 'test' }),
    ).rejects.toMatchObject({ code: 'METRIC_010' });
    expect(await removeAnnotation(deps(), actor('theo'), { id: made.id, surface: 'test' })).toEqual(made);
    expect(await removeAnnotation(deps(), actor('theo'), { id: made.id, surface: 'test' })).toBeUndefined();
    const audited = (await world.audited(organizationId)).map(({ action }) => action);
    expect(audited).toEqual(
      expect.arrayContaining(['figures.annotation.create', 'figures.annotation.remove']),
    );
  });
});

describe('figures of the organisation’s own', () => {
  it('are made, renamed and retired by admins, and averaged with the others', async () => {
    const draft = { label: 'Upsell rate', unit: '%', better: 'higher' as const, minimum: 0, maximum: 100 };
    const options = { key: newId(), surface: 'test' };
    await expect(defineMetric(deps(), actor('theo'), draft, options)).rejects.toMatchObject({
      code: 'METRIC_013',
    });
    const metric = await defineMetric(deps(), actor('ada'), draft, options);
    // The turn is tried again; then somebody wants the same once more.
    expect(await defineMetric(deps(), actor('ada'), draft, options)).toEqual(metric);
    await expect(
      defineMetric(deps(), actor('ada'), { ...draft, label: 'upsell RATE' }, { ...options, key: newId() }),
    ).rejects.toMatchObject({ code: 'METRIC_015' });
    await expect(
      defineMetric(deps(), actor('ada'), { ...draft, label: 'Quality score' }, { ...options, key: newId() }),
    ).rejects.toMatchObject({ code: 'METRIC_015' });
    expect(metric.key).toBe('upsell_rate');
    await parts.customMetrics.record(organizationId, metric.id, [
      { agentId: people.priya.id, day: '2026-11-02', value: 10 },
      { agentId: people.priya.id, day: '2026-11-03', value: 20 },
      { agentId: people.sam.id, day: '2026-11-02', value: 5 },
      { agentId: people.daniel.id, day: '2026-11-02', value: 99 },
    ]);
    const team = await teamFigures(deps(), actor('theo'));
    expect(team.custom).toEqual([{ metric, average: 10 }]);
    const renamed = await renameMetric(deps(), actor('ada'), {
      id: metric.id,
      label: 'Upselling',
      surface: 'test',
    });
    expect(renamed).toMatchObject({ label: 'Upselling', key: 'upsell_rate' });
    await retireMetric(deps(), actor('ada'), { id: metric.id, retired: true, surface: 'test' });
    expect(await parts.customMetrics.list(organizationId)).toEqual([]);
    expect(await parts.customMetrics.list(organizationId, { retired: true })).toMatchObject([
      { label: 'Upselling' },
    ]);
    expect((await teamFigures(deps(), actor('theo'))).custom).toEqual([]);
  });
});

describe('comparing with peers', () => {
  it('is off by default, needs ten who said yes, and tells only the person', async () => {
    const peers: User[] = [];
    await world.users.upsertMany(
      organizationId,
      Array.from({ length: 12 }, (_, index) => ({
        ...{
          email: `peer${index}@example.test`,
          name: `Peer ${index}`,
          role: 'AGENT',
          jobFamily: 'CSR',
          timezone: 'UTC',
        },
      })),
    );
    for (const user of await world.users.list(organizationId))
      if (user.name.startsWith('Peer ')) peers.push(user);
    peers.sort((one, other) => Number(one.name.slice(5)) - Number(other.name.slice(5)));
    await parts.figures.record(
      organizationId,
      peers.map(({ id }, index) => ({ agentId: id, day: '2026-10-07', values: scores(50 + index) })),
    );
    await parts.history.refresh(organizationId, { from: '2026-10-07', to: '2026-10-07' });
    const peer = (index: number) => {
      const user = peers[index];
      if (user === undefined) throw new Error('no such peer');
      return toActor(user);
    };
    expect(await ownStanding(deps(), peer(0))).toMatchObject({ isIn: false, scores: [] });
    for (let index = 0; index < 9; index += 1) {
      expect(await comparePeers(deps(), peer(index), true)).toMatchObject({ isIn: true, scores: [] });
    }
    // Another kind of work does not count, and neither does who said nothing.
    expect(await comparePeers(deps(), actor('sam'), true)).toMatchObject({ isIn: true, scores: [] });
    expect((await ownStanding(deps(), peer(0))).scores).toEqual([]);
    const tenth = await comparePeers(deps(), peer(9), true);
    expect(tenth.month).toBe('2026-10-31');
    expect(tenth.scores[0]).toEqual({ metric: 'composite_score', percentile: 100 });
    const standing = async (index: number) => (await ownStanding(deps(), peer(index))).scores[0]?.percentile;
    expect([await standing(0), await standing(4), await standing(11)]).toEqual([0, 45, undefined]);
    // Out again: at once, for everybody, and said twice it is the same.
    for (let round = 0; round < 2; round += 1) await comparePeers(deps(), peer(5), false);
    expect((await ownStanding(deps(), peer(0))).scores).toEqual([]);
  });

  it('nobody says yes for another, not even with the organisation’s own scope', async () => {
    await expect(
      pool.runInScope(
        { organizationId, userId: people.theo.id },
        {
          text: 'INSERT INTO peer_comparisons (organization_id, user_id) VALUES ($1, $2)',
          values: [organizationId, people.priya.id],
        },
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe.each([
  ['the offline model', true],
  ['a hosted model', false],
] as const)('with %s', (_name, offline) => {
  const ask = (question: string, who: keyof typeof people, tool: string) => {
    server.play([
      { kind: 'tool', name: tool, args: { request: question, name: 'Priya', kind: 'person' } },
      { kind: 'text', text: 'Done.' },
    ]);
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
      tools: [teamFiguresTool(deps()), peerComparisonTool(deps())],
      logger: silentLogger,
      clock,
    });
    const input = asked(question);
    return agent.answer({
      ...input,
      actor: actor(who),
      audience: { kind: 'direct', actor: actor(who) },
    });
  };

  it('a leader’s question about one of theirs is answered, and no model sees the figures', async () => {
    const outcome = await ask('how did Priya do last month?', 'theo', 'team_figures');
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'figures.person' }] });
    expect(JSON.stringify(server.requests)).not.toContain('Composite');
  });

  it('a leader’s question about somebody else’s, and an agent’s about anybody, get no figures', async () => {
    const refused = await ask('how is Daniel doing?', 'theo', 'team_figures');
    expect(refused).toMatchObject({
      kind: 'handled',
      text: 'I find nobody of that name in your line. I show figures of people whom you lead.',
    });
    expect(JSON.stringify(await ask('how is Daniel doing?', 'priya', 'team_figures'))).not.toContain(
      'figures.',
    );
  });

  it('a leader’s own team is found by the words, whatever a model made of them', async () => {
    const outcome = await ask('how is my team doing?', 'theo', 'team_figures');
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'figures.team' }] });
  });
});
