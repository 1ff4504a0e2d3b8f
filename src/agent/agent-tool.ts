import type { z } from 'zod';
import type { Message } from '../messages/message.ts';
import type { AgentInput } from './agent.ts';
import type { AgentRun } from './agent-run.ts';

/** What a tool may change. */
export type ToolEffect =
  /** Nothing. */
  | 'read'
  /** A reversible version of the person's own draft: applies at once, with undo. */
  | 'own-draft'
  /** Anything that reaches other people: it only drafts, and a person's button executes. */
  | 'draft-only';

export interface ToolResult {
  /** For the model; never shown to a person when there are views. */
  text: string;
  /** What the person gets. The turn ends with them: the model does not talk over them. */
  views?: readonly Message[];
  /** What the conversation keeps of the views as the assistant's words; default: their summaries. */
  spoken?: string;
  /** Handed on with the text inside this process, e.g. to the offline model. */
  artifact?: unknown;
}

/**
 * A tool is data plus `run`. Who asks, where and for whom comes with `input`; `args` holds only what the model chose.
 * An AppError with `retry: 'never'` and a `userMessage` is a refusal: the person reads it as it is and the turn ends.
 */
export interface AgentTool<S extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  /** For the model: when to use it, and when not. */
  readonly description: string;
  readonly schema: S;
  readonly effect: ToolEffect;
  /** Whether this turn may use it. Checked when tools are offered and again when one is called. */
  available(input: AgentInput): boolean;
  run(call: { input: AgentInput; args: z.infer<S>; signal: AbortSignal; run: AgentRun }): Promise<ToolResult>;
}
