import { randomUUID } from 'node:crypto';
import { ChromaClient, type Collection } from 'chromadb';
import type { DocumentScope } from '../../../src/coaching/knowledge/can-read.ts';
import { collectionName } from '../../../src/knowledge/search/collection-name.ts';
import type { KnowledgeBackup } from '../../../src/knowledge/backup/create-backup.ts';
import { openBackup, temporaryFolder, watch } from '../../support/knowledge-backup.ts';
import { createKnowledgeRig, deadChroma, documentOf, type KnowledgeRig } from '../../support/knowledge.ts';

const model = { model: 'hash-64', dimension: 64 };
const text = (topic: string): string =>
  `# ${topic}\n\n${['One', 'Two', 'Three', 'Four'].map((name) => `## ${name}\n\nWords about ${topic}, ${name}.\n`).join('\n')}`;
const sop: DocumentScope = { type: 'sop', access: 'all' };
const secret: DocumentScope = { type: 'policy', access: 'manager' };

describe('the index beside the database', () => {
  let rig: KnowledgeRig;
  let client: ChromaClient;
  let exports: Awaited<ReturnType<typeof temporaryFolder>>;
  let backup: KnowledgeBackup;
  let organizationId: string;
  beforeAll(async () => {
    rig = await createKnowledgeRig();
    exports = await temporaryFolder();
    const { hostname, port } = new URL(rig.services.chromaUrl);
    client = new ChromaClient({ host: hostname, port: Number(port) });
    ({ backup } = openBackup(rig, exports.folder));
  });
  afterAll(async () => {
    await Promise.all([rig.close(), exports.remove()]);
  });
  beforeEach(async () => {
    organizationId = await rig.addOrganization();
    const { knowledge } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'open', text('parcels'), sop));
    await knowledge.ingest.add(documentOf(organizationId, 'closed', text('salaries'), secret));
  });

  const collection = (scope: DocumentScope): Promise<Collection> =>
    client.getCollection({ name: collectionName(organizationId, scope, model) });
  const idsIn = async (scope: DocumentScope): Promise<string[]> =>
    (await (await collection(scope)).get()).ids;
  const namesHere = async (): Promise<string[]> =>
    (await client.listCollections({ limit: 10_000 }))
      .map(({ name }) => name)
      .filter((name) => name.includes(organizationId.replaceAll('-', '')));

  it('finds nothing to do where everything is right', async () => {
    const report = await backup.reconcile(organizationId, { dryRun: true });
    expect(report).toMatchObject({ complete: true, deviation: 0, foreignCollections: [] });
    expect(report.namespaces.map(({ type, expected, found }) => [type, expected, found])).toEqual([
      ['policy', 4, 4],
      ['sop', 4, 4],
    ]);
  });

  it('puts back what is missing, removes what is too much, and proves it', async () => {
    const before = await idsIn(sop);
    const open = await collection(sop);
    await open.delete({ ids: before.slice(0, 2) });
    // A secret chunk that stands where everybody is searched, and one of a document that is gone.
    const [moved = ''] = await idsIn(secret);
    const stray = randomUUID();
    const embedding = new Array<number>(64).fill(0.1);
    await open.add({
      ids: [moved, stray],
      embeddings: [embedding, embedding],
      metadatas: [{ access: 'all' }, { type: 'sop' }],
    });

    const tried = await backup.reconcile(organizationId, { dryRun: true });
    expect(tried.complete).toBe(false);
    expect(tried.namespaces.find(({ type }) => type === 'sop')).toEqual({
      type: 'sop',
      access: 'all',
      expected: 4,
      found: 4,
      missing: 2,
      extra: 2,
      wrong: 0,
      complete: false,
    });
    expect(new Set(await idsIn(sop))).toEqual(new Set([...before.slice(2), moved, stray]));

    expect(await backup.reconcile(organizationId)).toMatchObject({ complete: true, deviation: 0.5 });
    expect(new Set(await idsIn(sop))).toEqual(new Set(before));
    expect(await backup.reconcile(organizationId)).toMatchObject({ complete: true, deviation: 0 });
  });

  it.each([
    ['access', { access: 'all' }],
    ['organisation', { organizationId: randomUUID() }],
    ['version', { version: 7 }],
  ])('corrects a vector with another %s in its metadata', async (_what, metadata) => {
    const closed = await collection(secret);
    const [id = ''] = await idsIn(secret);
    await closed.update({ ids: [id], metadatas: [metadata] });
    expect(await backup.reconcile(organizationId, { dryRun: true })).toMatchObject({
      complete: false,
      deviation: 0.125,
    });
    expect(await backup.reconcile(organizationId)).toMatchObject({ complete: true });
    const [corrected] = (await closed.get({ ids: [id] })).metadatas;
    expect(corrected).toMatchObject({ access: 'manager', type: 'policy', organizationId, version: 1 });
  });

  it('rebuilds collections that are gone, and drops those that belong to nothing', async () => {
    await client.deleteCollection({ name: collectionName(organizationId, sop, model) });
    const odd = collectionName(organizationId, { type: 'sop', access: 'sales_rep' }, model);
    await client.createCollection({ name: odd, embeddingFunction: null });
    const report = await backup.reconcile(organizationId);
    expect(report).toMatchObject({ complete: true, foreignCollections: [odd] });
    expect((await idsIn(sop)).length).toBe(4);
    expect(await namesHere()).not.toContain(odd);
  });

  it('removes collections of organisations that are gone only when it is asked to, and none of others', async () => {
    const gone = randomUUID();
    const name = collectionName(gone, sop, model);
    await client.createCollection({ name, embeddingFunction: null });
    try {
      const names = async (): Promise<string[]> =>
        (await client.listCollections({ limit: 10_000 })).map((one) => one.name);
      await backup.reconcile(organizationId);
      expect(await names()).toContain(name);
      // Other test files use this Chroma with databases of their own: only looked at here.
      const { foreignCollections } = await backup.reconcile(organizationId, { dryRun: true, orphans: true });
      expect(foreignCollections).toContain(name);
      expect(foreignCollections).not.toContain(collectionName(organizationId, sop, model));
    } finally {
      await client.deleteCollection({ name });
    }
  });

  it('does not touch another organisation', async () => {
    const other = await rig.addOrganization();
    await rig.open().knowledge.ingest.add(documentOf(other, 'theirs', text('theirs'), sop));
    const theirs = await client.getCollection({ name: collectionName(other, sop, model) });
    await theirs.delete({ ids: (await theirs.get()).ids.slice(0, 1) });
    await backup.reconcile(organizationId);
    expect((await theirs.get()).ids).toHaveLength(3);
  });

  it('checks quietly, and repairs and tells when more than five percent is off', async () => {
    const { metrics, deviations, errors, logger } = watch();
    const checked = openBackup(rig, exports.folder, { logger }).backup;
    expect(await checked.check(organizationId, metrics)).toEqual({ deviation: 0, repaired: false });
    expect(errors).toEqual([]);
    const open = await collection(sop);
    await open.delete({ ids: await idsIn(sop) });
    expect(await checked.check(organizationId, metrics)).toEqual({ deviation: 0.5, repaired: true });
    expect(errors).toMatchObject([{ fields: { code: 'KNOWLEDGE_050', organizationId, deviation: 0.5 } }]);
    expect(deviations).toEqual([0, 0.5, 0]);
    expect(await checked.check(organizationId, metrics)).toEqual({ deviation: 0, repaired: false });
  });

  it('says so when Chroma cannot be asked', async () => {
    const { metrics, deviations, errors, logger } = watch();
    const away = openBackup(rig, exports.folder, { logger, chroma: { url: deadChroma } }).backup;
    expect(await away.check(organizationId, metrics)).toEqual({ deviation: 1, repaired: false });
    expect(deviations).toEqual([1]);
    expect(errors).toHaveLength(1);
    await expect(away.reconcile(organizationId)).rejects.toMatchObject({ code: 'KNOWLEDGE_048' });
  });
});
