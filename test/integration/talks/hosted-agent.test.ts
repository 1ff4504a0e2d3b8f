import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { createTalkTools } from '../../../src/agent/tools/talk-tools.ts';
import type { AgentInput } from '../../../src/agent/agent.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { newId } from '../../../src/shared/ids.ts';
import { RecordedCalls } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { OpenAiServer, type Script } from '../../support/openai-server.ts';
import { openTalkScene, type TalkScene } from '../../support/talk-scene.ts';

describe('coaching with a hosted model', () => {
  let server: OpenAiServer;
  let scene: TalkScene;
  beforeAll(async () => {
    [server, scene] = await Promise.all([OpenAiServer.start(), openTalkScene()]);
  });
  afterAll(() => Promise.all([server.close(), scene.close()]));

  async function ask(script: Script, question: string, fields: Partial<AgentInput> = {}) {
    server.play(script);
    const models = createChatModels(
      { provider: 'openai', baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
      {
        ...{ calls: new RecordedCalls(), offlineEmbeddings: undefined, clock: scene.clock },
        ...{ logger: silentLogger, timeoutMs: 5_000 },
      },
    );
    const agent = createCoachingAgent({
      models,
      search: new FakeKnowledgeSearch(demoDocuments()),
      tools: createTalkTools(scene.partner),
      logger: silentLogger,
      clock: scene.clock,
    });
    const actor = scene.actor('priya');
    const outcome = await agent.answer({
      ...{ turnId: newId(), actor, audience: { kind: 'direct', actor }, question, history: [] },
      ...{ requireOffline: false, conversationKey: scene.scope('priya').conversationKey },
      signal: new AbortController().signal,
      ...fields,
    });
    await models.settled();
    const offered = server.requests[0]?.tools.map(({ function: { name } }) => name) ?? [];
    return { outcome, offered };
  }
  const coach: Script = [{ kind: 'tool', name: 'coach', args: {} }];

  it('begins a talk when the model calls for one, with the person’s own words', async () => {
    const { outcome } = await ask(coach, 'Some days I would rather not pick up at all');
    expect(outcome).toMatchObject({ kind: 'handled', views: [{ view: 'coach.question' }] });
    // The conversation keeps what was asked, not the neutral words of a notification.
    expect(outcome.kind === 'handled' ? outcome.text : '').toContain('?');
    const talk = await scene.talks.findOpen(scene.owner('priya'), scene.scope('priya').conversationKey);
    expect(talk?.topic).toBe('Some days I would rather not pick up at all');
    // The model chose the tool and nothing else: it was not asked to talk over the coach.
    expect(server.requests).toHaveLength(1);
  });

  it('shows what was talked about', async () => {
    const { outcome } = await ask(
      [{ kind: 'tool', name: 'recall_talks', args: {} }],
      'Which things did I bring to you?',
    );
    expect(JSON.stringify(outcome)).toContain('Some days I would rather not pick up at all');
  });

  it('offers neither where others read along, nor in a session’s thread, and runs neither when called all the same', async () => {
    const actor = scene.actor('priya');
    const places: Partial<AgentInput>[] = [
      { audience: { kind: 'shared', actor, members: [actor], complete: true, label: '#team' } },
      { session: { id: newId(), title: 'A talk', participants: [] } },
    ];
    const before = await scene.talks.list(scene.owner('priya'));
    for (const place of places) {
      const { outcome, offered } = await ask(
        [...coach, { kind: 'text', text: 'I cannot.' }],
        'coach me please',
        place,
      );
      expect(offered).not.toContain('coach');
      expect(offered).not.toContain('recall_talks');
      expect(JSON.stringify(outcome)).not.toContain('coach.question');
    }
    expect(await scene.talks.list(scene.owner('priya'))).toEqual(before);
  });
});
