import type { DocumentAccess, DocumentType } from './document.ts';

/**
 * Where exports lie: a folder or a bucket. Paths are relative, with `/`, and never hold `..`. Every call may fail with an
 * AppError KNOWLEDGE_041 (retry later) or KNOWLEDGE_049 (refused: settings).
 */
export interface BackupStorage {
  /** For people and the catalogue, e.g. `/var/backups` or `s3://bucket/prefix`; holds no secret. */
  readonly location: string;
  /** Stores a file whole, or not at all; replaces one of the same path. */
  put(path: string, bytes: Uint8Array): Promise<void>;
  /** Undefined: there is no such file. */
  get(path: string): Promise<Uint8Array | undefined>;
  /** Paths of all files below a folder (`a/b/`), sorted; none when the folder is not there. */
  list(folder: string): Promise<string[]>;
  /** A file that is gone already is no fault. */
  remove(path: string): Promise<void>;
}

/** A version of a document, without the parts that its tables give anew elsewhere (namespace, counters). */
export interface ExportedDocument {
  id: string;
  name: string;
  title: string;
  type: DocumentType;
  access: DocumentAccess;
  version: number;
  mimeType: string;
  text: string;
  /** sha256 of `text`, hex. */
  contentHash: string;
  /** Bytes of the file as it came. */
  fileSize: number | null;
  sourceFolder: string | null;
  createdBy: string | null;
  createdAt: Date;
  /** Null: the version in force. */
  retiredAt: Date | null;
}

export interface ExportedChunk {
  id: string;
  documentId: string;
  index: number;
  text: string;
  headingPath: string[];
  /** UTF-16 offsets into the document's text; `end` exclusive. */
  start: number;
  end: number;
  contentHash: string;
  termCount: number;
  /** What full text search finds it by, and how often each occurs: two lists of one length. */
  terms: string[];
  termFrequencies: number[];
}

export interface ExportedEmbedding {
  documentId: string;
  chunkIndex: number;
  model: string;
  /** sha256 of what was embedded, hex. */
  contentHash: string;
  embedding: number[];
}

export interface ExportedEntryVersion {
  entryId: string;
  version: number;
  category: string;
  contentType: string;
  title: string;
  content: string;
  tags: string[];
  access: string;
  editedBy: string | null;
  turnId: string | null;
  createdAt: Date;
}

/** A curated entry as it stands; its history are `ExportedEntryVersion`s. */
export interface ExportedEntry extends Omit<ExportedEntryVersion, 'entryId' | 'turnId'> {
  id: string;
  retiredAt: Date | null;
}

export interface ExportedModel {
  model: string;
  state: 'building' | 'serving' | 'retired';
}

/** What an export and a restore count in: a version of a document with all that belongs to it, or a curated entry. */
export interface KnowledgeUnit {
  kind: 'document' | 'entry';
  id: string;
  /** The document's name, or the entry's title. */
  name: string;
  version: number;
  /** `loading`: a version that has not come into force; `failed`: one that never will. Neither is exported. */
  state: 'current' | 'retired' | 'loading' | 'failed';
  /**
   * sha256 over everything that is exported of it but its vectors, and over no id and no instant: two units with equal
   * fingerprints hold the same knowledge, in whatever database they stand.
   */
  fingerprint: string;
  /** By embedding model: sha256 over the vectors. */
  vectors: Readonly<Record<string, string>>;
}

/** One organisation's knowledge at one instant. */
export interface KnowledgeSnapshot {
  takenAt: Date;
  /** Ordered by name and version. */
  units(): Promise<KnowledgeUnit[]>;
  models(): Promise<ExportedModel[]>;
  documents(ids: readonly string[]): Promise<ExportedDocument[]>;
  /** By chunk index; at most `limit` from `fromIndex`. */
  chunks(documentId: string, fromIndex: number, limit: number): Promise<ExportedChunk[]>;
  /** Of the chunks with an index from `fromIndex` and below `toIndex`, of all models. */
  embeddings(documentId: string, fromIndex: number, toIndex: number): Promise<ExportedEmbedding[]>;
  entries(ids: readonly string[]): Promise<{ entries: ExportedEntry[]; versions: ExportedEntryVersion[] }>;
}

export interface KnowledgeSource {
  /** Runs `work` on one consistent snapshot; later changes are not seen, and nothing is locked. */
  read<T>(organizationId: string, work: (snapshot: KnowledgeSnapshot) => Promise<T>): Promise<T>;
}

