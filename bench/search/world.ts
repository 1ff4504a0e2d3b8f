import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { DocumentScope } from '../../src/coaching/knowledge/can-read.ts';
import type { IndexEntry } from '../../src/coaching/knowledge/chunk-store.ts';
import { migrateDeploy } from '../../src/data/migrate.ts';
import { superuserUrl, databaseName } from '../../src/embedded/database-roles.ts';
import { secretsFileOf } from '../../src/embedded/embedded-postgres.ts';
import { readSecrets } from '../../src/embedded/secrets.ts';
import { startEmbedded, type EmbeddedServices } from '../../src/embedded/start-embedded.ts';
import { countTerms, toTerms } from '../../src/knowledge/terms.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { createRandom, randomTopic, vectorNear, Vocabulary } from './random.ts';

export const dimension = 384;
const seed = 20_261_120;
const tenants = 50;
const chunksPerTenant = 2_000;
const chunksPerDocument = 25;
const vocabularySize = 20_000;
const topicsPerTenant = 40;
/** What a company has: an agent of the CSR family reads all but the last. */
const scopes: readonly (DocumentScope & { share: number })[] = [
  { type: 'sop', access: 'all', share: 0.3 },
  { type: 'sop', access: 'csr', share: 0.2 },
  { type: 'training', access: 'csr', share: 0.1 },
  { type: 'reference', access: 'all', share: 0.15 },
  { type: 'policy', access: 'all', share: 0.1 },
  { type: 'methodology', access: 'all', share: 0.05 },
  { type: 'sop', access: 'manager', share: 0.1 },
];
const glue = 'the of and to in is it for on with as by this that from be are or'.split(' ');

export interface Tenant {
  organizationId: string;
  topics: number[][];
  /** Texts to draw questions from. */
  samples: string[];
}

interface Namespace extends DocumentScope {
  id: string;
  chunks: number;
  terms: number;
}

export interface SearchWorld {
  services: EmbeddedServices;
  superuserUrl: string;
  tenants: Tenant[];
  vocabulary: Vocabulary;
  random: () => number;
  close(): Promise<void>;
}

