import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { myDataTool } from '../../../src/agent/tools/my-data.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { createFakeFigures, createFakeHistory, createFakePlans } from '../../support/fakes/performance.ts';
import { OpenAiServer, type Script } from '../../support/openai-server.ts';

let server: OpenAiServer;
const clock = new TestClock();
const figures = createFakeFigures();
const { actor } = asked('');

beforeAll(async () => {
  server = await OpenAiServer.start();
  const day = clock.now().toISOString().slice(0, 10);
  await figures.record(actor.organizationId, [{ agentId: actor.id, day, values: { aht: 31337 } }]);
});
afterAll(() => server.close());

function build(offline: boolean) {
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
  const tool = myDataTool({
    figures,
    actionPlans: createFakePlans(clock),
    ownHistory: createFakeHistory(),
    plans: { next: () => Promise.resolve(undefined) },
    actions: { listByOwner: () => Promise.resolve([]) },
    users: { findByIds: () => Promise.resolve([]) },
    dates: createDateReader(),
    clock,
  });
  return createCoachingAgent({
    models,
    search: new FakeKnowledgeSearch(demoDocuments()),
    tools: [tool],
    logger: silentLogger,
    clock,
  });
}
const ask = (question: string, offline: boolean, script: Script = []) => {
  server.play(script);
  return build(offline).answer(asked(question));
};

describe.each([
  ['the offline model', true],
  ['a hosted model', false],
] as const)('with %s', (_name, offline) => {
  it('“show my handle time” shows the figures to the person, and to no model', async () => {
    const outcome = await ask('show my handle time this month', offline, [
      {
        kind: 'tool',
        name: 'my_data',
        args: { request: 'show my handle time this month', what: 'scores', metric: 'aht' },
      },
    ]);
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'own.scores' }] });
    expect(JSON.stringify(outcome)).toContain('31337 s');
    expect(JSON.stringify(server.requests)).not.toContain('31337');
  });
});

it('a hosted model that names no topic still gets it right by the words', async () => {
  const outcome = await ask('my plan', false, [
    { kind: 'tool', name: 'my_data', args: { request: 'my plan' } },
  ]);
  expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'own.plan' }] });
});
