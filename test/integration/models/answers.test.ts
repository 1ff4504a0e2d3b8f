import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { scoreAnswers } from '../../../bench/eval/score-answers.ts';
import type { AnswerCase } from '../../../bench/eval/score-answers.ts';
import { createCoachingAgent } from '../../../src/agent/coaching-agent.ts';
import type { Actor } from '../../../src/coaching/people/user.ts';
import { createChatModels } from '../../../src/models/chat-model.ts';
import { OfflineEmbeddings } from '../../../src/models/offline/offline-embeddings.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { asked, RecordedCalls } from '../../support/agent-scene.ts';
import { demoDocuments } from '../../support/fake-knowledge-search.ts';
import { createKnowledgeRig, directTo } from '../../support/knowledge.ts';
import type { KnowledgeRig } from '../../support/knowledge.ts';

const root = resolve(import.meta.dirname, '../../..');
const cases = readFileSync(`${root}/test/eval-data/answers.jsonl`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as AnswerCase);
const { people } = JSON.parse(readFileSync(`${root}/demo/organization.json`, 'utf8')) as {
  people: (Omit<Actor, 'id' | 'organizationId'> & { email: string })[];
};

let rig: KnowledgeRig;
let embeddings: OfflineEmbeddings;

beforeAll(async () => {
  rig = await createKnowledgeRig();
  embeddings = new OfflineEmbeddings({ logger: silentLogger });
});
afterAll(async () => {
  await embeddings.close();
  await rig.close();
});

it('the offline model quotes the right step for each question about the demo, and declines all others', async () => {
  const organizationId = await rig.addOrganization();
  const { knowledge } = rig.open({ embeddings });
  for (const { name, type, access, text } of demoDocuments()) {
    await knowledge.ingest.add({ organizationId, name, type, access, text, mimeType: 'text/markdown' });
  }
  const models = createChatModels(
    { provider: 'offline' },
    { calls: new RecordedCalls(), clock: systemClock, logger: silentLogger, offlineEmbeddings: embeddings },
  );
  const agent = createCoachingAgent({
    models,
    search: knowledge.search,
    logger: silentLogger,
    clock: systemClock,
  });

  const score = await scoreAnswers(cases, async ({ as, question }) => {
    const person = people.find(({ email }) => email === as);
    if (!person) throw new Error(`${as} is not in the demo`);
    const { email, name, role, jobFamily, timezone } = person;
    const actor: Actor = { id: as, organizationId, email, name, role, jobFamily, timezone };
    const outcome = await agent.answer(asked(question, { actor, audience: directTo(actor) }));
    return outcome.kind === 'answer'
      ? { answer: outcome.text, citations: outcome.citations }
      : { answer: '', citations: [] };
  });

  expect(score.failures).toEqual([]);
  expect(score.total).toBe(30);
  // Embedding the demo takes half a minute of one busy core.
}, 180_000);
