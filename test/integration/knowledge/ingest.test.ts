import { createDocumentRepository } from '../../../src/data/knowledge/document-repository.ts';
import { createChunkStore } from '../../../src/data/knowledge/chunk-store.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { HashEmbeddings } from '../../support/hash-embeddings.ts';
import {
  actorOf,
  createKnowledgeRig,
  deadChroma,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';

const refund = `# Refunds

When money goes back.

## When

The customer has a receipt and the item is unused.

## Steps

1. Check the date on the receipt.
2. Pay back to the same card.

## Exceptions

- Clearance items are final.
`;

describe('loading documents', () => {
  let rig: KnowledgeRig;
  let organizationId: string;
  beforeAll(async () => {
    rig = await createKnowledgeRig();
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    organizationId = await rig.addOrganization();
  });

  const answer = async (knowledge: ReturnType<KnowledgeRig['open']>['knowledge'], question: string) =>
    (await knowledge.search.search(directTo(actorOf(organizationId)), question)).passages;

  it('makes a text searchable, under its title, with true offsets', async () => {
    const { knowledge } = rig.open();
    const progress: string[] = [];
    const added = await knowledge.ingest.add(documentOf(organizationId, 'refunds', refund), (done, total) =>
      progress.push(`${done}/${total}`),
    );
    expect(added).toMatchObject({
      unchanged: false,
      chunks: 4,
      embedded: 4,
      document: { title: 'Refunds', version: 1, status: 'completed' },
    });
    expect(progress.at(-1)).toBe('4/4');
    const [best] = await answer(knowledge, 'which card do I pay back to?');
    expect(best?.highlights[0]?.text).toBe('2. Pay back to the same card.');
    expect(best?.headingPath).toEqual(['Refunds', 'Steps']);
    expect(best?.text).toBe(refund.slice(best?.start, best?.end));
  });

  it('does nothing when text, type and access are those in force', async () => {
    const { knowledge, embeddings } = rig.open();
    const first = await knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    const before = embeddings.embedded.length;
    const again = await knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    expect(again).toMatchObject({ unchanged: true, document: { id: first.document.id, version: 1 } });
    expect(embeddings.embedded).toHaveLength(before);
  });

  it('replaces a version, and embeds only the sections that changed', async () => {
    const { knowledge, embeddings } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    embeddings.embedded.length = 0;
    const second = await knowledge.ingest.add(
      documentOf(organizationId, 'refunds', refund.replace('same card', 'gift voucher')),
    );
    expect(second).toMatchObject({ chunks: 4, embedded: 1, document: { version: 2 } });
    expect(embeddings.embedded).toEqual([expect.stringContaining('gift voucher')]);

    const found = await answer(knowledge, 'pay back to which card or voucher');
    expect(found.map(({ version }) => version)).toEqual(found.map(() => 2));
    expect(found.some(({ text }) => text.includes('same card'))).toBe(false);
    const documents = createDocumentRepository(rig.database);
    expect(await documents.list(organizationId)).toMatchObject([{ name: 'refunds', version: 2 }]);
  });

  it('moves a document to another access at once, in the vector store too', async () => {
    const { knowledge } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    const agent = directTo(actorOf(organizationId, 'AGENT', 'CSR'));
    expect((await knowledge.search.search(agent, 'receipt date')).nothingRelevant).toBe(false);
    const moved = await knowledge.ingest.add(
      documentOf(organizationId, 'refunds', refund, { type: 'sop', access: 'manager' }),
    );
    expect(moved).toMatchObject({
      unchanged: false,
      embedded: 0,
      document: { version: 2, access: 'manager' },
    });
    expect(await knowledge.search.search(agent, 'receipt date')).toMatchObject({
      passages: [],
      nothingRelevant: true,
    });
    expect(await answer(knowledge, 'receipt date')).not.toHaveLength(0);
  });

  it('keeps the former version when embedding fails, and says why', async () => {
    const { knowledge, embeddings } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    const userMessage = 'The model is away. Try again in a minute.';
    embeddings.failure = new AppError({ code: 'MODEL_099', message: 'away', retry: 'later', userMessage });
    const changed = documentOf(organizationId, 'refunds', refund.replace('same card', 'gift voucher'));
    await expect(knowledge.ingest.add(changed)).rejects.toMatchObject({ code: 'MODEL_099' });
    const failed = await rig.database.withScope({ organizationId }, (client) =>
      client.document.findFirst({ where: { version: 2 } }),
    );
    expect(failed).toMatchObject({ status: 'failed', failure: userMessage });

    embeddings.failure = undefined;
    expect((await answer(knowledge, 'pay back card'))[0]).toMatchObject({ version: 1 });
    const retried = await knowledge.ingest.add(changed);
    expect(retried.document).toMatchObject({ version: 2, status: 'completed' });
  });

  it('lets one of two loads of the same name through, and tells the other to come back', async () => {
    const { knowledge } = rig.open();
    const outcomes = await Promise.allSettled([
      knowledge.ingest.add(documentOf(organizationId, 'refunds', refund)),
      knowledge.ingest.add(documentOf(organizationId, 'refunds', `${refund}\nMore.\n`)),
    ]);
    const rejected = outcomes.filter((outcome) => outcome.status === 'rejected');
    for (const { reason } of rejected)
      expect(reason).toMatchObject({ code: 'KNOWLEDGE_005', retry: 'later' });
    const [current, ...others] = await createDocumentRepository(rig.database).list(organizationId);
    expect(others).toEqual([]);
    expect(current?.version).toBe(2 - rejected.length);
  });

  it('keeps the counters of each namespace in step with its chunks', async () => {
    const { knowledge } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    await knowledge.ingest.add(documentOf(organizationId, 'other', '# Other\n\nWords.\n'));
    await knowledge.ingest.add(documentOf(organizationId, 'refunds', `${refund}\n## New\n\nSection.\n`));
    await knowledge.ingest.add(
      documentOf(organizationId, 'other', '# Other\n\nWords.\n', { type: 'policy', access: 'csr' }),
    );
    const [kept, counted] = await rig.database.withScope({ organizationId }, (client) =>
      Promise.all([
        client.knowledgeNamespace.findMany({ orderBy: { documentType: 'asc' } }),
        client.chunk.groupBy({ by: ['namespaceId'], _count: true, _sum: { termCount: true } }),
      ]),
    );
    for (const { id, chunkCount, termCount } of kept) {
      const there = counted.find(({ namespaceId }) => namespaceId === id);
      expect([chunkCount, Number(termCount)]).toEqual([there?._count ?? 0, there?._sum.termCount ?? 0]);
    }
    expect(kept.map(({ chunkCount }) => chunkCount)).toEqual([1, 5]);
  });

  it('loads while the vector store is away, and catches up with the next load', async () => {
    const away = rig.open({ chroma: { url: deadChroma } });
    await away.knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    const store = createChunkStore(rig.database, rig.pool);
    expect(await store.unconfirmed(organizationId, 'hash-64', 100)).toHaveLength(4);
    const back = rig.open();
    await back.knowledge.ingest.add(documentOf(organizationId, 'other', '# Other\n\nWords.\n'));
    expect(await store.unconfirmed(organizationId, 'hash-64', 100)).toEqual([]);
  });

  it('embeds everything again for another model when the index is rebuilt, and says when that cannot be', async () => {
    await rig.open().knowledge.ingest.add(documentOf(organizationId, 'refunds', refund));
    const embeddings = new HashEmbeddings('hash-other');
    const away = rig.open({ embeddings, chroma: { url: deadChroma } });
    await expect(away.knowledge.reindex(organizationId)).rejects.toMatchObject({
      code: 'KNOWLEDGE_009',
      retry: 'later',
    });
    const { knowledge } = rig.open({ embeddings });
    expect(await knowledge.reindex(organizationId)).toEqual({ chunks: 4, tookOver: true });
    // The vectors that the first try made were kept.
    expect(embeddings.embedded).toHaveLength(4);
    expect((await answer(knowledge, 'pay back to the card'))[0]?.documentName).toBe('refunds');
  });

  it('finds a document by id, name or title', async () => {
    const { knowledge } = rig.open();
    const { document } = await knowledge.ingest.add(documentOf(organizationId, 'refund-rules', refund));
    const documents = createDocumentRepository(rig.database);
    for (const key of [document.id, 'REFUND-rules', 'refunds']) {
      expect(await documents.find(organizationId, key)).toMatchObject({ id: document.id, text: refund });
    }
    expect(await documents.find(organizationId, 'nothing')).toBeUndefined();
    expect(await documents.find(await rig.addOrganization(), document.id)).toBeUndefined();
  });
});
