import { randomBytes, randomUUID } from 'node:crypto';
import { ChromaClient } from 'chromadb';
import type { DocumentScope } from '../../../src/coaching/knowledge/can-read.ts';
import { openDispatcher } from '../../../src/data/dispatcher.ts';
import { createDocumentRepository } from '../../../src/data/knowledge/document-repository.ts';
import { createSealedBox } from '../../../src/data/sealed-box.ts';
import { makeDocx, makePdf, makePptx, wordParagraph, wordTable } from '../../support/document-files.ts';
import {
  actorOf,
  createKnowledgeRig,
  deadChroma,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';

const refund =
  '# Refunds\n\nWhen money goes back.\n\n## Steps\n\n1. Check the receipt.\n2. Pay back to the card.\n';
const everyone: DocumentScope = { type: 'sop', access: 'all' };

describe('documents', () => {
  let rig: KnowledgeRig;
  let organizationId: string;
  beforeAll(async () => {
    rig = await createKnowledgeRig();
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    organizationId = await rig.addOrganization();
  });

  const row = (id: string) =>
    rig.database.withScope({ organizationId }, (client) => client.document.findFirst({ where: { id } }));
  const found = async (knowledge: ReturnType<KnowledgeRig['open']>['knowledge'], question: string) =>
    (await knowledge.search.search(directTo(actorOf(organizationId)), question)).passages;
  /** Document ids of the organisation's vectors in Chroma, by type and access of their collection. */
  async function inChroma(): Promise<Record<string, string[]>> {
    const { hostname, port } = new URL(rig.services.chromaUrl);
    const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false });
    const prefix = `tc-${organizationId.replaceAll('-', '')}-`;
    const held: Record<string, string[]> = {};
    for (const collection of await client.listCollections({ limit: 1_000 })) {
      if (!collection.name.startsWith(prefix)) continue;
      const { metadatas } = await collection.get({ include: ['metadatas'] });
      const scope = collection.name.slice(prefix.length).replace(/-[^-]*$/, '');
      const ids = metadatas.flatMap((metadata) => (metadata?.['documentId'] as string | undefined) ?? []);
      if (ids.length > 0) held[scope] = [...new Set(ids)];
    }
    return held;
  }
  const revisions = async (): Promise<Record<string, number>> => {
    const namespaces = await rig.database.withScope({ organizationId }, (client) =>
      client.knowledgeNamespace.findMany(),
    );
    return Object.fromEntries(
      namespaces.map(({ documentType, access, revision }) => [`${documentType}-${access}`, Number(revision)]),
    );
  };

  describe('files of every format', () => {
    it.each([
      [
        'policy.docx',
        makeDocx([
          wordParagraph('Umbrellas', { style: 'Heading1' }),
          wordParagraph('Keep a lost umbrella for ninety days.'),
        ]),
        'wordprocessingml',
      ],
      [
        'deck.pptx',
        makePptx([{ title: 'Umbrellas', bullets: [[0, 'Keep a lost umbrella for ninety days.']] }]),
        'presentationml',
      ],
      [
        'rules.pdf',
        makePdf([
          [
            { x: 72, y: 720, text: 'Umbrellas', size: 20 },
            { x: 72, y: 690, text: 'Keep a lost umbrella for ninety days.' },
          ],
        ]),
        'pdf',
      ],
      [
        'page.html',
        Buffer.from('<html><body><h1>Umbrellas</h1><p>Keep a lost umbrella for ninety days.'),
        'html',
      ],
    ])('%s is found, under its title and with true offsets', async (name, bytes, mimeType) => {
      const { knowledge } = rig.open();
      const { document } = await knowledge.ingest.add({ organizationId, name, bytes, ...everyone });
      expect(document).toMatchObject({ title: 'Umbrellas', fileSize: bytes.byteLength });
      expect(document.mimeType).toContain(mimeType);
      const [best] = await found(knowledge, 'how long do I keep a lost umbrella?');
      expect(best?.text).toContain('Keep a lost umbrella for ninety days.');
      const kept = await createDocumentRepository(rig.database).find(organizationId, name);
      expect(best?.text).toBe(kept?.text.slice(best?.start, best?.end));
    });

    it('a new version that cannot be read leaves the former one in force', async () => {
      const { knowledge } = rig.open();
      const add = (bytes: Uint8Array) =>
        knowledge.ingest.add({ organizationId, name: 'rules.pdf', bytes, ...everyone });
      await add(makePdf([[{ x: 72, y: 720, text: 'Keep a lost umbrella for ninety days.' }]]));
      await expect(add(makePdf([[]]))).rejects.toMatchObject({ code: 'KNOWLEDGE_012' });
      await expect(add(new Uint8Array())).rejects.toMatchObject({ code: 'KNOWLEDGE_010' });
      expect((await found(knowledge, 'lost umbrella'))[0]).toMatchObject({ version: 1 });
    });

    it('a changed row and a changed step are all that is embedded again', async () => {
      const { knowledge, embeddings } = rig.open();
      const file = (days: string, step: string) =>
        makeDocx([
          wordParagraph('Refunds', { style: 'Title' }),
          wordParagraph('Steps', { style: 'Heading1' }),
          wordParagraph('Check the receipt.', { list: [1, 0] }),
          wordParagraph(step, { list: [1, 0] }),
          wordParagraph('Deadlines', { style: 'Heading1' }),
          wordTable([
            ['Item', 'Days'],
            ['Shoes', days],
          ]),
          wordParagraph('Exceptions', { style: 'Heading1' }),
          wordParagraph('None.'),
        ]);
      const add = (bytes: Uint8Array) =>
        knowledge.ingest.add({ organizationId, name: 'refunds.docx', bytes, ...everyone });
      expect(await add(file('30', 'Pay back.'))).toMatchObject({ chunks: 3, embedded: 3 });
      embeddings.embedded.length = 0;
      expect(await add(file('60', 'Pay back.'))).toMatchObject({ embedded: 1, document: { version: 2 } });
      expect(await add(file('60', 'Give a voucher.'))).toMatchObject({
        embedded: 1,
        document: { version: 3 },
      });
      expect(embeddings.embedded).toEqual([
        expect.stringContaining('| Shoes | 60 |'),
        expect.stringContaining('2. Give a voucher.'),
      ]);
      expect(await add(file('60', 'Give a voucher.'))).toMatchObject({ unchanged: true });
    });
  });

  it('keeps retired versions readable, as they were', async () => {
    const { knowledge } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
    const second = await knowledge.ingest.add(
      documentOf(organizationId, 'refunds.md', `${refund}3. Smile.\n`),
    );
    const documents = createDocumentRepository(rig.database);
    for (const key of ['refunds', 'Refunds', second.document.id]) {
      expect(await documents.find(organizationId, key, { version: 1 })).toMatchObject({
        version: 1,
        text: refund,
      });
    }
    expect(await documents.find(organizationId, 'refunds', { version: 3 })).toBeUndefined();
    expect((await documents.list(organizationId)).map(({ version }) => version)).toEqual([2]);
    expect((await documents.list(organizationId, { versions: 'all' })).map(({ version }) => version)).toEqual(
      [2, 1],
    );
  });

  it('whose access narrows leave the old collection too, and both namespaces have a new revision', async () => {
    const { knowledge } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
    const before = await revisions();
    const narrowed: DocumentScope = { type: 'sop', access: 'manager' };
    const { document } = await knowledge.ingest.add(
      documentOf(organizationId, 'refunds.md', refund, narrowed),
    );
    expect(await inChroma()).toEqual({ 'sop-manager': [document.id] });
    const after = await revisions();
    expect(after['sop-all']).toBeGreaterThan(before['sop-all'] ?? 0);
    expect(after['sop-manager']).toBeGreaterThan(before['sop-manager'] ?? 0);
  });

  it('that narrow while the vector store is away leave it as soon as it is back', async () => {
    const { knowledge } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
    const narrowed = documentOf(organizationId, 'refunds.md', refund, { type: 'sop', access: 'manager' });
    const { document } = await rig.open({ chroma: { url: deadChroma } }).knowledge.ingest.add(narrowed);
    expect(Object.keys(await inChroma())).toEqual(['sop-all']);
    const dispatcher = openDispatcher(rig.services.urls.dispatcher, createSealedBox(randomBytes(32)));
    expect(await dispatcher.unsettledOrganizations(-1_000, 100)).toContain(organizationId);
    await knowledge.loads.settle(organizationId);
    await knowledge.loads.settle(organizationId);
    expect(await inChroma()).toEqual({ 'sop-manager': [document.id] });
    expect(await dispatcher.unsettledOrganizations(-1_000, 100)).not.toContain(organizationId);
    await dispatcher.close();
  });

  describe('taken out', () => {
    it('are gone at once, with every version, their words and their vectors', async () => {
      const { knowledge } = rig.open();
      await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
      await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', `${refund}3. Smile.\n`));
      const other = await knowledge.ingest.add(documentOf(organizationId, 'other.md', '# Other\n\nWords.\n'));
      const before = await revisions();
      const removed = await knowledge.loads.remove(organizationId, 'refunds.md');
      expect(removed).toHaveLength(2);
      expect(await knowledge.loads.remove(organizationId, 'refunds.md')).toEqual([]);

      expect(
        (await found(knowledge, 'pay back to the card')).map(({ documentName }) => documentName),
      ).not.toContain('refunds.md');
      expect(await inChroma()).toEqual({ 'sop-all': [other.document.id] });
      expect((await revisions())['sop-all']).toBeGreaterThan(before['sop-all'] ?? 0);
      const documents = createDocumentRepository(rig.database);
      for (const key of ['refunds.md', ...removed]) {
        expect(await documents.find(organizationId, key)).toBeUndefined();
        expect(await documents.find(organizationId, key, { version: 1 })).toBeUndefined();
      }
      expect((await documents.list(organizationId, { versions: 'all' })).map(({ name }) => name)).toEqual([
        'other.md',
      ]);
      const [chunks, namespace, rows] = await rig.database.withScope({ organizationId }, (client) =>
        Promise.all([
          client.chunk.count(),
          client.knowledgeNamespace.findFirst(),
          client.document.findMany({ where: { name: 'refunds.md' } }),
        ]),
      );
      expect(namespace?.chunkCount).toBe(chunks);
      expect(rows.map(({ text }) => text)).toEqual(['', '']);
    });

    it('come back under a version number that was never used', async () => {
      const { knowledge } = rig.open();
      await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
      await knowledge.loads.remove(organizationId, 'refunds.md');
      const again = await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
      expect(again).toMatchObject({ unchanged: false, document: { version: 2 } });
      expect((await found(knowledge, 'pay back to the card'))[0]).toMatchObject({ version: 2 });
    });

    it('while the vector store is away are not found meanwhile, and leave it later', async () => {
      const { knowledge } = rig.open();
      const away = rig.open({ chroma: { url: deadChroma } }).knowledge;
      await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
      expect(await away.loads.remove(organizationId, 'refunds.md')).toHaveLength(1);
      expect(await found(knowledge, 'pay back to the card')).toEqual([]);
      expect(await inChroma()).not.toEqual({});
      // Whatever is loaded next brings it along.
      const next = await knowledge.ingest.add(documentOf(organizationId, 'other.md', '# Other\n\nWords.\n'));
      expect(await inChroma()).toEqual({ 'sop-all': [next.document.id] });
    });
  });

  describe('uploaded, and confirmed later', () => {
    const upload = (
      knowledge: ReturnType<KnowledgeRig['open']>['knowledge'],
      text = refund,
      id: string = randomUUID(),
    ) => knowledge.loads.upload({ ...documentOf(organizationId, 'refunds.md', text), id });

    it('are found by nobody before they are loaded, and under the access that was chosen', async () => {
      const { knowledge } = rig.open();
      const { id, status } = await upload(knowledge);
      expect(status).toBe('uploaded');
      expect(await knowledge.loads.load(organizationId, id)).toMatchObject({ kind: 'waiting' });
      expect(await found(knowledge, 'pay back to the card')).toEqual([]);
      const scope: DocumentScope = { type: 'policy', access: 'team_leader' };
      expect(await knowledge.loads.confirm(organizationId, id, scope)).toEqual({ kind: 'confirmed' });
      const outcome = await knowledge.loads.load(organizationId, id);
      expect(outcome).toMatchObject({
        kind: 'completed',
        chunks: 2,
        embedded: 2,
        document: { ...scope, version: 1 },
      });
      const agent = directTo(actorOf(organizationId, 'AGENT', 'CSR'));
      expect((await knowledge.search.search(agent, 'pay back to the card')).passages).toEqual([]);
      expect(await found(knowledge, 'pay back to the card')).not.toEqual([]);
    });

    it('do everything once, however often each step is run', async () => {
      const { knowledge, embeddings } = rig.open();
      const { id } = await upload(knowledge);
      expect((await upload(knowledge, refund, id)).id).toBe(id);
      await knowledge.loads.confirm(organizationId, id, everyone);
      await knowledge.loads.confirm(organizationId, id, { type: 'policy', access: 'admin' });
      await knowledge.loads.load(organizationId, id);
      const before = embeddings.embedded.length;
      expect(await knowledge.loads.load(organizationId, id)).toMatchObject({ kind: 'completed', chunks: 2 });
      expect(embeddings.embedded).toHaveLength(before);
      expect(await row(id)).toMatchObject({ status: 'completed', version: 1 });
      expect(await inChroma()).toEqual({ 'sop-all': [id] });
    });

    it('go on where a worker that died in between left them', async () => {
      const { knowledge } = rig.open();
      await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', '# Refunds\n\nOld words.\n'));
      const { id } = await upload(knowledge);
      await knowledge.loads.confirm(organizationId, id, everyone);
      const death = new AbortController();
      const dying = knowledge.loads.load(organizationId, id, {
        signal: death.signal,
        onProgress: () => death.abort(),
      });
      await expect(dying).rejects.toMatchObject({ name: 'AbortError' });
      expect(await row(id)).toMatchObject({ status: 'processing' });
      expect((await found(knowledge, 'old words'))[0]).toMatchObject({ version: 1 });

      const dispatcher = openDispatcher(rig.services.urls.dispatcher, createSealedBox(randomBytes(32)));
      expect(await dispatcher.neglectedLoads(60_000, 100)).not.toContainEqual({
        organizationId,
        documentId: id,
      });
      expect(await dispatcher.neglectedLoads(-1_000, 100)).toContainEqual({ organizationId, documentId: id });
      expect(await knowledge.loads.load(organizationId, id)).toMatchObject({ kind: 'completed' });
      expect(await dispatcher.neglectedLoads(-1_000, 100)).not.toContainEqual({
        organizationId,
        documentId: id,
      });
      await dispatcher.close();
      expect((await found(knowledge, 'pay back to the card'))[0]).toMatchObject({ version: 2 });
    });

    it('say why they failed, and leave the former version in force', async () => {
      const { knowledge, embeddings } = rig.open();
      await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', '# Refunds\n\nOld words.\n'));
      const { id } = await upload(knowledge);
      await knowledge.loads.confirm(organizationId, id, everyone);
      embeddings.failure = new Error('no such model');
      expect(await knowledge.loads.load(organizationId, id)).toMatchObject({
        kind: 'failed',
        document: { failure: expect.stringContaining('former one stays in force') as unknown },
      });
      embeddings.failure = undefined;
      expect((await found(knowledge, 'old words'))[0]).toMatchObject({ version: 1 });
    });

    it('are let go when they change nothing, are discarded, or another upload takes their place', async () => {
      const { knowledge } = rig.open();
      await knowledge.ingest.add(documentOf(organizationId, 'refunds.md', refund));
      const same = await upload(knowledge);
      expect(await knowledge.loads.confirm(organizationId, same.id, everyone)).toMatchObject({
        kind: 'unchanged',
        current: { version: 1 },
      });
      const unwanted = await upload(knowledge, `${refund}3. Smile.\n`);
      expect(await knowledge.loads.discard(organizationId, unwanted.id)).toBe(true);
      expect(await knowledge.loads.discard(organizationId, unwanted.id)).toBe(false);
      const first = await upload(knowledge, `${refund}3. Smile.\n`);
      const second = await upload(knowledge, `${refund}3. Wave.\n`);
      expect(await knowledge.loads.confirm(organizationId, first.id, everyone)).toEqual({ kind: 'gone' });
      expect(await knowledge.loads.load(organizationId, first.id)).toEqual({ kind: 'gone' });
      expect(await row(second.id)).toMatchObject({ status: 'uploaded', version: 2 });
    });
  });
});
