import { createHash } from 'node:crypto';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { wrongDimension } from './errors.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What stands for a chunk in the vector space: its words, under the headings that say what they are about. */
export function embeddingInput({
  headingPath,
  text,
}: {
  headingPath: readonly string[];
  text: string;
}): string {
  return [headingPath.join(' > '), text.trim()].filter((part) => part !== '').join('\n');
}

/** Texts a call: enough to be quick with a hosted model, few enough to show progress with a local one. */
const textsAtOnce = 32;

/** Vectors in the order of the texts. @throws AppError KNOWLEDGE_008, and what the model throws */
export async function embedAll(
  embeddings: Embeddings,
  texts: readonly string[],
  onProgress?: (done: number) => void,
): Promise<number[][]> {
  const vectors: number[][] = [];
  for (let start = 0; start < texts.length; start += textsAtOnce) {
    const batch = texts.slice(start, start + textsAtOnce);
    const embedded = await embeddings.embed(batch);
    const wrong = embedded.find((vector) => vector.length !== embeddings.dimension);
    if (wrong ?? embedded.length !== batch.length) {
      throw wrongDimension(embeddings.model, embeddings.dimension, wrong?.length ?? 0);
    }
    vectors.push(...embedded);
    onProgress?.(vectors.length);
  }
  return vectors;
}
