import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type {
  BaseChatModelCallOptions,
  BindToolsInput,
  LangSmithParams,
} from '@langchain/core/language_models/chat_models';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import { AIMessage, AIMessageChunk, ToolMessage } from '@langchain/core/messages';
import type { BaseMessage, UsageMetadata } from '@langchain/core/messages';
import { ChatGenerationChunk } from '@langchain/core/outputs';
import type { ChatResult } from '@langchain/core/outputs';
import type { Runnable } from '@langchain/core/runnables';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { z } from 'zod';
import type { KnowledgeFindings } from '../../coaching/knowledge/numbered-passage.ts';
import type { Embeddings } from '../../coaching/models/ports.ts';
import { newId } from '../../shared/ids.ts';
import { composeAnswer } from './compose-answer.ts';
import { selfContained } from './follow-up.ts';
import { broaderQuery, parseQuestion } from './question.ts';
import { argumentsFor, routeFor } from './route.ts';
import type { BoundTool } from './route.ts';

export interface OfflineCallOptions extends BaseChatModelCallOptions {
  /** Tools in OpenAI's function format; set by `bindTools`. */
  tools?: readonly unknown[];
}

export interface OfflineChatModelOptions {
  /** Compares meaning when it picks a quote; without it words alone decide, and more is declined. */
  embeddings?: Embeddings;
}

/** What it says when nothing it was shown answers the question. */
export const notInKnowledgeBase = 'I found nothing about that in the knowledge base.';

const boundTool = z.object({
  function: z.object({
    name: z.string(),
    parameters: z
      .object({
        properties: z.record(z.string(), z.object({ type: z.unknown().optional() })).optional(),
        required: z.array(z.string()).optional(),
      })
      .catch({}),
  }),
});

interface Decision {
  content: string;
  toolCall?: { id: string; name: string; args: Record<string, string>; type: 'tool_call' };
  usage: UsageMetadata;
}

/**
 * A chat model without a language model: it searches when asked a question and answers by quoting what was found, word
 * for word and marked; in a session's thread it hands the person's words to the tool that they call for. It knows
 * nothing else and makes nothing up.
 */
export class OfflineChatModel extends BaseChatModel<OfflineCallOptions> {
  override lc_namespace = ['threadcoach', 'models', 'offline'];
  readonly #embeddings: Embeddings | undefined;

  constructor(options: OfflineChatModelOptions = {}) {
    super({});
    this.#embeddings = options.embeddings;
  }

  override _llmType(): string {
    return 'offline';
  }

  override getLsParams(): LangSmithParams {
    return { ls_provider: 'threadcoach', ls_model_name: 'offline', ls_model_type: 'chat' };
  }

