import { ChromaClient } from 'chromadb';
import type { Audience } from '../../src/coaching/access/audience.ts';
import { canReadDocument } from '../../src/coaching/knowledge/can-read.ts';
import { documentAccesses, documentTypes } from '../../src/coaching/knowledge/document.ts';
import type { Embeddings } from '../../src/coaching/models/ports.ts';
import type { Actor } from '../../src/coaching/people/user.ts';
import { openDatabase } from '../../src/data/database.ts';
import { createChunkStore } from '../../src/data/knowledge/chunk-store.ts';
import { createDocumentVersions } from '../../src/data/knowledge/document-versions.ts';
import { createEmbeddingModelRepository } from '../../src/data/knowledge/embedding-model-repository.ts';
import { openScopedPool } from '../../src/data/scoped-pool.ts';
import { createDocumentReader } from '../../src/files/documents/document-reader.ts';
import { createKnowledge } from '../../src/knowledge/create-knowledge.ts';
import { VectorIndex } from '../../src/knowledge/search/vector-index.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { BenchReport } from '../main.ts';
import { median, percentile, rounded } from '../turn/stats.ts';
import { openRawSearch } from './handwritten.ts';
import { vectorNear } from './random.ts';
import { createSearchWorld, dimension, type SearchWorld, type Tenant } from './world.ts';

const rounds = 5;
const questionsARound = 100;
const warmUp = 100;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Gives back, at once, the vector that was laid ready: a search without the call of the embedding model. */
class ReadyEmbeddings implements Embeddings {
  readonly model = 'bench';
  readonly dimension = dimension;
  next: number[] = [];

  embed(): Promise<number[][]> {
    return Promise.resolve([this.next]);
  }
}

interface Question {
  tenant: Tenant;
  text: string;
  vector: number[];
}

/** Four words out of one passage, four of the language at large, common ones among them, in a person's sentence. */
function createQuestion({ random, vocabulary, tenants }: SearchWorld, turn: number): Question {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  // Each in turn: the first rounds of all show every tenant to both.
  const tenant = tenants[turn % tenants.length];
  if (!tenant) throw new Error('There is no tenant to ask.');
  const words = (pick(tenant.samples) ?? '').split(/\W+/u).filter((word) => word.length > 3);
  const asked = Array.from({ length: 4 }, () => `${pick(words) ?? ''} ${vocabulary.word()}`);
  const vector = vectorNear(random, pick(tenant.topics) ?? []);
  return { tenant, text: `How do I ${asked.join(' for the ')}?`, vector };
}

const agentOf = (organizationId: string): Actor => ({
  id: organizationId,
  organizationId,
  email: 'agent@example.test',
  name: 'Agent',
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'UTC',
});

/** `npm run bench -- search`: what a question costs beside the same queries written by hand, in turns. */
export async function runSearchBench(): Promise<BenchReport> {
  const embeddings = new ReadyEmbeddings();
  const world = await createSearchWorld(say, ({ chromaUrl }) => {
    const { hostname, port } = new URL(chromaUrl);
    const client = new ChromaClient({ host: hostname, port: Number(port), ssl: false });
    return (organizationId, scope, entries) =>
      new VectorIndex({ organizationId, client, embeddings }).add(scope, entries);
  });
  const database = openDatabase(world.services.urls.app, { max: 2 });
  const pool = openScopedPool(world.services.urls.app, { max: 4 });
  const { search } = createKnowledge({
    chunks: createChunkStore(database, pool),
    versions: createDocumentVersions(database),
    reader: createDocumentReader(),
    models: createEmbeddingModelRepository(database),
    chroma: { url: world.services.chromaUrl },
    embeddings,
    logger: silentLogger,
    cached: false,
    // On a busy machine a question may take long; it must not end in a search by words alone, which is another thing.
    vectorTimeoutMs: 60_000,
  });
  const agent = agentOf('');
  const scopes = documentTypes.flatMap((type) => documentAccesses.map((access) => ({ type, access })));
  const readable = (type: string, access: string) =>
    scopes.some((scope) => scope.type === type && scope.access === access && canReadDocument(agent, scope));
  const ids = world.tenants.map(({ organizationId }) => organizationId);
  const raw = await openRawSearch(world.superuserUrl, world.services.chromaUrl, ids, readable);

  const ask = {
    async product({ tenant, text, vector }: Question): Promise<void> {
      embeddings.next = vector;
      const audience: Audience = { kind: 'direct', actor: agentOf(tenant.organizationId) };
      const { passages, mode } = await search.search(audience, text);
      if (passages.length === 0 || mode !== 'hybrid') throw new Error('A search of the bench found nothing.');
    },
    async raw({ tenant, text, vector }: Question): Promise<void> {
      const found = await raw.search(tenant.organizationId, text, vector);
      if (found < 90) throw new Error('A search by hand of the bench found too little.');
    },
  };
  const times = { product: [] as number[], raw: [] as number[] };
  const byRound: number[] = [];
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const here = { product: [] as number[], raw: [] as number[] };
      for (let at = 0; at < (round === 0 ? warmUp : questionsARound); at += 1) {
        const question = createQuestion(world, at);
        // Whoever comes second finds warm caches: each goes first as often.
        const order = at % 2 === 0 ? (['product', 'raw'] as const) : (['raw', 'product'] as const);
        for (const name of order) {
          const startedAt = performance.now();
          await ask[name](question);
          here[name].push(performance.now() - startedAt);
        }
      }
      if (round === 0) continue;
      times.product.push(...here.product);
      times.raw.push(...here.raw);
      byRound.push(rounded(median(here.product) / median(here.raw)));
      say(`Round ${round}: ${rounded(median(here.product))} ms, by hand ${rounded(median(here.raw))} ms`);
    }
    return {
      bench: 'search',
      rows: [
        { name: 'p50_ms', value: rounded(median(times.product)), unit: 'ms' },
        { name: 'p95_ms', value: rounded(percentile(times.product, 0.95)), unit: 'ms' },
        { name: 'raw_ratio', value: rounded(median(times.product) / median(times.raw)), unit: 'x' },
        { name: 'raw_p50_ms', value: rounded(median(times.raw)), unit: 'ms' },
        { name: 'raw_p95_ms', value: rounded(percentile(times.raw, 0.95)), unit: 'ms' },
      ],
      raw: { product: times.product.map(rounded), handwritten: times.raw.map(rounded), round_ratio: byRound },
    };
  } finally {
    await Promise.all([raw.close(), pool.close(), database.close()]);
    await world.close();
  }
}
