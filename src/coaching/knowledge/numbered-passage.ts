import type { Passage } from './ports.ts';

/**
 * A passage with the number under which one answer may cite it. Numbers start at 1, never change during a turn, and
 * are the only ones that `[n]` marks of that answer may name.
 */
export interface NumberedPassage {
  number: number;
  passage: Passage;
}

/** What the tool `search_knowledge` hands over beside its text, as the tool message's `artifact`. */
export interface KnowledgeFindings {
  kind: 'knowledge-findings';
  /** Best first. */
  passages: readonly NumberedPassage[];
  nothingRelevant: boolean;
}
