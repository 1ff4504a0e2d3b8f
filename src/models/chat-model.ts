import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessage, BaseMessage } from '@langchain/core/messages';
import type { Embeddings, ModelCallRepository } from '../coaching/models/ports.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { CallLedger, tokensOf } from './call-ledger.ts';
import { chatModelName, createOutsideChatModel } from './chat-providers.ts';
import type { ChatConfig } from './chat-providers.ts';
import { CircuitBreaker } from '../shared/circuit-breaker.ts';
import { reasonOf, toModelError } from './errors.ts';
import { OfflineChatModel } from './offline/offline-chat-model.ts';
import { callOutside, stopped } from './outside-calls.ts';
import type { OutsideCallOptions } from './outside-calls.ts';
import { assertUsable } from './usable-reply.ts';
import { withTimeout } from './with-timeout.ts';

/** What a call is for, who pays, and what it may use. */
export interface ModelCallContext {
  organizationId: string;
  /** `answer`, `summary`, `refine`. */
  purpose: string;
  /** e.g. `answer@1`. */
  promptVersion: string;
  /** The organisation's choice: no outside model is called, and that is no fallback. */
  requireOffline: boolean;
  /** Ends the call, also between tries. Not counted as a failure. */
  signal?: AbortSignal;
  /** Time for outside tries and the waits between them, in ms; default 45,000, so that a turn of 60 s keeps room. */
  budgetMs?: number;
}

/** One try. The callee must use this model and pass the signal on, so that a stalled connection is closed. */
export interface ModelAttempt {
  model: BaseChatModel;
  /** e.g. `gpt-4.1-mini`, or `offline`. */
  name: string;
  signal: AbortSignal;
}

export interface ModelReply {
  message: AIMessage;
  /** Name of the model that answered. */
  model: string;
  /** Set when the offline model stood in: a plain sentence that says so and why, to be shown to the person. */
  fallback?: string;
}

export interface ChatModels {
  /** Name of the configured model; `offline` when there is none. */
  readonly name: string;
  readonly offlineModel: BaseChatModel;
  /**
   * Runs `attempt` against the configured model with a timeout (30 s), at most three retries with jitter, and a
   * breaker; then against the offline model, announced in the reply. `attempt` may run several times.
   * @throws AppError MODEL_STOPPED when `context.signal` ended it, MODEL_OFFLINE when even the offline model failed
   */
  call(
    context: ModelCallContext,
    attempt: (attempt: ModelAttempt) => Promise<AIMessage>,
  ): Promise<ModelReply>;
  /** `call` for a plain exchange without tools. */
  invoke(context: ModelCallContext, messages: readonly BaseMessage[]): Promise<ModelReply>;
  /** Resolves when every call so far has been recorded. */
  settled(): Promise<void>;
}

export interface ChatModelDeps extends OutsideCallOptions {
  calls: ModelCallRepository;
  logger: Logger;
  /**
   * For the offline model, which compares meaning when it picks a quote (see OfflineChatModel). Offline ones, whatever
   * embeds the knowledge base: it must work when nothing outside does. Undefined: words alone decide, more is declined.
   */
  offlineEmbeddings: Embeddings | undefined;
}

const defaultBudgetMs = 45_000;
const offlineTimeoutMs = 15_000;

export function createChatModels(config: ChatConfig, deps: ChatModelDeps): ChatModels {
  const { clock, logger } = deps;
  const ledger = new CallLedger(deps.calls, logger);
  const offlineModel = new OfflineChatModel(
    deps.offlineEmbeddings === undefined ? {} : { embeddings: deps.offlineEmbeddings },
  );
  const name = chatModelName(config);
  const outside =
    config.provider === 'offline'
      ? undefined
      : { model: createOutsideChatModel(config), breaker: new CircuitBreaker({ clock }) };

  const account = (
    context: ModelCallContext,
    model: string,
    startedAt: number,
    outcome: string,
    reply?: AIMessage,
  ) =>
    ledger.record({
      organizationId: context.organizationId,
      purpose: context.purpose,
      promptVersion: context.promptVersion,
      model,
      ...(reply ? tokensOf(reply) : { inputTokens: 0, outputTokens: 0 }),
      durationMs: clock.now().getTime() - startedAt,
      outcome,
    });

  const callProvider = (
    { model, breaker }: NonNullable<typeof outside>,
    context: ModelCallContext,
    attempt: (attempt: ModelAttempt) => Promise<AIMessage>,
  ): Promise<AIMessage> => {
    let latest: AIMessage | undefined;
    return callOutside(
      breaker,
      deps,
      {
        signal: context.signal,
        budgetMs: context.budgetMs ?? defaultBudgetMs,
        onTry: ({ startedAt, number, error }) => {
          account(context, name, startedAt, error?.code ?? 'ok', latest);
          if (!error || error.code === 'MODEL_STOPPED') return;
          logger.warn('model call failed', {
            organizationId: context.organizationId,
            purpose: context.purpose,
            code: error.code,
            try: number,
            breaker: breaker.state,
          });
        },
      },
      async (signal) => {
        latest = undefined;
        latest = await attempt({ model, name, signal });
        assertUsable(latest);
        return latest;
      },
    );
  };

  const callOffline = async (
    context: ModelCallContext,
    attempt: (attempt: ModelAttempt) => Promise<AIMessage>,
    outcome: 'ok' | 'fallback',
  ): Promise<AIMessage> => {
    const startedAt = clock.now().getTime();
    try {
      const message = await withTimeout(offlineTimeoutMs, context.signal, (signal) =>
        attempt({ model: offlineModel, name: 'offline', signal }),
      );
      account(context, 'offline', startedAt, outcome, message);
      return message;
    } catch (error) {
      if (context.signal?.aborted) throw stopped(error);
      account(context, 'offline', startedAt, 'MODEL_OFFLINE');
      throw new AppError({
        code: 'MODEL_OFFLINE',
        message: 'The offline model failed',
        userMessage: 'I could not work that out just now. Please try again, or say it in other words.',
        cause: error,
      });
    }
  };

  const call: ChatModels['call'] = async (context, attempt) => {
    if (context.signal?.aborted) throw stopped(context.signal.reason);
    if (!outside || context.requireOffline) {
      return { message: await callOffline(context, attempt, 'ok'), model: 'offline' };
    }
    try {
      return { message: await callProvider(outside, context, attempt), model: name };
    } catch (error) {
      const failure = toModelError(error);
      if (failure.code === 'MODEL_STOPPED') throw failure;
      return {
        message: await callOffline(context, attempt, 'fallback'),
        model: 'offline',
        fallback: `The language model did not answer (${reasonOf(failure)}), so my built-in offline model did.`,
      };
    }
  };

  return {
    name,
    offlineModel,
    call,
    invoke: (context, messages) =>
      call(context, async ({ model, signal }) => model.invoke([...messages], { signal })),
    settled: () => ledger.settled(),
  };
}
