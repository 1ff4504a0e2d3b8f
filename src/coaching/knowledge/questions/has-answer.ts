import type { Audience } from '../../access/audience.ts';
import type { KnowledgeSearch } from '../ports.ts';
import type { Section } from './outline.ts';

/** A section and a question about it. */
export interface Candidate {
  question: string;
  section?: Section;
}

const passagesRead = 4;

/**
 * Whether search finds something for the question above its relevance floor, in what the audience may read; of a
 * section's own question, that section. Nobody is offered a question that ends in "not in the knowledge base".
 */
export async function hasAnswer(
  search: KnowledgeSearch,
  audience: Audience,
  { question, section }: Candidate,
  signal?: AbortSignal,
): Promise<boolean> {
  const found = await search.search(audience, question, {
    limit: passagesRead,
    ...(signal === undefined ? {} : { signal }),
  });
  if (found.nothingRelevant) return false;
  return (
    section === undefined ||
    found.passages.some(
      ({ documentId, start, end }) =>
        documentId === section.documentId && start < section.end && section.start < end,
    )
  );
}