/** Half content words, half glue, in sentences of a dozen words and three to six sentences. */
function textOf(random: () => number, vocabulary: Vocabulary): string {
  const sentences = Array.from({ length: 5 + Math.floor(random() * 6) }, (_, at) => {
    const words = Array.from({ length: 8 + Math.floor(random() * 8) }, () =>
      random() < 0.55 ? vocabulary.word() : (glue[Math.floor(random() * glue.length)] ?? ''),
    );
    const sentence = words.join(' ');
    return `${at === 0 ? '' : ' '}${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  });
  return sentences.join('');
}

/** Lines of COPY's text format, written as they come. */
class CopyFile {
  readonly path: string;
  readonly #descriptor: number;
  #waiting: string[] = [];

  constructor(folder: string, table: string) {
    this.path = join(folder, `${table}.tsv`);
    this.#descriptor = openSync(this.path, 'w', 0o644);
  }

  add(...fields: readonly (string | number)[]): void {
    this.#waiting.push(fields.join('\t'));
    if (this.#waiting.length > 5_000) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    if (this.#waiting.length > 0) writeSync(this.#descriptor, `${this.#waiting.join('\n')}\n`);
    this.#waiting = [];
  }
}

const columns: Readonly<Record<string, string>> = {
  organizations: 'id, name',
  knowledge_namespaces: 'id, organization_id, document_type, access, chunk_count, term_count',
  documents: 'id, organization_id, namespace_id, name, title, version, status, mime_type, text, content_hash',
  chunks:
    'id, organization_id, namespace_id, source_table, source_id, chunk_index, text, heading_path, start_offset, end_offset, content_hash, term_count',
  chunk_postings: 'organization_id, namespace_id, term, chunk_id, term_frequency',
};

type Hand = (organizationId: string, scope: DocumentScope, entries: readonly IndexEntry[]) => Promise<void>;

/** Writes one tenant's rows and hands its vectors over, scope by scope. */
async function writeTenant(
  files: Readonly<Record<string, CopyFile>>,
  vocabulary: Vocabulary,
  random: () => number,
  hand: Hand,
): Promise<Tenant> {
  const organizationId = randomUUID();
  const topics = Array.from({ length: topicsPerTenant }, () => randomTopic(random, dimension));
  const samples: string[] = [];
  files['organizations']?.add(organizationId, `Tenant ${organizationId}`);
  for (const { share, ...scope } of scopes) {
    const namespace: Namespace = { ...scope, id: randomUUID(), chunks: 0, terms: 0 };
    const entries: IndexEntry[] = [];
    const count = Math.round(chunksPerTenant * share);
    for (let first = 0; first < count; first += chunksPerDocument) {
      const documentId = randomUUID();
      const name = `${scope.type}-${scope.access}-${first}`;
      const base = [documentId, organizationId, namespace.id];
      files['documents']?.add(...base, name, name, 1, 'completed', 'text/markdown', '', documentId);
      let offset = 0;
      for (let index = 0; index < Math.min(chunksPerDocument, count - first); index += 1) {
        const chunkId = randomUUID();
        const text = textOf(random, vocabulary);
        const terms = toTerms(text);
        files['chunks']?.add(
          ...[chunkId, organizationId, namespace.id, 'documents', documentId, index, text, `{${name}}`],
          ...[offset, offset + text.length, chunkId, terms.length],
        );
        for (const [term, frequency] of countTerms(terms))
          files['chunk_postings']?.add(organizationId, namespace.id, term, chunkId, frequency);
        const topic = topics[Math.floor(random() * topics.length)] ?? [];
        entries.push({
          ...{ ...scope, chunkId, documentId, documentName: name, version: 1, text },
          embedding: vectorNear(random, topic),
        });
        offset += text.length;
        namespace.chunks += 1;
        namespace.terms += terms.length;
        if (random() < 0.02) samples.push(text);
      }
    }
    files['knowledge_namespaces']?.add(
      ...[namespace.id, organizationId, scope.type, scope.access, namespace.chunks, namespace.terms],
    );
    await hand(organizationId, scope, entries);
  }
  return { organizationId, topics, samples };
}

/** Straight into the tables, as the superuser: the row policies and foreign keys of 100,000 chunks would take minutes. */
async function copyIn(url: string, files: Readonly<Record<string, CopyFile>>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '1GB'");
    await client.query(
      'ALTER TABLE chunk_postings DROP CONSTRAINT chunk_postings_pkey; DROP INDEX chunk_postings_by_chunk',
    );
    for (const [table, file] of Object.entries(files)) {
      file.close();
      await client.query(`COPY ${table} (${columns[table] ?? ''}) FROM '${file.path}'`);
    }
    await client.query(
      'ALTER TABLE chunk_postings ADD PRIMARY KEY (organization_id, namespace_id, term, chunk_id) INCLUDE (term_frequency)',
    );
    await client.query('CREATE INDEX chunk_postings_by_chunk ON chunk_postings (chunk_id)');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

type Say = (text: string) => void;

async function fill(
  dataDir: string,
  { urls }: EmbeddedServices,
  superuser: string,
  say: Say,
  hand: Hand,
): Promise<Tenant[]> {
  await migrateDeploy({
    ownerUrl: urls.owner,
    migrationsDir: resolve('prisma/migrations'),
    logger: silentLogger,
  });
  const folder = mkdtempSync(join(dataDir, 'copy-'));
  chmodSync(folder, 0o711);
  const files = Object.fromEntries(Object.keys(columns).map((table) => [table, new CopyFile(folder, table)]));
  const random = createRandom(seed);
  const vocabulary = new Vocabulary(random, vocabularySize);
  const written: Tenant[] = [];
  for (let at = 1; at <= tenants; at += 1) {
    written.push(await writeTenant(files, vocabulary, random, hand));
    if (at % 10 === 0) say(`${at} of ${tenants} tenants: vectors are in Chroma.`);
  }
  say('Rows and postings…');
  await copyIn(superuser, files);
  rmSync(folder, { recursive: true, force: true });
  return written;
}

/**
 * 100,000 chunks of 50 tenants in services of their own. `hand` gives a scope's vectors to Chroma. With
 * `THREADCOACH_BENCH_DIR` the world is kept there, and found again by the next run.
 */
export async function createSearchWorld(
  say: Say,
  handTo: (services: EmbeddedServices) => Hand,
): Promise<SearchWorld> {
  const kept = process.env['THREADCOACH_BENCH_DIR'];
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'threadcoach-bench-'));
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o711);
  const services = await startEmbedded({ dataDir, logger: silentLogger });
  const close = async (): Promise<void> => {
    await services.stop();
    if (kept === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const secrets = await readSecrets(secretsFileOf(dataDir));
    if (secrets === undefined) throw new Error('The passwords of the bench’s database are gone.');
    const superuser = superuserUrl(Number(new URL(services.urls.owner).port), secrets, databaseName);
    const list = join(dataDir, 'tenants.json');
    if (!existsSync(list)) {
      const written = await fill(dataDir, services, superuser, say, handTo(services));
      writeFileSync(list, JSON.stringify(written));
    }
    const random = createRandom(seed);
    return {
      services,
      superuserUrl: superuser,
      tenants: JSON.parse(readFileSync(list, 'utf8')) as Tenant[],
      vocabulary: new Vocabulary(random, vocabularySize),
      random,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
