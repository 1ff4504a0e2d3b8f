/** Searches of this process since it started. */
export interface SearchCounts {
  searches: number;
  /** Those that ended in an error: neither the vector store nor full text answered. */
  failures: number;
}

/** What an operator watches of the knowledge base. Labels hold ids of organisations, never people. */
export interface KnowledgeMetrics {
  /** Missing, extra and wrong vectors by expected ones; 1 when the vector store cannot be asked. */
  indexDeviation(organizationId: string, ratio: number): void;
  /** Failed searches by all of them since the last look, in this process. */
  searchFailures(ratio: number): void;
  /** `verified`: written, read back and compared. */
  exportEnded(organizationId: string, outcome: 'verified' | 'failed'): void;
}
