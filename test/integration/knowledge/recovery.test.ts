import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ChunkStore } from '../../../src/coaching/knowledge/chunk-store.ts';
import type { DocumentAccess, DocumentType } from '../../../src/coaching/knowledge/document.ts';
import { createChunkStore } from '../../../src/data/knowledge/chunk-store.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { openBackup, temporaryFolder } from '../../support/knowledge-backup.ts';
import {
  actorOf,
  createKnowledgeRig,
  deadChroma,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';
import { startMortalChroma, type MortalChroma } from '../../support/mortal-chroma.ts';

const demo = resolve(import.meta.dirname, '../../../demo/knowledge');
const demoIndex = JSON.parse(readFileSync(`${demo}/index.json`, 'utf8')) as {
  file: string;
  type: DocumentType;
  access: DocumentAccess;
}[];
const loadedFiles = new Set([
  'refund-without-receipt.md',
  'identity-check.md',
  'call-recording.md',
  'account-closing.md',
  'late-delivery.md',
]);
const documents = demoIndex.filter(({ file }) => loadedFiles.has(file));
/** Far more chunks than are handed to Chroma at once, and no two alike: with ties, which one is nearest would be chance. */
const handbook = Array.from({ length: 215 }, (_, index) => {
  const goods = Array.from({ length: 30 }, (_, at) => `part${(index * 131 + at * at * 17) % 2_003}`);
  return `## Rule ${index}\n\nShelf ${index} holds ${index * 3} boxes, with ${goods.join(' ')}.\n`;
}).join('\n');
const questions = [
  'refund without a receipt, how many days?',
  'How long is the code by text message valid?',
  'who may listen to recorded calls',
  'steps for closing an account',
  'what does shelf 123 hold',
  'rule 77 boxes',
];

describe('recovery of knowledge', () => {
  let rig: KnowledgeRig;
  let chroma: MortalChroma;
  let exports: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    [rig, chroma, exports] = await Promise.all([
      createKnowledgeRig(),
      startMortalChroma(),
      temporaryFolder(),
    ]);
  });
  afterAll(async () => {
    await Promise.all([rig.close(), chroma.close(), exports.remove()]);
  });

  /** What is found, with Chroma and, with true scores, without. */
  async function answers(of: KnowledgeRig, organizationId: string) {
    const asker = directTo(actorOf(organizationId));
    const ask = async (url: string) => {
      const { search } = of.open({ chroma: { url } }).knowledge;
      return Promise.all(questions.map((question) => search.search(asker, question)));
    };
    const [hybrid, text] = [await ask(chroma.url), await ask(deadChroma)];
    const place = ({ documentName, start, end, text: words }: (typeof text)[number]['passages'][number]) =>
      `${documentName} ${start}-${end} ${words}`;
    return {
      modes: [...new Set(hybrid.map(({ mode }) => mode))],
      hybrid: hybrid.map(({ passages }) => passages.map(place)),
      text: text.map(({ passages }) => passages.map((passage) => `${passage.score} ${place(passage)}`)),
    };
  }

  it('finds the same answers after Chroma was killed while loading and while asking, and lost its folder', async () => {
    const organizationId = await rig.addOrganization();
    const store = createChunkStore(rig.database, rig.pool);
    const { backup } = openBackup(rig, exports.folder, { chroma: { url: chroma.url } });
    const { knowledge } = rig.open({ chroma: { url: chroma.url } });
    for (const { file, type, access } of documents) {
      const text = readFileSync(`${demo}/${file}`, 'utf8');
      await knowledge.ingest.add(documentOf(organizationId, file, text, { type, access }));
    }

    // Killed after the first vectors of a large document: the load succeeds all the same.
    let killed = false;
    const deadly: ChunkStore = {
      ...store,
      async confirm(...confirmed) {
        await store.confirm(...confirmed);
        if (!killed) await chroma.kill();
        killed = true;
      },
    };
    const loading = rig.open({ chunks: deadly, chroma: { url: chroma.url } }).knowledge;
    const loaded = await loading.ingest.add(documentOf(organizationId, 'handbook.md', handbook));
    expect(loaded.document.status).toBe('completed');
    expect(killed).toBe(true);
    expect((await store.unconfirmed(organizationId, 'hash-64', 1_000)).length).toBeGreaterThan(0);
    await expect(backup.reconcile(organizationId)).rejects.toMatchObject({
      code: 'KNOWLEDGE_048',
      retry: 'later',
    });
    await chroma.start();
    expect(await backup.reconcile(organizationId)).toMatchObject({ complete: true });
    const before = await answers(rig, organizationId);
    expect(before.modes).toEqual(['hybrid']);
    expect(before.hybrid.every((passages) => passages.length > 0)).toBe(true);
    await backup.export(organizationId);

    // Killed while many ask: each gets the answer that full text gives.
    const asker = directTo(actorOf(organizationId));
    const asked = [...questions, ...questions, ...questions].map(async (question, at) => {
      if (at === 2) await chroma.kill();
      return knowledge.search.search(asker, question);
    });
    for (const { passages } of await Promise.all(asked)) expect(passages.length).toBeGreaterThan(0);
    // One that was not asked before, so that nothing is remembered of it.
    expect((await knowledge.search.search(asker, 'Who signs for a refund?')).mode).toBe('text-only');

    // The folder is gone, and the database lost parts of its knowledge as well.
    await chroma.deleteFolder();
    await chroma.start();
    await withConnection(rig.services.superuserUrl, async (client) => {
      const damage = [
        `DELETE FROM chunks WHERE source_id IN (SELECT id FROM documents WHERE organization_id = $1 AND name = 'handbook.md') AND chunk_index % 3 = 0`,
        `DELETE FROM chunk_postings WHERE organization_id = $1 AND term IN ('refund', 'receipt')`,
        `DELETE FROM chunks WHERE source_id IN (SELECT id FROM documents WHERE organization_id = $1 ORDER BY name LIMIT 2)`,
        `DELETE FROM documents WHERE organization_id = $1 AND NOT EXISTS (SELECT 1 FROM chunks WHERE source_id = documents.id)`,
      ];
      for (const statement of damage) await client.query(statement, [organizationId]);
    });
    const { restored, index } = await backup.restore(organizationId, { wanted: 'latest' });
    expect(restored.documents.inserted).toBe(2);
    expect(restored.documents.rewritten).toBeGreaterThan(0);
    expect(index).toMatchObject({ complete: true, deviation: 1 });
    expect(await answers(rig, organizationId)).toEqual(before);

    // The database is gone, too: a new one, with the organisation and nothing else.
    await chroma.kill();
    await chroma.deleteFolder();
    await chroma.start();
    const fresh = await createKnowledgeRig();
    try {
      await fresh.database.withScope({ organizationId }, (client) =>
        client.organization.create({ data: { id: organizationId, name: 'The same' } }),
      );
      const again = openBackup(fresh, exports.folder, { chroma: { url: chroma.url } });
      const recovered = await again.backup.restore(organizationId, { wanted: 'latest' });
      expect(recovered.restored.documents).toMatchObject({ inserted: documents.length + 1, rewritten: 0 });
      expect(recovered.index?.complete).toBe(true);
      expect(await answers(fresh, organizationId)).toEqual(before);

      // What is left in Chroma of an organisation that this database does not have goes when it is asked for.
      const gone = await rig.addOrganization();
      const other = rig.open({ chroma: { url: chroma.url } }).knowledge;
      await other.ingest.add(documentOf(gone, 'gone.md', '# Gone\n\nWords.\n'));
      const swept = await again.backup.reconcile(organizationId, { orphans: true });
      expect(swept).toMatchObject({ complete: true, deviation: 0 });
      expect(swept.foreignCollections).toHaveLength(1);
      const left = await openBackup(rig, exports.folder, { chroma: { url: chroma.url } }).backup.reconcile(
        gone,
      );
      expect(left.namespaces).toMatchObject([{ expected: 1, found: 0, after: 1, complete: true }]);
      expect(await answers(fresh, organizationId)).toEqual(before);
    } finally {
      await fresh.close();
    }
  });
});
