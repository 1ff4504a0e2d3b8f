import { ChromaClient } from 'chromadb';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openDatabase } from '../../src/data/database.ts';
import { createChunkStore } from '../../src/data/knowledge/chunk-store.ts';
import { createDocumentVersions } from '../../src/data/knowledge/document-versions.ts';
import { createEmbeddingModelRepository } from '../../src/data/knowledge/embedding-model-repository.ts';
import { migrateDeploy } from '../../src/data/migrate.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { startEmbedded } from '../../src/embedded/start-embedded.ts';
import { createDocumentReader } from '../../src/files/documents/document-reader.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { embedAll, embeddingInput } from '../../src/knowledge/ingest/embed-chunks.ts';
import { splitDocument } from '../../src/knowledge/ingest/split-document.ts';
import { OfflineEmbeddings } from '../../src/models/offline/offline-embeddings.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { BenchReport } from '../main.ts';
import { createRandom, Vocabulary } from '../search/random.ts';
import { median, rounded } from '../turn/stats.ts';

const rounds = 5;
const documentsARound = 8;
const sectionsADocument = 16;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** A handbook's chapter: headings, numbered steps and paragraphs. No two sections are alike, so nothing is known before. */
function createChapter(vocabulary: Vocabulary): string {
  const words = (count: number) => Array.from({ length: count }, () => vocabulary.word()).join(' ');
  const section = () =>
    `## ${words(3)}\n\n${words(14)}. ${words(12)}.\n\n1. ${words(12)}.\n2. ${words(10)}.\n3. ${words(12)}.\n\n${words(15)}. ${words(14)}.\n`;
  return `# ${words(3)}\n\n${Array.from({ length: sectionsADocument }, section).join('\n')}`;
}

interface Candidate {
  /** Loads a document and says how many chunks it made. */
  load(name: string, text: string): Promise<number>;
}

/**
 * `npm run bench -- ingest`: seconds for 1,000 chunks, with the built-in embeddings, beside a bare loop that splits, embeds
 * and adds with the same splitter, model and batches, and keeps nothing but the vectors.
 */
export async function runIngestBench(): Promise<BenchReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'threadcoach-bench-'));
  chmodSync(dataDir, 0o711);
  const services = await startEmbedded({ dataDir, logger: silentLogger });
  const embeddings = new OfflineEmbeddings({ logger: silentLogger });
  const database = openDatabase(services.urls.app, { max: 4 });
  const pool = openScopedPool(services.urls.app, { max: 4 });
  try {
    await migrateDeploy({
      ownerUrl: services.urls.owner,
      migrationsDir: resolve('prisma/migrations'),
      logger: silentLogger,
    });
    const organizationId = randomUUID();
    await database.withScope({ organizationId }, (client) =>
      client.organization.create({ data: { id: organizationId, name: 'Bench' } }),
    );
    const { ingest } = createKnowledge({
      chunks: createChunkStore(database, pool),
      versions: createDocumentVersions(database),
      reader: createDocumentReader(),
      models: createEmbeddingModelRepository(database),
      chroma: { url: services.chromaUrl },
      embeddings,
      logger: silentLogger,
    });
    const { hostname, port } = new URL(services.chromaUrl);
    const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false });
    const collection = await client.createCollection({ name: 'bare', embeddingFunction: null });
    const candidates: Readonly<Record<'product' | 'bare', Candidate>> = {
      product: {
        load: async (name, text) =>
          (
            await ingest.add({
              organizationId,
              name,
              text,
              type: 'sop',
              access: 'all',
              mimeType: 'text/markdown',
            })
          ).chunks,
      },
      bare: {
        async load(_name, text) {
          const pieces = await splitDocument(text);
          const vectors = await embedAll(embeddings, pieces.map(embeddingInput));
          await collection.add({
            ids: pieces.map(() => randomUUID()),
            embeddings: vectors,
            documents: pieces.map((piece) => piece.text),
          });
          return pieces.length;
        },
      },
    };
    const vocabulary = new Vocabulary(createRandom(20_261_120), 8_000);
    /** Seconds for 1,000 chunks, by round. */
    const seconds = { product: [] as number[], bare: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const spent = { product: { ms: 0, chunks: 0 }, bare: { ms: 0, chunks: 0 } };
      for (let at = 0; at < (round === 0 ? 2 : documentsARound); at += 1) {
        for (const name of at % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) {
          const text = createChapter(vocabulary);
          const startedAt = performance.now();
          spent[name].chunks += await candidates[name].load(`${round}-${at}`, text);
          spent[name].ms += performance.now() - startedAt;
        }
      }
      if (round === 0) continue;
      for (const name of ['product', 'bare'] as const)
        seconds[name].push(spent[name].ms / spent[name].chunks);
      const last = (name: 'product' | 'bare') => rounded(seconds[name].at(-1) ?? 0);
      say(`Round ${round}: ${last('product')} s for 1,000 chunks, bare ${last('bare')} s`);
    }
    return {
      bench: 'ingest',
      rows: [
        { name: 'raw_ratio', value: rounded(median(seconds.product) / median(seconds.bare)), unit: 'x' },
        { name: 's_per_1000_chunks', value: rounded(median(seconds.product)), unit: 's' },
        { name: 'raw_s_per_1000_chunks', value: rounded(median(seconds.bare)), unit: 's' },
      ],
      raw: {
        product_s: seconds.product.map(rounded),
        bare_s: seconds.bare.map(rounded),
        round_ratio: seconds.product.map((value, at) => rounded(value / (seconds.bare[at] ?? Number.NaN))),
      },
    };
  } finally {
    await embeddings.close();
    await Promise.all([database.close(), pool.close()]);
    await services.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
