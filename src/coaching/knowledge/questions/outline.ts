import type { DocumentScope } from '../can-read.ts';

/** A section of a document in force, as its headings name it. */
export interface Section {
  documentId: string;
  title: string;
  /** From the outermost heading to the section's own; empty for what stands before the first heading. */
  headingPath: readonly string[];
  /** UTF-16 offsets into the document's text; `end` exclusive. */
  start: number;
  end: number;
}

/** Titles and headings inside the scopes, and none outside. */
export interface KnowledgeOutline {
  /** Sections of these documents, in the order in which they stand; a document outside the scopes has none. */
  sections(
    organizationId: string,
    scopes: readonly DocumentScope[],
    documentIds: readonly string[],
  ): Promise<Section[]>;
  /** Documents in force in the scopes, those loaded last first; `limit` at most. */
  documents(
    organizationId: string,
    scopes: readonly DocumentScope[],
    limit: number,
  ): Promise<{ documentId: string; title: string }[]>;
}