  override bindTools(
    tools: BindToolsInput[],
    kwargs?: Partial<OfflineCallOptions>,
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, OfflineCallOptions> {
    return this.withConfig({ ...kwargs, tools: tools.map((tool) => convertToOpenAITool(tool)) });
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const { content, toolCall, usage } = await this.#decide(messages, options);
    const message = new AIMessage({
      content,
      tool_calls: toolCall ? [toolCall] : [],
      response_metadata: endOf(toolCall),
    });
    return { generations: [{ text: content, message: withTokens(message, usage) }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { content, toolCall, usage } = await this.#decide(messages, options);
    for (const piece of content.match(/\S+\s*/g) ?? []) {
      options.signal?.throwIfAborted();
      const chunk = new ChatGenerationChunk({ text: piece, message: new AIMessageChunk({ content: piece }) });
      yield chunk;
      await runManager?.handleLLMNewToken(piece, undefined, undefined, undefined, undefined, { chunk });
    }
    const last = new AIMessageChunk({
      content: '',
      tool_call_chunks: toolCall ? [toChunk(toolCall)] : [],
      response_metadata: endOf(toolCall),
    });
    yield new ChatGenerationChunk({ text: '', message: withTokens(last, usage) });
  }

  async #decide(messages: readonly BaseMessage[], options: OfflineCallOptions): Promise<Decision> {
    options.signal?.throwIfAborted();
    const lastAsked = messages.findLastIndex((message) => message.type === 'human');
    const words = messages[lastAsked]?.text ?? '';
    const said = messages.slice(0, Math.max(0, lastAsked)).filter((message) => message.type === 'human');
    const question = selfContained(
      words,
      said.map((message) => message.text),
    );
    const tools = parseTools(options.tools);
    const results = messages
      .slice(lastAsked + 1)
      // A call that was refused has said nothing; the words before it are still to be answered.
      .filter(
        (message): message is ToolMessage => ToolMessage.isInstance(message) && message.status !== 'error',
      );
    if (results.length > 0) return this.#afterTools(messages, question, results, tools, options.signal);

    const route = routeFor(words, tools, question);
    if (!route) return speak(messages, notInKnowledgeBase);
    if (route.input === 'nothing') return callTool(messages, route.tool, {});
    return callTool(
      messages,
      route.tool,
      argumentsFor(route.tool, route.input === 'question' ? question : words),
    );
  }

  async #afterTools(
    messages: readonly BaseMessage[],
    question: string,
    results: readonly ToolMessage[],
    tools: readonly BoundTool[],
    signal: AbortSignal | undefined,
  ): Promise<Decision> {
    const found = results
      .map(({ artifact }) => findingsIn(artifact))
      .filter((findings) => findings !== undefined);
    // Any other tool has said what there is to say.
    if (found.length === 0) return speak(messages, results.at(-1)?.text ?? notInKnowledgeBase);
    const findings: KnowledgeFindings = {
      kind: 'knowledge-findings',
      passages: found.flatMap(({ passages }) => passages),
      nothingRelevant: found.every(({ nothingRelevant }) => nothingRelevant),
    };
    const answer = await composeAnswer(question, findings, this.#embeddings, signal);
    if (answer?.certain) return speak(messages, answer.text);

    // People and procedures seldom use the same words: one more search, with other words for the same things.
    const search = tools.find(({ name }) => name === 'search_knowledge');
    const broader = broaderQuery(parseQuestion(question));
    if (found.length === 1 && search && broader !== undefined) {
      return callTool(messages, search, argumentsFor(search, broader));
    }
    return speak(messages, answer?.text ?? notInKnowledgeBase);
  }
}

/** The artifact comes from our own search tool inside the same process: its kind says that the rest is as typed. */
function findingsIn(artifact: unknown): KnowledgeFindings | undefined {
  const isFindings =
    typeof artifact === 'object' &&
    artifact !== null &&
    'kind' in artifact &&
    artifact.kind === 'knowledge-findings';
  return isFindings ? (artifact as KnowledgeFindings) : undefined;
}

function parseTools(tools: readonly unknown[] | undefined): BoundTool[] {
  return (tools ?? []).flatMap((tool) => {
    const parsed = boundTool.safeParse(tool);
    if (!parsed.success) return [];
    const { name, parameters } = parsed.data.function;
    return [
      {
        name,
        parameters: {
          ...(parameters.properties === undefined ? {} : { properties: parameters.properties }),
          ...(parameters.required === undefined ? {} : { required: parameters.required }),
        },
      },
    ];
  });
}

function toChunk({ id, name, args }: NonNullable<Decision['toolCall']>) {
  return { id, name, args: JSON.stringify(args), index: 0, type: 'tool_call_chunk' as const };
}

/** Set afterwards, because the constructor's type of this field comes out as `undefined` under strict optional properties. */
function withTokens<T extends AIMessage | AIMessageChunk>(message: T, usage: UsageMetadata): T {
  return Object.assign(message, { usage_metadata: usage });
}

function endOf(toolCall: unknown): Record<string, string> {
  return { finish_reason: toolCall ? 'tool_calls' : 'stop', model_name: 'offline' };
}

function speak(messages: readonly BaseMessage[], content: string): Decision {
  return { content, usage: usageOf(messages, content) };
}

function callTool(messages: readonly BaseMessage[], tool: BoundTool, args: Record<string, string>): Decision {
  const toolCall = { id: `call_${newId()}`, name: tool.name, args, type: 'tool_call' as const };
  return { content: '', toolCall, usage: usageOf(messages, JSON.stringify(args)) };
}

/** Four characters a token, the usual estimate: nobody is billed for these. */
function usageOf(messages: readonly BaseMessage[], reply: string): UsageMetadata {
  const input = messages.reduce((total, message) => total + Math.ceil(message.text.length / 4), 0);
  const output = Math.ceil(reply.length / 4);
  return { input_tokens: input, output_tokens: output, total_tokens: input + output };
}
