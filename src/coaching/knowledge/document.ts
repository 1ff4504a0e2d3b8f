export const documentTypes = ['sop', 'training', 'reference', 'policy', 'methodology'] as const;
export type DocumentType = (typeof documentTypes)[number];

/**
 * Who may read a document: everyone, a job family (with the leaders and managers of that family), or a minimum role.
 * Coaches read `all`, and methodology whatever its access.
 */
export const documentAccesses = ['all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin'] as const;
export type DocumentAccess = (typeof documentAccesses)[number];

export type DocumentStatus = 'uploaded' | 'processing' | 'completed' | 'failed';

/** One version of a document. Versions share `name`; at most one version of a name is current (not retired). */
export interface KnowledgeDocument {
  id: string;
  organizationId: string;
  /** Stable key of all versions: the file's name without its ending, e.g. `refund-without-receipt`. */
  name: string;
  /** Shown to people: first heading of the text, else the name. */
  title: string;
  type: DocumentType;
  access: DocumentAccess;
  version: number;
  status: DocumentStatus;
  /** Set when `status` is `failed`: a sentence that names the cure. */
  failure?: string;
  text: string;
  /** sha256 of `text`, hex. */
  contentHash: string;
  createdAt: Date;
  retiredAt?: Date;
}

/** A piece of a source text that is indexed as one unit. Offsets count UTF-16 units of the source text. */
export interface Chunk {
  id: string;
  organizationId: string;
  namespaceId: string;
  sourceTable: 'documents';
  sourceId: string;
  index: number;
  text: string;
  headingPath: readonly string[];
  start: number;
  /** Exclusive. */
  end: number;
  /** sha256 of `text`, hex: an unchanged chunk of a new version is not embedded again. */
  contentHash: string;
}
