import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import { listNotesTool } from '../../../src/agent/tools/list-notes.ts';
import type { Audience } from '../../../src/coaching/access/audience.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { createDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../src/shared/ids.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls, TestClock } from '../../support/agent-scene.ts';
import { demoDocuments, FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { createFakeNoteParts } from '../../support/fakes/notes.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { OpenAiServer, type Reply } from '../../support/openai-server.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

const words = 'show my open notes about Priya';
let server: OpenAiServer;
beforeAll(async () => {
  server = await OpenAiServer.start();
});
afterAll(() => server.close());

/** Names somebody else as the one who asks, as a model that was talked into it might. */
const call: Reply = {
  kind: 'tool',
  name: 'list_notes',
  args: { query: words, actor: 'theo', userId: 'theo' },
};

describe.each(['offline', 'openai'] as const)(
  '“show my open notes about Priya” with the %s model',
  (provider) => {
    async function ask(who: CastName, others: readonly CastName[] = []) {
      server.requests.length = 0;
      server.play([call, { kind: 'text', text: 'ok' }]);
      const clock = new TestClock();
      const world = createFakeWorld(clock);
      const { organizationId, people } = await peopledOrganization(world, 'T1');
      await world.notes.create(
        {
          organizationId,
          authorId: people.theo.id,
          subjectId: people.priya.id,
          type: 'COACHING',
          priority: 'MEDIUM',
          content: 'PLANTED hold time',
          tags: [],
          requiresFollowUp: false,
          occurredAt: clock.now(),
        },
        newId(),
      );
      const { records } = createFakeNoteParts(world.users);
      const agent = createCoachingAgent({
        models: createChatModels(
          provider === 'offline'
            ? { provider }
            : { provider, baseUrl: server.baseUrl, apiKey: 'sk-test', model: 'test-model' },
          { calls: new RecordedCalls(), offlineEmbeddings: undefined, clock, logger: silentLogger },
        ),
        clock,
        logger: silentLogger,
        search: new FakeKnowledgeSearch(demoDocuments()),
        tools: [
          listNotesTool({
            notes: world.notes,
            users: world.users,
            records,
            dates: createDateReader(),
            clock,
          }),
        ],
      });
      const actor = toActor(people[who]);
      const members = [who, ...others].map((name) => toActor(people[name]));
      const audience: Audience =
        others.length === 0
          ? { kind: 'direct', actor }
          : { kind: 'shared', actor, members, complete: true, label: '#team' };
      return JSON.stringify(await agent.answer(asked(words, { actor, audience })));
    }

    it('shows them to their author, and the model learns only that they were shown', async () => {
      expect(await ask('theo')).toContain('PLANTED hold time');
      expect(JSON.stringify(server.requests)).not.toContain('PLANTED');
    });

    it('shows nothing of them to whom they are about, to others, or where one of them reads along', async () => {
      for (const who of ['priya', 'omar', 'cleo'] as const) expect(await ask(who)).not.toContain('PLANTED');
      expect(await ask('theo', ['priya'])).not.toContain('PLANTED');
      expect(await ask('theo', ['omar'])).not.toContain('PLANTED');
    });
  },
);
