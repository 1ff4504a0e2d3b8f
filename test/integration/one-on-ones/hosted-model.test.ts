import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { meetingsTool } from '../../../src/agent/tools/meetings.ts';
import type { OneOnOneRepository } from '../../../src/coaching/one-on-ones/ports.ts';
import { toActor, type Actor, type User } from '../../../src/coaching/people/user.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { chronoMomentReader } from '../../../src/models/follow-ups/chrono-moment-reader.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { createFakeOneOnOnes } from '../../support/fakes/one-on-ones.ts';
import { createFakeFigures, createFakePlans } from '../../support/fakes/performance.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { OpenAiServer } from '../../support/openai-server.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

let server: OpenAiServer;
let people: Record<CastName, User>;
let meetings: OneOnOneRepository;
let agent: ReturnType<typeof createCoachingAgent>;
let organizationId: string;
const clock = new TestClock();

beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());
beforeEach(async () => {
  const world = createFakeWorld();
  ({ people, organizationId } = await peopledOrganization(world, 'T1'));
  meetings = createFakeOneOnOnes(clock);
  const models = createChatModels(
    { provider: 'openai', baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
    {
      calls: new RecordedCalls(),
      offlineEmbeddings: undefined,
      clock,
      logger: silentLogger,
      timeoutMs: 5_000,
    },
  );
  const tool = meetingsTool({
    meetings,
    users: world.users,
    audit: world.audit,
    figures: createFakeFigures(),
    actionPlans: createFakePlans(clock),
    actions: { listByOwner: () => Promise.resolve([]) },
    moments: chronoMomentReader,
    clock,
  });
  const search = new FakeKnowledgeSearch(demoDocuments());
  agent = createCoachingAgent({ models, search, tools: [tool], logger: silentLogger, clock });
});

const ask = (actor: Actor, question: string, args: Record<string, unknown>) => {
  server.play([
    { kind: 'tool', name: 'meetings', args: { words: question, ...args } },
    { kind: 'text', text: 'Whom do you mean?' },
  ]);
  return agent.answer(asked(question, { actor, audience: { kind: 'direct', actor } }));
};
const all = () => meetings.list(organizationId, { order: 'earliest', limit: 10 });

describe('1:1s with a hosted model, in words that no rule reads', () => {
  it('drafts one, for the person’s button to plan', async () => {
    const outcome = await ask(toActor(people.theo), 'Priya and I should sit down, Thursday at three', {
      request: 'plan',
      person: 'Priya',
      when: 'Thursday at three',
    });
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'meeting.draft' }] });
    expect(JSON.stringify(outcome)).toContain('Thu 26 Nov 2026, 15:00');
    expect(await all()).toEqual([]);
  });

  it('whatever a model says, who asks comes from the turn: others are refused', async () => {
    const outcome = await ask(toActor(people.omar), 'get Priya ready for me', {
      request: 'prepare',
      person: 'Priya',
    });
    expect(JSON.stringify(outcome)).toContain('people of your own line');
  });

  it('nobody of that name: it asks back', async () => {
    const outcome = await ask(toActor(people.theo), 'let me sit down with Zed', {
      request: 'plan',
      person: 'Zed',
    });
    expect(outcome).toMatchObject({ text: 'Whom do you mean?' });
  });

  it('shows the agenda to the leader, and nothing of it to the model', async () => {
    await meetings.plan({
      ...{
        organizationId,
        leaderId: people.theo.id,
        agent: people.priya,
        type: 'REGULAR',
        title: '1:1 with Priya Nair',
      },
      ...{ at: new Date('2026-11-26T15:00Z'), date: '2026-11-26', plannedMinutes: 37, key: 'k' },
    });
    const outcome = await ask(toActor(people.theo), 'get me set for Priya', {
      request: 'prepare',
      person: 'Priya',
    });
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'meeting.prep' }] });
    expect(JSON.stringify(outcome)).toContain('Agenda, 37 minutes');
    expect(JSON.stringify(server.requests.at(-1))).not.toContain('Agenda');
  });

  it('is not offered where others read along', async () => {
    const actor = toActor(people.theo);
    server.play([{ kind: 'text', text: 'What would you like?' }]);
    const audience = { kind: 'shared', actor, members: [actor], complete: true, label: '#team' } as const;
    await agent.answer(asked('my meetings', { actor, audience }));
    expect(JSON.stringify(server.requests.at(-1))).not.toContain('"meetings"');
  });
});
