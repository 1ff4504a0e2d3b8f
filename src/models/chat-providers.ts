import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AzureChatOpenAICompletions, ChatOpenAICompletions } from '@langchain/openai';
import { checkedStream } from './checked-stream.ts';

export type ChatConfig = { provider: 'offline' } | OpenAiChatConfig | AzureChatConfig;

export interface OpenAiChatConfig {
  provider: 'openai';
  /** A compatible server on one's own machine may need none. */
  apiKey?: string;
  /** Default: OpenAI's. With its version part, e.g. `http://127.0.0.1:8080/v1`. */
  baseUrl?: string;
  model: string;
}

export interface AzureChatConfig {
  provider: 'azure';
  /** e.g. `https://example.openai.azure.com`. */
  endpoint: string;
  apiKey: string;
  deployment: string;
  apiVersion: string;
}

/** The SDK refuses to start without a key; servers that need none ignore this one. */
export const noKey = 'none';

/** Longest reply, reasoning included. An answer is a few hundred; a runaway reply must end. */
const maxOutputTokens = 4_000;

/**
 * Retries are ours (they know the breaker and the turn's budget), so the SDK's and LangChain's are off, and so is the
 * SDK's own logging, which prints pieces of replies.
 */
const once = { maxRetries: 0, maxTokens: maxOutputTokens } as const;
const quiet = { logLevel: 'off' } as const;

/** Name for accounting and messages, e.g. `gpt-4.1-mini` or the Azure deployment. */
export function chatModelName(config: ChatConfig): string {
  if (config.provider === 'offline') return 'offline';
  return config.provider === 'azure' ? config.deployment : config.model;
}

class StrictCompletions extends ChatOpenAICompletions {
  override _streamResponseChunks(...call: Parameters<ChatOpenAICompletions['_streamResponseChunks']>) {
    return checkedStream(super._streamResponseChunks(...call));
  }
}

class StrictAzureCompletions extends AzureChatOpenAICompletions {
  override _streamResponseChunks(...call: Parameters<AzureChatOpenAICompletions['_streamResponseChunks']>) {
    return checkedStream(super._streamResponseChunks(...call));
  }
}

/** Always `/chat/completions`, which every compatible server speaks. */
export function createOutsideChatModel(config: OpenAiChatConfig | AzureChatConfig): BaseChatModel {
  if (config.provider === 'azure') {
    return new StrictAzureCompletions({
      ...once,
      model: config.deployment,
      azureOpenAIEndpoint: config.endpoint.replace(/\/+$/, ''),
      azureOpenAIApiKey: config.apiKey,
      azureOpenAIApiDeploymentName: config.deployment,
      azureOpenAIApiVersion: config.apiVersion,
      configuration: quiet,
    });
  }
  return new StrictCompletions({
    ...once,
    model: config.model,
    apiKey: config.apiKey ?? noKey,
    configuration: { ...quiet, ...(config.baseUrl === undefined ? {} : { baseURL: config.baseUrl }) },
  });
}
