import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { actionItemsTool } from '../../../src/agent/tools/action-items.ts';
import { whatWorkedTool } from '../../../src/agent/tools/what-worked.ts';
import type { MethodResult } from '../../../src/coaching/effectiveness/ports.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { OpenAiServer, type Script } from '../../support/openai-server.ts';
import { createSessionScene, type SessionScene } from '../../support/session-scene.ts';
import type { CastName } from '../../support/world.ts';

let server: OpenAiServer;
let scene: SessionScene;
const method: MethodResult = { method: 'Role-play', cases: 5, helped: 4, medianImprovement: 31_337 };

beforeAll(async () => {
  server = await OpenAiServer.start();
  scene = await createSessionScene();
});
afterAll(() => server.close());

function ask(who: CastName, question: string, script: Script) {
  server.play(script);
  const models = createChatModels(
    { provider: 'openai', baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
    {
      calls: new RecordedCalls(),
      offlineEmbeddings: undefined,
      clock: new TestClock(),
      logger: silentLogger,
      timeoutMs: 5_000,
    },
  );
  const bonds = { latestWith: () => Promise.resolve(undefined), peopleOf: () => Promise.resolve([]) };
  const agent = createCoachingAgent({
    models,
    search: new FakeKnowledgeSearch(demoDocuments()),
    tools: [
      actionItemsTool({ ...scene, items: scene.actions, bonds }),
      whatWorkedTool({
        users: scene.users,
        effectiveness: { worked: () => Promise.resolve([method, method]) },
      }),
    ],
    logger: silentLogger,
    clock: new TestClock(),
  });
  const actor = scene.as(who);
  return agent.answer({ ...asked(question), actor, audience: { kind: 'direct', actor } });
}
const viewsOf = (outcome: Awaited<ReturnType<typeof ask>>) =>
  outcome.kind === 'handled' ? outcome.views.map(({ view }) => view) : [];

it('a hosted model that is asked for an item for somebody else only drafts it', async () => {
  const words = 'Could you see to it that Priya gets SECRET-WORDS done by Friday as an item of hers';
  const outcome = await ask('theo', words, [
    {
      kind: 'tool',
      name: 'action_items',
      args: { words, request: 'create', person: 'Priya Nair', text: 'get SECRET-WORDS done by Friday' },
    },
  ]);
  expect(viewsOf(outcome)).toEqual(['action.draft']);
  expect(JSON.stringify(outcome)).toContain('Give to Priya Nair');
  const owner = { kind: 'user' as const, id: scene.people.priya.id };
  expect(await scene.actions.listByOwner(scene.organizationId, owner, ['open'])).toEqual([]);
});

it('it lists others’ items to who leads them, and learns nothing of them', async () => {
  await scene.actions.make(scene.organizationId, {
    ...{ key: 'one', title: 'PLANTED title', createdBy: scene.people.theo.id },
    owner: { kind: 'user', id: scene.people.priya.id },
  });
  const words = 'is there anything that Priya still has to do?';
  const call = {
    kind: 'tool' as const,
    name: 'action_items',
    args: { words, request: 'list', person: 'Priya Nair' },
  };
  const outcome = await ask('theo', words, [call]);
  expect(viewsOf(outcome)).toEqual(['action.items']);
  expect(JSON.stringify(outcome)).toContain('PLANTED title');
  expect(JSON.stringify(server.requests)).not.toContain('PLANTED');
  // Whoever asks comes from the turn: a model cannot ask for somebody else.
  const refused = await ask('daniel', words, [call]);
  expect(JSON.stringify(refused)).not.toContain('PLANTED');
  expect(JSON.stringify(refused)).toContain('people you lead');
});

it('“what has worked …” in other words goes through its tool, for leaders, with the numbers shown past the model', async () => {
  const words = 'I wonder whether any of our coaching moved handle times';
  const call = { kind: 'tool' as const, name: 'what_worked', args: { figure: 'aht', people: 'team' } };
  const outcome = await ask('ada', words, [call]);
  expect(viewsOf(outcome)).toEqual(['worked.methods']);
  expect(JSON.stringify(outcome)).toContain('31337 % better');
  expect(JSON.stringify(server.requests)).not.toContain('31337');
  const agent = await ask('priya', words, [
    call,
    { kind: 'text', text: 'I found nothing about that in the knowledge base.' },
  ]);
  expect(viewsOf(agent)).toEqual([]);
});
