import type { SearchResult } from './ports.ts';

/** A question that was put to the knowledge base and what came of it. Private to the person who asked. */
export interface RagQuery {
  organizationId: string;
  userId: string;
  /** The turn that asked; absent for the command line. */
  turnId?: string;
  query: string;
  results: readonly { documentId: string; start: number; end: number; score: number }[];
  /** The passages that the answer quotes; offsets into the document's text. Empty when nothing was found. */
  citations: readonly {
    documentId: string;
    start: number;
    end: number;
    /** The document's name, and its headings joined with ` › `: what a gap that is reported here is about. */
    document?: string;
    section?: string;
    version?: number;
  }[];
  /** From 0 to 1; absent when nothing was judged. */
  confidence?: number;
  durationMs: number;
  mode: SearchResult['mode'];
  /** Questions that were offered under the answer, three at most. */
  followUps?: readonly string[];
}

export interface RagQueryRepository {
  /** Returns the id under which feedback can refer to it. */
  record(query: RagQuery): Promise<string>;
}
