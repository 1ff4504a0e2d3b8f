import type { DocumentScope } from './can-read.ts';
import type { ChunkStore, VersionDraft } from './chunk-store.ts';
import type { KnowledgeDocument } from './document.ts';

type DocumentRecord = Omit<KnowledgeDocument, 'text'>;

/** How a version stands when somebody comes to load it. */
export type LoadState =
  /** Its type and access were confirmed: to be split, embedded and published. */
  | { kind: 'open'; draft: VersionDraft }
  /** Nobody has confirmed its type and access yet. */
  | { kind: 'waiting'; document: DocumentRecord }
  | { kind: 'completed'; document: DocumentRecord; chunks: number }
  | { kind: 'failed'; document: DocumentRecord }
  /** Replaced by a later upload, discarded, or removed. */
  | { kind: 'gone' };

export type Confirmation =
  | { kind: 'confirmed' }
  /** Text, type and access are those in force: the upload was let go. */
  | { kind: 'unchanged'; current: DocumentRecord }
  | { kind: 'gone' };

/** A retired version whose vectors the vector store may still hold. */
export interface PendingRemoval extends DocumentScope {
  documentId: string;
}

/** The life of a version before and after it is in force. Each call is one transaction inside the organisation's scope. */
export interface DocumentVersions {
  /**
   * Keeps a file's text as the next version, status `uploaded`, in place of one that never came into force. The same `id`
   * again changes nothing.
   * @throws AppError KNOWLEDGE_005 (retry later) while another load of the same name is under way
   */
  saveUpload(input: Parameters<ChunkStore['beginVersion']>[0] & { id: string }): Promise<DocumentRecord>;

  /** `uploaded` becomes `processing`, with the type and access that a person chose. Repeating it changes nothing. */
  confirm(organizationId: string, id: string, scope: DocumentScope): Promise<Confirmation>;

  /** Lets an upload go that nobody confirmed. @returns false when there is none (any more) */
  discard(organizationId: string, id: string): Promise<boolean>;

  loadState(organizationId: string, id: string): Promise<LoadState>;

  /** Says that a load is alive: sweeps and other loads leave it alone for a while. */
  touch(organizationId: string, id: string): Promise<void>;

  /** Notes the folder that a document in force is re-read from. */
  noteFolder(organizationId: string, id: string, sourceFolder: string): Promise<void>;

  /**
   * Takes all versions of a name out: text, chunks, postings and vectors are gone when this resolves, and the namespaces'
   * revisions have risen. Ids of the versions that were in force once; empty when there is no such document.
   */
  remove(organizationId: string, name: string): Promise<string[]>;

  /** Retired versions whose vectors the vector store has not confirmed to be gone, `limit` at most. */
  pendingRemovals(organizationId: string, limit: number): Promise<PendingRemoval[]>;

  confirmRemovals(organizationId: string, documentIds: readonly string[]): Promise<void>;
}
