import { AIMessage } from '@langchain/core/messages';
import type { BaseMessage } from '@langchain/core/messages';
import { createAgent } from 'langchain';
import type { KnowledgeSearch } from '../coaching/knowledge/ports.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { Agent, AgentInput, AgentOutcome } from './agent.ts';
import type { AgentModels } from './agent-models.ts';
import { AgentRun } from './agent-run.ts';
import type { AgentTool } from './agent-tool.ts';
import { conversationWindow } from './conversation-window.ts';
import { verifyAnswer } from './grounding/verify-answer.ts';
import { toolStepsAtMost, turnTimeMs } from './limits.ts';
import { modelBridge } from './model-bridge.ts';
import { StreamedText } from './streamed-text.ts';
import { runContext, toLangChainTool, toolGuard } from './tool-bridge.ts';
import { searchKnowledgeTool } from './tools/search-knowledge.ts';

export interface CoachingAgentDeps {
  models: AgentModels;
  search: KnowledgeSearch;
  /** Tools beside the search, e.g. those of a session's thread. */
  tools?: readonly AgentTool[];
  logger: Logger;
  clock: Clock;
  /** Time limit of a turn in ms; default 60,000. */
  turnTimeMs?: number;
}

/** Graph steps of a turn that uses all its tool steps (before-hook, model, tools), with room for the answer. */
const recursionLimit = 3 * (toolStepsAtMost + 2);

export function createCoachingAgent(deps: CoachingAgentDeps): Agent {
  const { models, logger, clock } = deps;
  // The schema's type is a parameter of each tool; here only its name and its checks are used.
  const tools = [searchKnowledgeTool(deps.search), ...(deps.tools ?? [])] as readonly AgentTool[];
  const graph = createAgent({
    model: models.offlineModel,
    tools: tools.map(toLangChainTool),
    contextSchema: runContext,
    middleware: [modelBridge(models, tools, clock), toolGuard(tools, logger)],
  });

  return {
    async answer(input) {
      const limit = AbortSignal.timeout(deps.turnTimeMs ?? turnTimeMs);
      const signal = AbortSignal.any([input.signal, limit]);
      const run = new AgentRun(input, signal, new StreamedText(input.onText), clock.now());
      let messages: readonly BaseMessage[];
      try {
        const state = await graph.invoke(
          { messages: conversationWindow(input.history, input.question) },
          { context: { run }, signal, recursionLimit },
        );
        messages = state.messages;
      } catch (error) {
        if (!isRecursion(error)) throw toAgentError(error, input, limit);
        logger.warn('agent used all its steps', { correlationId: input.turnId });
        messages = [];
      }
      return toOutcome(run, messages);
    },
  };
}

function toOutcome(run: AgentRun, messages: readonly BaseMessage[]): AgentOutcome {
  const announced = run.fallback === undefined ? {} : { fallback: run.fallback };
  if (run.refusal !== undefined && run.views.length === 0) {
    return { kind: 'handled', views: [], text: run.refusal, ...announced };
  }
  if (run.views.length > 0) {
    const spoken = run.spoken === undefined ? {} : { text: run.spoken };
    return { kind: 'handled', views: [...run.views], ...spoken, ...announced };
  }
  const text = finalText(messages);
  const verified = verifyAnswer(text, run.passages);
  const results = run.passages.map(({ passage: { documentId, start, end, score } }) => ({
    documentId,
    start,
    end,
    score,
  }));
  const search = { mode: run.mode, results };
  if (verified) return { kind: 'answer', ...verified, grounded: true, ...announced, search };
  if ((run.acted && text !== '') || isQuestionBack(text))
    return { kind: 'handled', views: [], text, ...announced };
  return { kind: 'not-found', searched: run.searched, ...(run.searched ? { search } : {}), ...announced };
}

function finalText(messages: readonly BaseMessage[]): string {
  const last = messages.at(-1);
  return last && AIMessage.isInstance(last) && (last.tool_calls ?? []).length === 0 ? last.text.trim() : '';
}

/** One short question and nothing else: the only thing an assistant may say without a source. */
function isQuestionBack(text: string): boolean {
  return text.length <= 200 && /^[^.!?\n]+\?$/.test(text);
}

function isRecursion(error: unknown): boolean {
  return error instanceof Error && error.name === 'GraphRecursionError';
}

/** LangChain wraps what middleware throws, once per layer. */
function toAgentError(error: unknown, input: AgentInput, limit: AbortSignal): AppError {
  if (input.signal.aborted) {
    return new AppError({
      code: 'AGENT_STOPPED',
      message: 'The turn was stopped',
      retry: 'later',
      cause: error,
    });
  }
  if (limit.aborted) {
    return new AppError({
      code: 'AGENT_TIMEOUT',
      message: 'The turn took longer than it may',
      retry: 'later',
      userMessage: 'That took me too long, so I stopped. Please try again, perhaps with a shorter question.',
      cause: error,
    });
  }
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof AppError) return at;
  return new AppError({
    code: 'AGENT_FAILED',
    message: 'The agent failed',
    retry: 'later',
    userMessage: 'Something went wrong while I worked on that. Please try again in a minute.',
    cause: error,
  });
}
