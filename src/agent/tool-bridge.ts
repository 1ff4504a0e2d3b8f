import { ToolMessage } from '@langchain/core/messages';
import { createMiddleware, tool } from 'langchain';
import type { ToolRuntime } from 'langchain';
import type { ClientTool } from '@langchain/core/tools';
import { z } from 'zod';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { AgentTool } from './agent-tool.ts';
import { AgentRun } from './agent-run.ts';

/** The run's context: LangChain hands it to middleware and tools, and never to the model. */
export const runContext = z.object({ run: z.instanceof(AgentRun) });

/** Our tool as LangChain's. */
export function toLangChainTool(ours: AgentTool): ClientTool {
  return tool(
    async (args, runtime: ToolRuntime) => {
      const { run } = runContext.parse(runtime.context);
      const {
        text,
        views = [],
        spoken,
        artifact,
      } = await ours.run({
        input: run.input,
        args: ours.schema.parse(args),
        signal: run.signal,
        run,
      });
      if (ours.name !== 'search_knowledge') run.acted = true;
      run.views.push(...views);
      run.spoken = spoken ?? run.spoken;
      return new ToolMessage({
        name: ours.name,
        content: text,
        tool_call_id: runtime.toolCallId,
        artifact,
      });
    },
    { name: ours.name, description: ours.description, schema: ours.schema },
  );
}

/**
 * Refuses what this turn may not use, and keeps exceptions away from the model: a refusal ends the turn in its own
 * words, wrong arguments go back to the model, anything else ends the turn as an AppError.
 */
export function toolGuard(tools: readonly AgentTool[], logger: Logger) {
  return createMiddleware({
    name: 'ToolGuard',
    contextSchema: runContext,
    async wrapToolCall(request, handler) {
      const { run } = runContext.parse(request.runtime.context);
      const { name, id, args } = request.toolCall;
      const answer = (content: string) =>
        new ToolMessage({ name, content, tool_call_id: id ?? '', status: 'error' });
      const ours = tools.find((candidate) => candidate.name === name);
      if (!ours?.available(run.input))
        return answer('There is no such tool here. Answer with what you have.');
      const parsed = ours.schema.safeParse(args);
      if (!parsed.success) {
        run.misfits += 1;
        const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
        return answer(`The arguments do not fit the tool (${fields}). Call it again as its schema says.`);
      }
      try {
        return await handler(request);
      } catch (error) {
        if (run.signal.aborted) throw error;
        if (error instanceof AppError && error.retry === 'never' && error.userMessage !== undefined) {
          run.refusal = error.userMessage;
          return answer('Refused. The person has been told why.');
        }
        if (error instanceof AppError) throw error;
        logger.error('agent tool failed', { tool: name, correlationId: run.input.turnId });
        throw new AppError({
          code: 'AGENT_TOOL',
          message: `The tool ${name} failed`,
          retry: 'later',
          userMessage: 'Something I needed for that did not work. Please try again in a minute.',
          cause: error,
        });
      }
    },
  });
}
