import type { DocumentScope } from './can-read.ts';
import type { DocumentType, KnowledgeDocument } from './document.ts';

/** A chunk of a version that is about to become current. */
export interface NewChunk {
  id: string;
  index: number;
  text: string;
  headingPath: readonly string[];
  /** UTF-16 offsets into the document's text; `end` exclusive. */
  start: number;
  end: number;
  /** sha256 of `text`, hex. */
  contentHash: string;
  /** Terms with their number of occurrences, those of the heading path included: what full text search finds it by. */
  terms: ReadonlyMap<string, number>;
  /** sha256 of what was embedded, hex: the same input is not embedded twice. */
  embeddingHash: string;
  embedding: readonly number[];
}

/** A chunk of a current document as search sees it. */
export interface ChunkCandidate {
  id: string;
  documentId: string;
  documentName: string;
  title: string;
  type: DocumentType;
  version: number;
  index: number;
  text: string;
  headingPath: readonly string[];
  start: number;
  end: number;
  /** BM25 of the whole chunk; 0 when it was fetched by id. */
  score: number;
}

export interface TextMatches {
  /** Best first. */
  candidates: ChunkCandidate[];
  /** In how many chunks of the scopes each asked term stands; a term in none is missing here. */
  documentFrequencies: ReadonlyMap<string, number>;
  /** Chunks in the scopes, and their mean number of terms. */
  chunkCount: number;
  meanLength: number;
  /** The scopes that hold chunks: the only ones worth asking the vector store about. */
  populated: DocumentScope[];
  /** As `revision` below gives it, from the same snapshot as the matches. */
  revision: string;
  /** The embedding model whose vectors answer; undefined before the first document. */
  servingModel: string | undefined;
}

/** A chunk with its vector, as the vector store gets it. */
export interface IndexEntry extends DocumentScope {
  chunkId: string;
  documentId: string;
  documentName: string;
  version: number;
  text: string;
  embedding: number[];
}

/** A version that is being loaded; search does not see it yet. */
export interface VersionDraft {
  document: KnowledgeDocument;
  /** The version that stays current until this one is published. */
  current?: Omit<KnowledgeDocument, 'text'>;
}

/**
 * Chunks, postings and vectors as PostgreSQL keeps them: the source of truth, from which the vector store can always be
 * rebuilt. Each call is one transaction inside the organisation's scope. Only current versions have chunks.
 */
export interface ChunkStore {
  /** The version in force, without its text. */
  currentVersion(organizationId: string, name: string): Promise<Omit<KnowledgeDocument, 'text'> | undefined>;

  /**
   * Starts the next version (status `processing`), taking over one that failed or was left for ten minutes.
   * @throws AppError KNOWLEDGE_005 (retry later) while another load of the same name is under way
   */
  beginVersion(
    input: Pick<
      KnowledgeDocument,
      'organizationId' | 'name' | 'title' | 'type' | 'access' | 'text' | 'contentHash'
    > & {
      mimeType: string;
      createdBy?: string;
      /** Bytes of the file as it came. */
      fileSize?: number;
      sourceFolder?: string;
    },
  ): Promise<VersionDraft>;

  /** Vectors that the organisation has already paid for, by hash of what was embedded. */
  knownEmbeddings(
    organizationId: string,
    model: string,
    embeddingHashes: readonly string[],
  ): Promise<Map<string, number[]>>;

  /**
   * At once: the draft becomes current, the former version retires and loses its chunks, the new chunks, postings and
   * vectors stand, and the namespaces' counters agree. Returns the finished document.
   */
  publish(draft: VersionDraft, model: string, chunks: readonly NewChunk[]): Promise<KnowledgeDocument>;

  /** Marks a draft as failed; the former version stays current. `failure` is a sentence that names the cure. */
  fail(draft: VersionDraft, failure: string): Promise<void>;

  /** Vectors that the vector store has not confirmed, `limit` at most, document by document. */
  unconfirmed(organizationId: string, model: string, limit: number): Promise<IndexEntry[]>;

  /** Notes that the vector store has these, which raises the revision of their namespaces. */
  confirm(organizationId: string, model: string, chunkIds: readonly string[]): Promise<void>;

  /** Forgets every confirmation of a model, before its collections are built anew. Returns the number of vectors. */
  resetConfirmations(organizationId: string, model: string): Promise<number>;

  /** Chunks of documents, and others that have a vector of some model, without one of this model; `limit` at most. */
  withoutEmbedding(
    organizationId: string,
    model: string,
    limit: number,
  ): Promise<{ chunkId: string; headingPath: readonly string[]; text: string }[]>;

  /** How many chunks `model` is to have vectors for, and how many of those the vector store has confirmed. */
  vectorCounts(organizationId: string, model: string): Promise<{ chunks: number; confirmed: number }>;

  /** Adds vectors to chunks that exist; a chunk that is gone by now is passed over. */
  saveEmbeddings(
    organizationId: string,
    model: string,
    embeddings: readonly { chunkId: string; embeddingHash: string; embedding: readonly number[] }[],
  ): Promise<void>;

  /**
   * Changes whenever what can be found in these scopes changes: another text, another namespace, other vectors. Equal
   * revisions mean that a search of these scopes would find the same again.
   */
  revision(organizationId: string, scopes: readonly DocumentScope[]): Promise<string>;

  /** BM25 over the postings of the scopes, in one statement. `terms` as ingestion made them, without repeats. */
  searchText(
    organizationId: string,
    scopes: readonly DocumentScope[],
    terms: readonly string[],
    limit: number,
  ): Promise<TextMatches>;

  /** Those of the chunks that are current and inside the scopes: what the vector store says is checked here. */
  findChunks(
    organizationId: string,
    scopes: readonly DocumentScope[],
    chunkIds: readonly string[],
  ): Promise<ChunkCandidate[]>;

  /** Terms in the scopes that begin with this letter, with the number of chunks they stand in. */
  vocabulary(
    organizationId: string,
    scopes: readonly DocumentScope[],
    firstLetters: readonly string[],
  ): Promise<{ term: string; documentFrequency: number }[]>;
}
