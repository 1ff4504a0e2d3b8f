import { AIMessage, SystemMessage } from '@langchain/core/messages';
import { createMiddleware } from 'langchain';
import type { Clock } from '../shared/clock.ts';
import { newId } from '../shared/ids.ts';
import type { AgentModels } from './agent-models.ts';
import type { AgentTool } from './agent-tool.ts';
import { callsPerStepAtMost, misfitsAtMost, outsideTimeMs, toolStepsAtMost } from './limits.ts';
import { answerPrompt, answerPromptVersion } from './prompts/answer.ts';
import { runContext } from './tool-bridge.ts';

/**
 * Sends each model call through the injected models (timeout, retries, breaker, offline fallback) with the prompt and
 * the tools of this turn, and ends the turn as soon as the tools have said all there is to say.
 */
export function modelBridge(models: AgentModels, tools: readonly AgentTool[], clock: Clock) {
  return createMiddleware({
    name: 'ModelBridge',
    contextSchema: runContext,
    beforeModel: {
      canJumpTo: ['end'],
      hook: (_state, runtime) =>
        runContext.parse(runtime.context).run.isOver ? { jumpTo: 'end' } : undefined,
    },
    async wrapModelCall(request, handler) {
      const { run } = runContext.parse(request.runtime.context);
      const offered =
        run.toolSteps >= toolStepsAtMost
          ? []
          : request.tools.filter(({ name }) =>
              tools.some((tool) => tool.name === name && tool.available(run.input)),
            );
      if (run.misfits >= misfitsAtMost) {
        run.fallback ??= 'The language model could not use my tools, so my built-in offline model answered.';
      }
      const { message, fallback } = await models.call(
        {
          organizationId: run.input.actor.organizationId,
          purpose: 'answer',
          promptVersion: answerPromptVersion,
          // A turn that had to fall back stays there: the person should not wait for the same failure again.
          requireOffline: run.input.requireOffline || run.fallback !== undefined,
          signal: run.signal,
          budgetMs: Math.max(0, outsideTimeMs - run.elapsedMs(clock)),
        },
        async ({ model, signal }) => {
          // Text written before anything was found or done rests on nothing: it is not shown.
          const listener = run.text.handler(() => run.passages.length > 0 || run.acted);
          const reply = await handler({
            ...request,
            systemMessage: new SystemMessage(answerPrompt(run.input)),
            tools: offered,
            model,
            modelSettings: { signal, callbacks: [listener] },
          });
          return reply;
        },
      );
      run.fallback ??= fallback;
      if ((message.tool_calls ?? []).length > 0) run.toolSteps += 1;
      return withOwnIds(message);
    },
  });
}

/**
 * Compatible servers repeat ids of completions and of tool calls; LangGraph takes a message with a known id for a new
 * version of the old one, and skips a call that seems answered. So every message and call gets an id of ours.
 */
function withOwnIds(message: AIMessage): AIMessage {
  const calls = (message.tool_calls ?? []).slice(0, callsPerStepAtMost);
  return new AIMessage({
    id: newId(),
    content: message.text,
    tool_calls: calls.map((call) => ({ ...call, id: `call_${newId()}` })),
    response_metadata: message.response_metadata,
  });
}
