import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { improvementPlanTool } from '../../../src/agent/tools/improvement-plan.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { OpenAiServer, type Script } from '../../support/openai-server.ts';
import { openPlanScene, type PlanScene } from '../../support/plan-scene.ts';
import type { CastName } from '../../support/world.ts';

let server: OpenAiServer;
let one: PlanScene;
const clock = new TestClock();
beforeAll(async () => {
  server = await OpenAiServer.start();
  one = await openPlanScene();
  await one.running();
});
afterAll(() => server.close());

async function ask(who: CastName, question: string, offline: boolean, args: Record<string, unknown>) {
  const models = createChatModels(
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
  );
  const script: Script = [{ kind: 'tool', name: 'improvement_plan', args: { words: question, ...args } }];
  server.play(script);
  const agent = createCoachingAgent({
    models,
    search: new FakeKnowledgeSearch(demoDocuments()),
    tools: [improvementPlanTool(one.deps)],
    logger: silentLogger,
    clock,
  });
  const actor = toActor(one.people[who]);
  return agent.answer({ ...asked(question), actor, audience: { kind: 'direct', actor } });
}

describe.each([
  ['the offline model', true],
  ['a hosted model', false],
] as const)('with %s', (_name, offline) => {
  it('a leader sees the plan, and no model its words', async () => {
    const outcome = await ask('theo', 'how is Priya’s plan going?', offline, {
      request: 'show',
      person: 'Priya',
    });
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'plan.card' }] });
    expect(JSON.stringify(server.requests)).not.toContain('planted reason');
  });

  it('a colleague gets nothing', async () => {
    const outcome = await ask('daniel', 'how is Priya’s plan going?', offline, {
      request: 'show',
      person: 'Priya',
    });
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'plan.said' }] });
  });
});

it('what a hosted model makes of words that no rule reads is shown, and changes nothing', async () => {
  const before = await one.planStore.list(one.scene.organizationId, [one.people.priya.id]);
  const words = 'Priya needs more time to get there, two weeks should do';
  const outcome = await ask('theo', words, false, { request: 'extend', person: 'Priya', text: 'two weeks' });
  expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'plan.form' }] });
  expect(JSON.stringify(outcome)).toContain('2027-02-02');
  expect(await one.planStore.list(one.scene.organizationId, [one.people.priya.id])).toEqual(before);
});
