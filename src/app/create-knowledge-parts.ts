import type { EntryDocuments, EntryRepository } from '../coaching/knowledge/entries/ports.ts';
import type { FeedbackRepository } from '../coaching/knowledge/feedback/feedback.ts';
import type { GapRepository } from '../coaching/knowledge/gaps/gap.ts';
import type { DocumentRepository } from '../coaching/knowledge/ports.ts';
import type { KnowledgeOutline } from '../coaching/knowledge/questions/outline.ts';
import type { RagQueryRepository } from '../coaching/knowledge/rag-query.ts';
import type { Config } from '../config/read-config.ts';
import type { Database } from '../data/database.ts';
import { createBackupCatalog } from '../data/knowledge/backup-catalog.ts';
import { createKnowledgeRestorer } from '../data/knowledge/backup-restore.ts';
import { createKnowledgeSource } from '../data/knowledge/backup-source.ts';
import { createChunkStore } from '../data/knowledge/chunk-store.ts';
import { createDocumentRepository } from '../data/knowledge/document-repository.ts';
import { createDocumentVersions } from '../data/knowledge/document-versions.ts';
import { createEmbeddingModelRepository } from '../data/knowledge/embedding-model-repository.ts';
import { createEntryRepository } from '../data/knowledge/entry-repository.ts';
import { createFeedbackRepository } from '../data/knowledge/feedback-repository.ts';
import { createGapRepository } from '../data/knowledge/gap-repository.ts';
import { createIndexExpectations } from '../data/knowledge/index-expectations.ts';
import { createKnowledgeOutline } from '../data/knowledge/outline-statements.ts';
import { createRagQueryRepository } from '../data/knowledge/rag-query-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import { createDocumentReader } from '../files/documents/document-reader.ts';
import { createKnowledgeBackup, type KnowledgeBackup } from '../knowledge/backup/create-backup.ts';
import { createKnowledge, type Knowledge } from '../knowledge/create-knowledge.ts';
import type { Embeddings } from '../coaching/models/ports.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { exportStorageOf } from './paths.ts';

/** The knowledge base: its documents and entries, their index, what is asked of it, and its exports. */
export interface KnowledgeParts {
  documents: DocumentRepository;
  queries: RagQueryRepository;
  feedback: FeedbackRepository;
  gaps: GapRepository;
  entries: EntryRepository;
  entryDocuments: EntryDocuments;
  outline: KnowledgeOutline;
  knowledge: Knowledge;
  backup: KnowledgeBackup;
}

export function createKnowledgeParts(
  config: Config,
  { database, pool, chromaUrl }: { database: Database; pool: ScopedPool; chromaUrl: string },
  models: { embeddings: Embeddings; offlineEmbeddings: Embeddings },
  { clock, logger }: { clock: Clock; logger: Logger },
): KnowledgeParts {
  const { embeddings, offlineEmbeddings } = models;
  const chunks = createChunkStore(database, pool);
  const knowledge = createKnowledge({
    chunks,
    versions: createDocumentVersions(database),
    reader: createDocumentReader(),
    models: createEmbeddingModelRepository(database),
    chroma: { url: chromaUrl },
    embeddings,
    embeddingsFor: (model) => (model === offlineEmbeddings.model ? offlineEmbeddings : undefined),
    logger,
    clock,
  });
  const backup = createKnowledgeBackup({
    storage: exportStorageOf(config),
    source: createKnowledgeSource(pool),
    restorer: createKnowledgeRestorer(pool),
    catalog: createBackupCatalog(database),
    expectations: createIndexExpectations(pool),
    chunks,
    chroma: { url: chromaUrl },
    serving: (organizationId) => knowledge.serving(organizationId),
    clock,
    logger,
    keepDays: config.backup.keepDays,
  });
  return {
    documents: createDocumentRepository(database),
    queries: createRagQueryRepository(pool),
    feedback: createFeedbackRepository(pool),
    gaps: createGapRepository(database),
    entries: createEntryRepository(database),
    entryDocuments: {
      add: (input) => knowledge.ingest.add(input),
      async retire(organizationId, name) {
        await knowledge.loads.remove(organizationId, name);
      },
    },
    outline: createKnowledgeOutline(pool),
    knowledge,
    backup,
  };
}
