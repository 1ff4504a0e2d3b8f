import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { suggestConnectionsTool } from '../../../src/agent/tools/suggest-connections.ts';
import type { Audience } from '../../../src/coaching/access/audience.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { toTerms } from '../../../src/knowledge/terms.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, csr, RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { createFakeConnections } from '../../support/fakes/connections.ts';
import { OpenAiServer, type Reply } from '../../support/openai-server.ts';

const { organizationId } = csr;
const words = 'Who could help me with refunds in Spanish?';
let server: OpenAiServer;
beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());

async function agentOf(provider: 'offline' | 'openai') {
  const clock = new TestClock();
  const fakes = createFakeConnections(new Map([['bo', 'Bo Chen']]));
  for (const userId of [csr.id, 'bo']) {
    await fakes.connectionSettings.change(organizationId, userId, {
      optedIn: true,
      shares: ['expertise', 'language'],
    });
  }
  await fakes.connectionSettings.replaceTerms(organizationId, 'bo', () => ({
    company: '',
    utcOffsetMinutes: 0,
    terms: [
      { kind: 'expertise', term: 'refund', shown: 'Refunds', weight: 1 },
      { kind: 'language', term: 'spanish', shown: 'Spanish', weight: 1 },
    ],
  }));
  const models = createChatModels(
    provider === 'offline'
      ? { provider }
      : { provider, baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
    { calls: new RecordedCalls(), offlineEmbeddings: undefined, clock, logger: silentLogger },
  );
  const users = { findByIds: () => Promise.resolve([]) };
  const agent = createCoachingAgent({
    ...{ models, clock, logger: silentLogger },
    search: new FakeKnowledgeSearch(demoDocuments()),
    tools: [suggestConnectionsTool({ ...fakes, users, toTerms, clock })],
  });
  return { agent, fakes };
}

/** Hands on other people's ids, as a model that was talked into it might. */
const call: Reply = {
  kind: 'tool',
  name: 'suggest_connections',
  args: { words, actor: 'bo', userId: 'bo', organizationId: 'other' },
};

describe.each(['offline', 'openai'] as const)('“who could help me?” with the %s model', (provider) => {
  it('suggests to the person who asks, whatever the model says, and shows the model no name', async () => {
    server.requests.length = 0;
    server.play([call, { kind: 'text', text: 'ok' }]);
    const { agent, fakes } = await agentOf(provider);
    const outcome = await agent.answer(asked(words));
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'connection.suggestions' }] });
    expect(JSON.stringify(outcome)).toContain('Bo Chen');
    expect(JSON.stringify(server.requests)).not.toContain('Bo Chen');
    const viewer = { organizationId, userId: csr.id };
    expect(await fakes.connections.ofTurn(viewer, 'turn-1')).toMatchObject([
      { requestorId: csr.id, suggestedId: 'bo', status: 'viewed' },
    ]);
  });

  it('suggests nobody where others read along', async () => {
    server.requests.length = 0;
    server.play([call, { kind: 'text', text: 'I found nothing about that in the knowledge base.' }]);
    const { agent, fakes } = await agentOf(provider);
    const audience: Audience = { kind: 'shared', actor: csr, members: [csr], complete: true, label: '#team' };
    const outcome = await agent.answer(asked(words, { audience }));
    expect(JSON.stringify(outcome)).not.toContain('Bo Chen');
    for (const { tools } of server.requests)
      expect(tools.map((tool) => tool.function.name)).not.toContain('suggest_connections');
    expect(await fakes.connections.ofTurn({ organizationId, userId: csr.id }, 'turn-1')).toEqual([]);
  });
});
