import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessage } from '@langchain/core/messages';

/** What the agent needs of chat models; the room `models` provides it. */
export interface AgentModels {
  /** Any model object, to build the graph with; `call` chooses the one that is used. */
  readonly offlineModel: BaseChatModel;
  /** Timeout, retries, breaker, accounting and the offline fallback are the provider's business. */
  call(
    context: {
      organizationId: string;
      purpose: string;
      promptVersion: string;
      requireOffline: boolean;
      signal?: AbortSignal;
      /** Time for outside tries in ms. */
      budgetMs?: number;
    },
    attempt: (attempt: { model: BaseChatModel; signal: AbortSignal }) => Promise<AIMessage>,
  ): Promise<{ message: AIMessage; fallback?: string }>;
}
