import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { ChromaClient } from 'chromadb';
import type { DocumentAccess, DocumentType } from '../../../src/coaching/knowledge/document.ts';
import type { KnowledgeSearch } from '../../../src/coaching/knowledge/ports.ts';
import { createChunkStore } from '../../../src/data/knowledge/chunk-store.ts';
import { createRagQueryRepository } from '../../../src/data/knowledge/rag-query-repository.ts';
import { inverseDocumentFrequency, saturatedFrequency } from '../../../src/knowledge/search/bm25.ts';
import { toTerms } from '../../../src/knowledge/terms.ts';
import {
  actorOf,
  createKnowledgeRig,
  deadChroma,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';

const demo = resolve(import.meta.dirname, '../../../demo/knowledge');
const demoIndex = JSON.parse(readFileSync(`${demo}/index.json`, 'utf8')) as {
  file: string;
  type: DocumentType;
  access: DocumentAccess;
}[];
const textOf = (file: string) => readFileSync(`${demo}/${file}`, 'utf8');

const questions = [
  'refund without a receipt, how many days?',
  'How long is the code by text message valid?',
  'what happens when the parcel is seven days late',
  'who may listen to recorded calls',
  'steps for closing an account',
];

describe('searching the demo organisation', () => {
  let rig: KnowledgeRig;
  let organizationId: string;
  let search: KnowledgeSearch;
  let hanging: Server;

  beforeAll(async () => {
    rig = await createKnowledgeRig();
    organizationId = await rig.addOrganization();
    const { knowledge } = rig.open();
    search = knowledge.search;
    for (const { file, type, access } of demoIndex) {
      const name = file.replace(/\.md$/u, '');
      await knowledge.ingest.add(documentOf(organizationId, name, textOf(file), { type, access }));
    }
    hanging = createServer(() => undefined);
    await new Promise<void>((done) => hanging.listen(0, '127.0.0.1', done));
  });
  afterAll(async () => {
    hanging.closeAllConnections();
    await new Promise((done) => hanging.close(done));
    await rig.close();
  });

  const admin = () => directTo(actorOf(organizationId));

  it('quotes the right step with true offsets, within the limits', async () => {
    const { passages, nothingRelevant, mode } = await search.search(admin(), questions[0] ?? '');
    expect({ nothingRelevant, mode }).toEqual({ nothingRelevant: false, mode: 'hybrid' });
    expect(passages[0]).toMatchObject({ documentName: 'refund-without-receipt', version: 1, type: 'sop' });
    expect(passages[0]?.highlights.map(({ text }) => text)).toContain(
      '3. Check the date: without a receipt, the item must come back within 14 days of the purchase.',
    );
    expect(passages.length).toBeLessThanOrEqual(5);
    expect(passages.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(4_000);
    expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
  });

  it('gives true slices, never part of a step, whatever is asked', async () => {
    const texts = new Map(demoIndex.map(({ file }) => [file.replace(/\.md$/u, ''), textOf(file)]));
    const words = [...new Set(toTerms([...texts.values()].join(' ')))];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 100, max: 5_000 }),
        async (asked, limit, maxCharacters) => {
          const { passages } = await search.search(admin(), asked.join(' '), { limit, maxCharacters });
          expect(passages.length).toBeLessThanOrEqual(limit);
          expect(passages.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(maxCharacters);
          for (const { documentName, start, end, text, highlights } of passages) {
            const document = texts.get(documentName) ?? '';
            expect(text).toBe(document.slice(start, end));
            for (const highlight of highlights) {
              expect(highlight.text).toBe(document.slice(highlight.start, highlight.end));
              expect(highlight.start >= start && highlight.end <= end).toBe(true);
            }
            // A passage starts where a line's unit starts: not in the middle of a numbered step or row.
            const line = document.lastIndexOf('\n', start - 1) + 1;
            if (/^\d+\. |^\|/u.test(document.slice(line))) expect(start).toBe(line);
            const lastLine = document.lastIndexOf('\n', end - 1) + 1;
            if (/^\d+\. |^\|/u.test(document.slice(lastLine))) expect(document[end] ?? '\n').toBe('\n');
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ['a vector store that is down', () => ({ chroma: { url: deadChroma } })],
    [
      'a vector store that does not answer',
      () => ({
        chroma: { url: `http://127.0.0.1:${(hanging.address() as AddressInfo).port}` },
        vectorTimeoutMs: 50,
      }),
    ],
  ])('finds the same document first with %s, and says that words alone decided', async (_, options) => {
    const { knowledge } = rig.open(options());
    for (const question of questions) {
      const full = await search.search(admin(), question);
      const bare = await knowledge.search.search(admin(), question);
      expect(bare.mode).toBe('text-only');
      expect(bare.nothingRelevant).toBe(false);
      expect(bare.passages[0]?.documentName).toBe(full.passages[0]?.documentName);
    }
  });

  it('goes on by words when the embedding model fails', async () => {
    const { knowledge, embeddings } = rig.open();
    embeddings.failure = new Error('no answer');
    const { mode, passages } = await knowledge.search.search(admin(), questions[1] ?? '');
    expect(mode).toBe('text-only');
    expect(passages[0]?.documentName).toBe('identity-check');
  });

  it.each(['refnud without a reciept', 'indentity check quetsions'])(
    'forgives spelling: %s',
    async (question) => {
      const { passages, nothingRelevant } = await search.search(admin(), question);
      expect(nothingRelevant).toBe(false);
      expect(passages[0]?.documentName).toMatch(/^(?:refund-without-receipt|identity-check)$/u);
    },
  );

  it.each(['Which team won the cup final?', 'what is it?', '', '???', 'Wie wird das Wetter?'])(
    'says that nothing answers %j',
    async (question) => {
      const { knowledge } = rig.open({ chroma: { url: deadChroma } });
      expect((await knowledge.search.search(admin(), question)).nothingRelevant).toBe(true);
    },
  );

  it('scores chunks in the database as the formula does', async () => {
    const store = createChunkStore(rig.database, rig.pool);
    const terms = toTerms('refund receipt card');
    const scope = { type: 'sop', access: 'all' } as const;
    const { candidates, documentFrequencies, chunkCount, meanLength } = await store.searchText(
      organizationId,
      [scope],
      terms,
      100,
    );
    expect(candidates.length).toBeGreaterThan(5);
    const rows = await rig.database.withScope({ organizationId }, (client) =>
      client.chunkPosting.findMany({ where: { chunkId: { in: candidates.map(({ id }) => id) } } }),
    );
    for (const { id, score } of candidates) {
      const own = rows.filter(({ chunkId }) => chunkId === id);
      const length = own.reduce((sum, { termFrequency }) => sum + termFrequency, 0);
      const expected = own
        .filter(({ term }) => terms.includes(term))
        .reduce((sum, { term, termFrequency }) => {
          const idf = inverseDocumentFrequency(chunkCount, documentFrequencies.get(term) ?? 0);
          return sum + idf * saturatedFrequency(termFrequency, length, meanLength);
        }, 0);
      expect(score).toBeCloseTo(expected, 6);
    }
  });

  it('rebuilds the vectors from the database after the vector store lost them', async () => {
    const { hostname, port } = new URL(rig.services.chromaUrl);
    const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false });
    const mine = (await client.listCollections({ limit: 1_000 })).filter(({ name }) =>
      name.includes(organizationId.replaceAll('-', '')),
    );
    expect(mine.length).toBeGreaterThan(3);
    await Promise.all(mine.map(({ name }) => client.deleteCollection({ name })));
    const { knowledge } = rig.open();
    const { chunks } = await knowledge.reindex(organizationId);
    const counts = await Promise.all(
      mine.map(async ({ name }) =>
        (await client.getOrCreateCollection({ name, embeddingFunction: null })).count(),
      ),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(chunks);
    expect(chunks).toBeGreaterThan(90);
    // The search that was open before finds the new collections too.
    expect((await search.search(admin(), questions[0] ?? '')).mode).toBe('hybrid');
  });

  it('keeps what a person asked for that person alone', async () => {
    const asker = actorOf(organizationId, 'AGENT', 'CSR');
    await rig.database.withScope({ organizationId }, (client) =>
      client.user.create({
        data: { id: asker.id, organizationId, email: asker.email, name: 'A', role: 'AGENT' },
      }),
    );
    const id = await createRagQueryRepository(rig.pool).record({
      organizationId,
      userId: asker.id,
      query: 'am I in trouble?',
      results: [],
      citations: [],
      confidence: 0.4,
      durationMs: 12.6,
      mode: 'hybrid',
    });
    const seenBy = (userId?: string) =>
      rig.database.withScope({ organizationId, ...(userId === undefined ? {} : { userId }) }, (client) =>
        client.ragQuery.findMany({ select: { id: true, durationMs: true } }),
      );
    expect(await seenBy(asker.id)).toEqual([{ id, durationMs: 13 }]);
    expect(await seenBy(actorOf(organizationId).id)).toEqual([]);
    expect(await seenBy()).toEqual([]);
  });
});