/** Writes inside one transaction in which no other version of a document of the organisation can come into force. */
export interface RestoreTarget {
  units(): Promise<KnowledgeUnit[]>;
  /** Deletes document versions with all that belongs to them. */
  discard(documentIds: readonly string[]): Promise<void>;
  /** Takes document versions out of force; their chunks go. */
  retire(documentIds: readonly string[]): Promise<void>;
  /** Inserts a version or rewrites it; what chunks it had are gone then. Whoever made it and is unknown here is left out. */
  putDocument(document: ExportedDocument): Promise<void>;
  /** With their postings. */
  putChunks(chunks: readonly ExportedChunk[]): Promise<void>;
  /** Vectors of chunks that stand; what Chroma had of them counts as unconfirmed. */
  putEmbeddings(embeddings: readonly ExportedEmbedding[]): Promise<void>;
  retireEntries(entryIds: readonly string[]): Promise<void>;
  putEntries(entries: readonly ExportedEntry[], versions: readonly ExportedEntryVersion[]): Promise<void>;
  /** Adds models that are not known; none takes the place of one that serves. */
  putModels(models: readonly ExportedModel[]): Promise<void>;
  /** Counts chunks and terms of each namespace anew. Returns how many counters were wrong. */
  recount(): Promise<number>;
}

export interface KnowledgeRestorer {
  /** All that `work` writes happens at once, or, when it throws, not at all. @throws AppError KNOWLEDGE_047 (retry later) */
  write<T>(organizationId: string, work: (target: RestoreTarget) => Promise<T>): Promise<T>;
}

export interface ExportedFile {
  path: string;
  /** Hex. */
  sha256: string;
  bytes: number;
  rows: number;
}

export interface ExportRecord {
  id: string;
  organizationId: string;
  kind: 'full' | 'incremental';
  schemaVersion: number;
  /** The export that an incremental one continues. */
  parentId?: string;
  /** Changes after this (undefined: everything) and up to `until` are in it. */
  since?: Date;
  until: Date;
  location: string;
  files: readonly ExportedFile[];
  rows: number;
  bytes: number;
  state: 'writing' | 'complete' | 'verified' | 'failed';
  /** A sentence for the operator. */
  failure?: string;
  verifiedAt?: Date;
}

/** What exports there are. PostgreSQL's copy: the storage itself can be read without it. */
export interface BackupCatalog {
  /** Newest first. */
  list(organizationId: string): Promise<ExportRecord[]>;
  /**
   * Notes that an export is being written. One at a time: another that was heard of in the last ten minutes stands in the
   * way, one that was not counts as failed.
   *
   * @param options.windowStart where given and an export was completed since: nothing begins, and the answer is false
   * @throws AppError KNOWLEDGE_040 (retry later)
   */
  begin(
    record: Pick<
      ExportRecord,
      'id' | 'organizationId' | 'kind' | 'schemaVersion' | 'parentId' | 'since' | 'until' | 'location'
    >,
    options?: { windowStart?: Date },
  ): Promise<boolean>;
  /** Says that it is still being written. */
  touch(organizationId: string, id: string): Promise<void>;
  complete(
    organizationId: string,
    id: string,
    written: Pick<ExportRecord, 'until' | 'files' | 'rows' | 'bytes'>,
  ): Promise<void>;
  verified(organizationId: string, id: string, at: Date): Promise<void>;
  fail(organizationId: string, id: string, failure: string): Promise<void>;
  /** Takes in a complete export that was found in the storage; one that is known stays as it is. */
  adopt(record: Omit<ExportRecord, 'state'>): Promise<void>;
  remove(organizationId: string, id: string): Promise<void>;
}

/** A chunk whose vector the vector store should hold. */
export interface ExpectedVector {
  chunkId: string;
  documentId: string;
  version: number;
}

/** A namespace as its collection in the vector store is keyed; records have types and an access of their own. */
export interface IndexScope {
  type: string;
  access: string;
}

/** What PostgreSQL says the vector store should hold. */
export interface IndexExpectations {
  /** Every namespace of the organisation, those without chunks included. */
  scopes(organizationId: string): Promise<IndexScope[]>;
  /** Embedding models that the organisation has vectors of, with their length. */
  models(organizationId: string): Promise<{ model: string; dimension: number }[]>;
  expected(organizationId: string, scope: IndexScope, model: string): Promise<ExpectedVector[]>;
  /** Forgets that the vector store has these, so that they are handed over again. */
  unconfirm(organizationId: string, model: string, chunkIds: readonly string[]): Promise<void>;
  organizationExists(organizationId: string): Promise<boolean>;
}
