import type { Audience } from '../access/audience.ts';
import type { DocumentAccess, DocumentType, KnowledgeDocument } from './document.ts';

/** One passage found. `text === document.text.slice(start, end)`, always. */
export interface Passage {
  /** Unique inside one result list; what a citation marker refers to. */
  id: string;
  documentId: string;
  /** Name (stable key) and title of the document. */
  documentName: string;
  title: string;
  type: DocumentType;
  version: number;
  headingPath: readonly string[];
  /** UTF-16 offsets into the document's text; `end` exclusive. */
  start: number;
  end: number;
  text: string;
  /** The sentences or steps inside the passage that matched best, best first; offsets into the document's text. */
  highlights: readonly { start: number; end: number; text: string; score: number }[];
  /** Fused relevance; only comparable inside one result list. */
  score: number;
}

export interface SearchResult {
  passages: readonly Passage[];
  /**
   * True when nothing reached the relevance floor: the answer is "not in the knowledge base". `passages` then holds the
   * nearest there is, for measuring and for a model that judges itself.
   */
  nothingRelevant: boolean;
  /** `text-only` when the vector store did not answer and full text stood in. */
  mode: 'hybrid' | 'text-only';
}

/** Search in what every member of the audience may read. Never throws for a slow or missing vector store. */
export interface KnowledgeSearch {
  search(
    audience: Audience,
    query: string,
    options?: {
      /** Passages returned at most; default 5. */
      limit?: number;
      /** Sum of passage lengths at most, in characters; default 4,000. */
      maxCharacters?: number;
      signal?: AbortSignal;
    },
  ): Promise<SearchResult>;
}

interface AddDocumentBase {
  organizationId: string;
  name: string;
  type: DocumentType;
  access: DocumentAccess;
  createdBy?: string;
  /** Absolute path of the folder that the file is re-read from; default: it is not. */
  sourceFolder?: string;
}

/** Text that is Markdown or plain. */
export interface AddText extends AddDocumentBase {
  mimeType: string;
  text: string;
  bytes?: never;
}

/** A file as it came, at most 20 MB; its content decides how it is read, whatever its name says. */
export interface AddFile extends AddDocumentBase {
  bytes: Uint8Array;
  text?: never;
  mimeType?: never;
}

export type AddDocument = AddText | AddFile;

/** Loads, splits, embeds and indexes; the former version stays current until the new one is complete. */
export interface KnowledgeIngest {
  /**
   * Same text, type and access as the current version: nothing happens, `unchanged` is true.
   * @throws AppError KNOWLEDGE_* with a cure when the file cannot be used
   */
  add(
    input: AddDocument,
    onProgress?: (done: number, total: number) => void,
  ): Promise<{ document: KnowledgeDocument; unchanged: boolean; chunks: number; embedded: number }>;
}

/** Documents as records. Current versions only, unless said otherwise; what was taken out is not there any more. */
export interface DocumentRepository {
  list(
    organizationId: string,
    options?: {
      /**
       * `current` (default); `open` adds versions that are not in force yet or failed; `all` adds retired ones. By name,
       * newest version first.
       */
      versions?: 'current' | 'open' | 'all';
      /** With `all`: those that were taken out too, whose title and text are gone. Default false. */
      removed?: boolean;
    },
  ): Promise<Omit<KnowledgeDocument, 'text'>[]>;
  /**
   * By id, or by name or title in any case. Newest current version, or the one asked for: retired versions stay readable
   * under the type and access that they had.
   */
  find(
    organizationId: string,
    idOrName: string,
    options?: { version?: number },
  ): Promise<KnowledgeDocument | undefined>;
}
