/** How far a model's cosine is believed beside the words themselves. */
interface EmbeddingTrust {
  /** Weight of the cosine (−1 to 1) against the best BM25 score of a result list, which counts as 1. */
  weight: number;
  /** Weight of the best cosine when judging whether anything answers the question at all (search/relevance-floor.ts). */
  evidence: number;
  /** Weight of words of the same meaning beside the words that were asked (search/expand-query.ts); 0: none are added. */
  expansion: number;
}

/**
 * Universal Sentence Encoder lite knows topics, not facts. Over three larger corpora (340 questions, 800-character chunks)
 * its span recall alone was 0.45 against 0.82 of BM25; added to BM25 at 0.3 to 0.6 it helped a little, and fused by
 * rank, one to one, it hurt (0.67). It does not know that a shopper is a customer: related words help it (docs/decisions/0008).
 */
const offline: EmbeddingTrust = { weight: 0.3, evidence: 1, expansion: 0.4 };
/**
 * Hosted models of the last years rank better than BM25 alone, and their cosines lie closer together (0.2 to 0.6), so the
 * same weight means less. Not measured here: it takes a key.
 */
const hosted: EmbeddingTrust = { weight: 1, evidence: 1.2, expansion: 0 };

export function trustIn(model: string): EmbeddingTrust {
  return model.startsWith('use-lite') ? offline : hosted;
}
