import { AzureOpenAIEmbeddings, OpenAIEmbeddings as LangChainEmbeddings } from '@langchain/openai';
import type { Embeddings } from '../coaching/models/ports.ts';
import { noKey } from './chat-providers.ts';
import { CircuitBreaker } from '../shared/circuit-breaker.ts';
import { unusableReply } from './errors.ts';
import { callOutside } from './outside-calls.ts';
import type { OutsideCallOptions } from './outside-calls.ts';

export type OutsideEmbeddingConfig =
  | { provider: 'openai'; model: string; dimension: number; apiKey?: string; baseUrl?: string }
  | {
      provider: 'azure';
      endpoint: string;
      apiKey: string;
      deployment: string;
      apiVersion: string;
      dimension: number;
    };

/** Texts in one request; the API takes 2,048, smaller ones keep a retry cheap. */
const batchSize = 128;
/** Time for all tries of one batch, in ms. */
const budgetMs = 60_000;

/** Embeddings of OpenAI, Azure or a compatible server, with timeout, retries and breaker like chat. */
export class OpenAiEmbeddings implements Embeddings {
  readonly model: string;
  readonly dimension: number;
  readonly #client: LangChainEmbeddings;
  readonly #breaker: CircuitBreaker;
  readonly #options: OutsideCallOptions;

  constructor(config: OutsideEmbeddingConfig, options: OutsideCallOptions) {
    this.model = config.provider === 'azure' ? config.deployment : config.model;
    this.dimension = config.dimension;
    this.#client = createClient(config);
    this.#breaker = new CircuitBreaker({ clock: options.clock });
    this.#options = options;
  }

  async embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]> {
    const vectors: number[][] = [];
    for (let at = 0; at < texts.length; at += batchSize) {
      const batch = texts.slice(at, at + batchSize);
      // LangChain's client takes no signal here: an aborted or late request is left to end by itself, unheard.
      const result = await callOutside(this.#breaker, this.#options, { signal, budgetMs }, async () => {
        const found = await this.#client.embedDocuments([...batch]);
        this.#check(found, batch.length);
        return found;
      });
      vectors.push(...result);
    }
    return vectors;
  }

  /** Nothing is held between calls. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** A foreign server may answer with fewer vectors or of another size: they would poison the index. */
  #check(vectors: readonly (readonly number[])[], expected: number): void {
    if (vectors.length !== expected) throw unusableReply('there are fewer vectors than texts');
    const size = vectors.find((vector) => vector.length !== this.dimension)?.length;
    if (size !== undefined) {
      throw unusableReply(`vectors have ${size} numbers; OPENAI_EMBEDDING_DIMENSION says ${this.dimension}`);
    }
  }
}

function createClient(config: OutsideEmbeddingConfig): LangChainEmbeddings {
  // `float`: compatible servers often do not know the SDK's default, base64. One request a call: the breaker counts them.
  const common = {
    encodingFormat: 'float',
    maxRetries: 0,
    maxConcurrency: 1,
    batchSize,
    timeout: 30_000,
  } as const;
  if (config.provider === 'azure') {
    return new AzureOpenAIEmbeddings({
      ...common,
      // Unlike its chat model, LangChain's Azure embeddings know no endpoint, only a base path.
      azureOpenAIBasePath: `${config.endpoint.replace(/\/+$/, '')}/openai/deployments`,
      azureOpenAIApiKey: config.apiKey,
      azureOpenAIApiEmbeddingsDeploymentName: config.deployment,
      azureOpenAIApiVersion: config.apiVersion,
      configuration: { logLevel: 'off' },
    });
  }
  return new LangChainEmbeddings({
    ...common,
    model: config.model,
    apiKey: config.apiKey ?? noKey,
    configuration: { logLevel: 'off', ...(config.baseUrl === undefined ? {} : { baseURL: config.baseUrl }) },
  });
}
