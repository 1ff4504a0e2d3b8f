import type { DocumentScope } from './can-read.ts';
import type { Confirmation } from './document-versions.ts';
import type { KnowledgeDocument } from './document.ts';
import type { AddDocument } from './ports.ts';

type DocumentRecord = Omit<KnowledgeDocument, 'text'>;

export type LoadOutcome =
  /** In force. `embedded` sections were new; the others were known word for word. Absent when loaded by another run. */
  | { kind: 'completed'; document: DocumentRecord; chunks: number; embedded?: number }
  /** `failure` of the document is a sentence that names the cure; the former version stays in force. */
  | { kind: 'failed'; document: DocumentRecord }
  /** Its type and access are not confirmed yet. */
  | { kind: 'waiting'; document: DocumentRecord }
  /** Replaced by a later upload, discarded, or removed. */
  | { kind: 'gone' };

/** Loading in steps, for uploads that a person has to say a word about; and taking documents out. */
export interface DocumentLoads {
  /**
   * Reads a file and keeps its text as status `uploaded`; nobody finds it yet. The same `id` again gives the same row.
   * @throws AppError KNOWLEDGE_* with a cure when the file cannot be used; nothing is kept then
   */
  upload(input: AddDocument & { id: string }): Promise<DocumentRecord>;

  /** Settles type and access; `load` may begin. Repeating it changes nothing. */
  confirm(organizationId: string, id: string, scope: DocumentScope): Promise<Confirmation>;

  /** Lets an upload go that nobody confirmed. @returns false when there is none (any more) */
  discard(organizationId: string, id: string): Promise<boolean>;

  /**
   * Splits, embeds and publishes a confirmed upload, or one that a dead process left. Run twice, it loads once. A document
   * that cannot be loaded is an outcome, not an error.
   * @throws the reason of `signal` when it was aborted; the document stays `processing`, for the next run
   */
  load(
    organizationId: string,
    id: string,
    options?: { onProgress?: (done: number, total: number) => void; signal?: AbortSignal },
  ): Promise<LoadOutcome>;

  /**
   * Takes a document out by its exact name, with all its versions: text, sections and vectors. Nobody finds it any more
   * when this resolves. While the vector store is away its copy goes later, by `settle`.
   * @returns ids of the versions taken out; empty when there is no such document
   */
  remove(organizationId: string, name: string): Promise<string[]>;

  /**
   * Brings the vector store in step with PostgreSQL: first out with what retired, then in with what is new.
   * @throws what the store's client throws; the rest stays pending
   */
  settle(organizationId: string): Promise<void>;

  /** Notes the folder that a document in force is re-read from. */
  noteFolder(organizationId: string, id: string, sourceFolder: string): Promise<void>;
}
