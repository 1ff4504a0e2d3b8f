import { randomUUID } from 'node:crypto';
import type { Audience } from '../../src/coaching/access/audience.ts';
import type { DocumentScope } from '../../src/coaching/knowledge/can-read.ts';
import type { AddDocument } from '../../src/coaching/knowledge/ports.ts';
import type { Actor, JobFamily, Role } from '../../src/coaching/people/user.ts';
import { openDatabase, type Database } from '../../src/data/database.ts';
import { createChunkStore } from '../../src/data/knowledge/chunk-store.ts';
import { createDocumentVersions } from '../../src/data/knowledge/document-versions.ts';
import { createDocumentReader } from '../../src/files/documents/document-reader.ts';
import { createEmbeddingModelRepository } from '../../src/data/knowledge/embedding-model-repository.ts';
import {
  createKnowledge,
  type Knowledge,
  type KnowledgeOptions,
} from '../../src/knowledge/create-knowledge.ts';
import { openScopedPool, type ScopedPool } from '../../src/data/scoped-pool.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { HashEmbeddings } from './hash-embeddings.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';

/** Nothing listens on port 1: a vector store that is down. */
export const deadChroma = 'http://127.0.0.1:1';

export interface KnowledgeRig {
  services: TestDatabase;
  database: Database;
  pool: ScopedPool;
  /** Knowledge over the test's own database; Chroma is up unless another address is given. */
  open(options?: Partial<KnowledgeOptions>): { knowledge: Knowledge; embeddings: HashEmbeddings };
  addOrganization(): Promise<string>;
  close(): Promise<void>;
}

export async function createKnowledgeRig(): Promise<KnowledgeRig> {
  const services = await createTestDatabase();
  const database = openDatabase(services.urls.app, { max: 4 });
  const pool = openScopedPool(services.urls.app, { max: 4 });
  return {
    services,
    database,
    pool,
    open(options = {}) {
      const embeddings = new HashEmbeddings();
      const knowledge = createKnowledge({
        chunks: createChunkStore(database, pool),
        versions: createDocumentVersions(database),
        reader: createDocumentReader(),
        models: createEmbeddingModelRepository(database),
        chroma: { url: services.chromaUrl },
        embeddings,
        logger: silentLogger,
        ...options,
      });
      return { knowledge, embeddings };
    },
    async addOrganization() {
      const id = randomUUID();
      await database.withScope({ organizationId: id }, (client) =>
        client.organization.create({ data: { id, name: `Organisation ${id}` } }),
      );
      return id;
    },
    async close() {
      await Promise.all([database.close(), pool.close()]);
      await services.drop();
    },
  };
}

export function actorOf(organizationId: string, role: Role = 'ADMIN', jobFamily: JobFamily = 'OTHER'): Actor {
  const id = randomUUID();
  return { id, organizationId, email: `${id}@example.test`, name: id, role, jobFamily, timezone: 'UTC' };
}

export const directTo = (actor: Actor): Audience => ({ kind: 'direct', actor });

export function documentOf(
  organizationId: string,
  name: string,
  text: string,
  scope: DocumentScope = { type: 'sop', access: 'all' },
): AddDocument {
  return { organizationId, name, text, mimeType: 'text/markdown', ...scope };
}
