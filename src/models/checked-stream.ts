import { AIMessageChunk } from '@langchain/core/messages';
import type { ChatGenerationChunk } from '@langchain/core/outputs';
import { unusableReply } from './errors.ts';

/**
 * Makes two faults visible that LangChain smooths over when it joins the chunks of a stream: it drops the finish reason,
 * without which a reply that broke off looks whole (here it is kept on the message, for usable-reply.ts), and it repairs
 * tool arguments that are no JSON into empty ones.
 * @throws AppError MODEL_REPLY for such arguments
 */
export async function* checkedStream(
  chunks: AsyncIterable<ChatGenerationChunk>,
): AsyncGenerator<ChatGenerationChunk> {
  const argumentsByCall = new Map<number, string>();
  for await (const chunk of chunks) {
    const finishReason: unknown = chunk.generationInfo?.finish_reason;
    if (typeof finishReason === 'string') chunk.message.response_metadata.finish_reason = finishReason;
    if (AIMessageChunk.isInstance(chunk.message)) {
      for (const { index = 0, args = '' } of chunk.message.tool_call_chunks ?? []) {
        argumentsByCall.set(index, (argumentsByCall.get(index) ?? '') + args);
      }
    }
    yield chunk;
  }
  for (const text of argumentsByCall.values()) {
    if (!isJson(text)) throw unusableReply('a tool call has arguments that are no JSON');
  }
}

/** A tool without arguments may be called with none at all. */
function isJson(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
