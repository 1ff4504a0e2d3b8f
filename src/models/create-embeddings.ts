import type { Embeddings } from '../coaching/models/ports.ts';
import type { Logger } from '../shared/logger.ts';
import { OfflineEmbeddings } from './offline/offline-embeddings.ts';
import { OpenAiEmbeddings } from './openai-embeddings.ts';
import type { OutsideEmbeddingConfig } from './openai-embeddings.ts';
import type { OutsideCallOptions } from './outside-calls.ts';

export type EmbeddingConfig = { provider: 'offline' } | OutsideEmbeddingConfig;

/** Embeddings that hold a thread or connections until they are closed. */
export interface ClosableEmbeddings extends Embeddings {
  /** Idempotent. */
  close(): Promise<void>;
}

export function createEmbeddings(
  config: EmbeddingConfig,
  deps: OutsideCallOptions & { logger: Logger },
): ClosableEmbeddings {
  return config.provider === 'offline'
    ? new OfflineEmbeddings({ logger: deps.logger })
    : new OpenAiEmbeddings(config, deps);
}
