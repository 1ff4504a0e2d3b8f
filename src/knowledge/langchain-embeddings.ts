import { Embeddings as LangChainEmbeddings } from '@langchain/core/embeddings';
import type { Embeddings } from '../coaching/models/ports.ts';

/** Our embeddings as LangChain's stores want them. */
export class LangChainEmbeddingsAdapter extends LangChainEmbeddings {
  readonly #embeddings: Embeddings;

  constructor(embeddings: Embeddings) {
    // Retrying and limiting is the work of the model's own client.
    super({ maxRetries: 0 });
    this.#embeddings = embeddings;
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#embeddings.embed(texts);
  }

  override async embedQuery(text: string): Promise<number[]> {
    const [vector] = await this.#embeddings.embed([text]);
    return vector ?? [];
  }
}
