import { ChromaClient } from 'chromadb';
import type { Knowledge } from '../../../src/knowledge/create-knowledge.ts';
import { createEmbeddingModelRepository } from '../../../src/data/knowledge/embedding-model-repository.ts';
import {
  createEmbedOrganizationHandler,
  createEmbeddingModelsHandler,
} from '../../../src/workers/jobs/embedding-models.handler.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { startChromaProxy, type ChromaProxy } from '../../support/chroma-proxy.ts';
import { HashEmbeddings } from '../../support/hash-embeddings.ts';
import {
  actorOf,
  createKnowledgeRig,
  deadChroma,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';

const texts = new Map(
  ['refund', 'parcel', 'callback', 'escalation'].map((topic, at) => [
    topic,
    `# The ${topic}\n\n1. Every ${topic} is answered within ${at + 2} days.\n`,
  ]),
);

describe('changing the embedding model', () => {
  let rig: KnowledgeRig;
  let proxy: ChromaProxy;
  let organizationId: string;
  beforeAll(async () => {
    rig = await createKnowledgeRig();
    proxy = await startChromaProxy(rig.services.chromaUrl);
  });
  afterAll(async () => {
    await proxy.close();
    await rig.close();
  });
  beforeEach(async () => {
    proxy.before = undefined;
    organizationId = await rig.addOrganization();
    const { knowledge } = open('old');
    for (const [name, text] of texts) await knowledge.ingest.add(documentOf(organizationId, name, text));
  });

  /** A process configured with one model, which can embed questions for the others given. */
  function open(model: string, others: readonly HashEmbeddings[] = []) {
    const embeddings = new HashEmbeddings(model);
    const { knowledge } = rig.open({
      embeddings,
      embeddingsFor: (name) => others.find((other) => other.model === name),
      chroma: { url: proxy.url },
    });
    return { knowledge, embeddings };
  }
  const ask = (knowledge: Knowledge, topic = 'parcel') =>
    knowledge.search.search(directTo(actorOf(organizationId)), `When is a ${topic} answered?`);
  const models = () => createEmbeddingModelRepository(rig.database).list(organizationId);
  const vectors = () =>
    rig.database.withScope({ organizationId }, async (client) => {
      const rows = await client.chunkEmbedding.groupBy({ by: ['model'], _count: true });
      return Object.fromEntries(rows.map(({ model, _count }) => [model, _count]));
    });
  async function collections(): Promise<number> {
    const { hostname, port } = new URL(rig.services.chromaUrl);
    const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false });
    const all = await client.listCollections({ limit: 1_000 });
    return all.filter(({ name }) => name.includes(organizationId.replaceAll('-', ''))).length;
  }

  it('asks the former model while the new one is built, and the new one from then on', async () => {
    const former = new HashEmbeddings('old');
    const { knowledge, embeddings } = open('new', [former]);
    expect(await knowledge.isBehind(organizationId)).toBe(true);
    expect(await ask(knowledge)).toMatchObject({ mode: 'hybrid', nothingRelevant: false });
    expect(former.embedded).toHaveLength(1);

    await knowledge.keepModel(organizationId);
    expect(await models()).toEqual([{ model: 'new', state: 'serving' }]);
    expect(await vectors()).toEqual({ new: texts.size });
    expect(await collections()).toBe(1);
    expect(await knowledge.isBehind(organizationId)).toBe(false);
    // Not what was remembered under the former model: the question is embedded with the new one.
    const embedded = embeddings.embedded.length;
    expect(await ask(knowledge)).toMatchObject({ mode: 'hybrid', nothingRelevant: false });
    expect(embeddings.embedded.length).toBe(embedded + 1);
    former.embedded.length = 0;
    expect((await ask(knowledge, 'refund')).mode).toBe('hybrid');
    expect(former.embedded).toHaveLength(0);
  });

  it('goes by words while a former model serves that cannot be asked', async () => {
    const { knowledge } = open('new');
    const { mode, passages } = await ask(knowledge);
    expect(mode).toBe('text-only');
    expect(passages[0]?.documentName).toBe('parcel');
    await knowledge.keepModel(organizationId);
    expect((await ask(knowledge)).mode).toBe('hybrid');
  });

  it('is noticed by a process that was there before, in its next question', async () => {
    const bystander = open('old', [new HashEmbeddings('new')]);
    expect((await ask(bystander.knowledge)).mode).toBe('hybrid');
    await open('new').knowledge.keepModel(organizationId);
    expect((await ask(bystander.knowledge, 'refund')).mode).toBe('hybrid');
    // And it left no empty collection of the former model behind.
    expect(await collections()).toBe(1);
  });

  it('gives documents that come in meanwhile vectors of both models', async () => {
    const former = new HashEmbeddings('old');
    const { knowledge } = open('new', [former]);
    await knowledge.ingest.add(
      documentOf(organizationId, 'voucher', '# Vouchers\n\nA voucher lasts a year.\n'),
    );
    expect(await vectors()).toEqual({ old: texts.size + 1, new: 1 });
    const { mode, passages } = await knowledge.search.search(
      directTo(actorOf(organizationId)),
      'How long does a voucher last?',
    );
    expect({ mode, name: passages[0]?.documentName }).toEqual({ mode: 'hybrid', name: 'voucher' });
    await knowledge.keepModel(organizationId);
    expect(await vectors()).toEqual({ new: texts.size + 1 });
  });

  it('goes on where it was cut off, at every request to the vector store', async () => {
    const { knowledge, embeddings } = open('new', [new HashEmbeddings('old')]);
    let cut = 0;
    for (let allowed = 0; allowed < 60; allowed += 1) {
      let left = allowed;
      proxy.before = (method, path) => {
        // Searches are let through: the change is what is cut off.
        if (path.endsWith('/query') || (method === 'GET' && !path.includes('limit='))) return;
        if (left === 0) throw new Error('cut off');
        left -= 1;
      };
      const failure = await knowledge.keepModel(organizationId).then(
        () => undefined,
        (error: unknown) => error,
      );
      // At any moment what serves answers, by meaning, in full.
      expect(await ask(knowledge, 'refund')).toMatchObject({ mode: 'hybrid', nothingRelevant: false });
      if (failure === undefined) break;
      expect(failure).toMatchObject({ code: 'KNOWLEDGE_009', retry: 'later' });
      cut += 1;
    }
    expect(cut).toBeGreaterThan(2);
    expect(await models()).toEqual([{ model: 'new', state: 'serving' }]);
    expect(await vectors()).toEqual({ new: texts.size });
    expect(await collections()).toBe(1);
    // Each chunk was embedded once, questions aside.
    expect(embeddings.embedded.filter((text) => text.includes('within'))).toHaveLength(texts.size);
  });

  it('loses nothing when the model cannot embed: the former one goes on', async () => {
    const { knowledge, embeddings } = open('new', [new HashEmbeddings('old')]);
    embeddings.failure = new Error('quota');
    await expect(knowledge.keepModel(organizationId)).rejects.toThrow('quota');
    expect((await ask(knowledge)).mode).toBe('hybrid');
    expect(await models()).toEqual([
      { model: 'old', state: 'serving' },
      { model: 'new', state: 'building' },
    ]);
  });

  it('is called off when the former model is configured again', async () => {
    const { knowledge, embeddings } = open('new');
    embeddings.failure = new Error('quota');
    await expect(knowledge.keepModel(organizationId)).rejects.toThrow('quota');
    await open('old').knowledge.keepModel(organizationId);
    expect(await models()).toEqual([{ model: 'old', state: 'serving' }]);
    expect(await vectors()).toEqual({ old: texts.size });
  });

  it('takes the vectors of a database from before models were recorded as they are', async () => {
    await rig.database.withScope({ organizationId }, (client) => client.knowledgeModel.deleteMany({}));
    const { knowledge } = open('new', [new HashEmbeddings('old')]);
    await knowledge.ingest.add(
      documentOf(organizationId, 'voucher', '# Vouchers\n\nA voucher lasts a year.\n'),
    );
    expect(await models()).toEqual([
      { model: 'old', state: 'serving' },
      { model: 'new', state: 'building' },
    ]);
  });

  it('is found by the look of the workers and done by their job, once', async () => {
    const { knowledge, embeddings } = open('new');
    const asked: string[] = [];
    const look = createEmbeddingModelsHandler({
      organizationIds: () => Promise.resolve([organizationId]),
      knowledge,
      queue: {
        enqueue: (name, payload) => {
          asked.push(`${name} ${JSON.stringify(payload)}`);
          return Promise.resolve();
        },
      },
    });
    const { signal } = new AbortController();
    await look({}, signal);
    expect(asked).toEqual([`knowledge.embed ${JSON.stringify({ organizationId })}`]);
    const embed = createEmbedOrganizationHandler({ knowledge, logger: silentLogger });
    await embed({ organizationId }, signal);
    await embed({ organizationId }, signal);
    expect(embeddings.embedded).toHaveLength(texts.size);
    await look({}, signal);
    expect(asked).toHaveLength(1);
    // A vector store that is down is waited for; it fails no job.
    const dead = rig.open({ embeddings: new HashEmbeddings('newer'), chroma: { url: deadChroma } }).knowledge;
    await createEmbedOrganizationHandler({ knowledge: dead, logger: silentLogger })(
      { organizationId },
      signal,
    );
    expect((await ask(knowledge)).mode).toBe('hybrid');
  });
});
