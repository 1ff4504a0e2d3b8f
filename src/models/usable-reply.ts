import type { AIMessage } from '@langchain/core/messages';
import { unusableReply } from './errors.ts';

/**
 * Throws for a reply that would otherwise reach a person as silence or as half a sentence.
 * @throws AppError MODEL_REPLY
 */
export function assertUsable(message: AIMessage): void {
  const finish: unknown = message.response_metadata.finish_reason;
  // A server that closes the connection politely leaves no error behind, only a reply without its end.
  if (finish === undefined || finish === null || finish === '') throw unusableReply('the stream ended early');
  if ((message.invalid_tool_calls ?? []).length > 0)
    throw unusableReply('a tool call has arguments that are no JSON');
  if ((message.tool_calls ?? []).length > 0) return;
  if (message.text.trim() === '') throw unusableReply(`it is empty (finish reason ${describe(finish)})`);
}

/** Only the documented words: a foreign server could put anything there. */
function describe(finish: unknown): string {
  const known = ['stop', 'length', 'tool_calls', 'content_filter', 'function_call'];
  return typeof finish === 'string' && known.includes(finish) ? finish : 'other';
}
