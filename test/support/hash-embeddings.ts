import { createHash } from 'node:crypto';
import type { Embeddings } from '../../src/coaching/models/ports.ts';

/**
 * Deterministic vectors without a model: each word adds to a place that its hash names, so that texts with the same words
 * lie close together. Counts what it embedded.
 */
export class HashEmbeddings implements Embeddings {
  readonly model: string;
  readonly dimension = 64;
  readonly embedded: string[] = [];
  /** Set to make the next calls fail. */
  failure: Error | undefined;

  constructor(model = 'hash-64') {
    this.model = model;
  }

  embed(texts: readonly string[]): Promise<number[][]> {
    if (this.failure) return Promise.reject(this.failure);
    this.embedded.push(...texts);
    return Promise.resolve(texts.map((text) => this.#vectorOf(text)));
  }

  #vectorOf(text: string): number[] {
    const vector = new Array<number>(this.dimension).fill(0);
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
      const place = createHash('sha1').update(word).digest().readUInt16BE(0) % this.dimension;
      vector[place] = (vector[place] ?? 0) + 1;
    }
    return vector;
  }
}
