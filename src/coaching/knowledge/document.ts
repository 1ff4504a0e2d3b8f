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
  /** Stable key of all versions: the file's name, e.g. `refund-without-receipt.md`. */
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
  /** Of the file as it came, in bytes; absent for documents loaded before it was kept. */
  fileSize?: number;
  /** Of the file's content, e.g. `application/pdf`. */
  mimeType?: string;
  /** Absolute path of the folder that `knowledge sync` re-reads it from. */
  sourceFolder?: string;
}
