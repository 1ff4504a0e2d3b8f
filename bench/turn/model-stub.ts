import type { ServerResponse } from 'node:http';
import { sendJson, serve, type LocalServer } from './http.ts';

export interface ModelStub extends LocalServer {
  /** While it stalls, chat requests wait. */
  stall(): void;
  release(): void;
}

interface ChatBody {
  stream?: boolean;
  messages: { role: string; content: unknown }[];
}

const sentence = "Give the value as store credit on the customer's Hearthbook account.";
export const dimension = 16;

/** A turn in which nothing is searched: the same steps for every candidate. */
export const shortQuestion = 'And a refund?';
export const questionBack = 'Do you mean a refund without a receipt?';

/** The number under which the passage that holds the sentence was handed to the model. */
function passageNumber(found: string): number {
  const passages = found.split('<passage number="').slice(1);
  const hit = passages.find((passage) => passage.includes(sentence));
  return hit === undefined ? 1 : Number.parseInt(hit, 10);
}

/** What a model would do with a question: search once, then answer with a mark; ask back where it is too short. */
function replyTo(messages: ChatBody['messages']): { content: string } | { query: string } {
  const last = messages.at(-1);
  const text = typeof last?.content === 'string' ? last.content : JSON.stringify(last?.content ?? '');
  if (text.includes(shortQuestion)) return { content: questionBack };
  return last?.role === 'tool' ? { content: `${sentence} [${passageNumber(text)}]` } : { query: text };
}

function sendStream(response: ServerResponse, id: string, deltas: readonly object[], finish: string): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const chunk = (delta: object, reason: string | null) =>
    `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created: 1, model: 'stub', choices: [{ index: 0, delta, finish_reason: reason }] })}\n\n`;
  for (const delta of deltas) response.write(chunk(delta, null));
  response.end(`${chunk({}, finish)}data: [DONE]\n\n`);
}

/** Speaks OpenAI's chat completions and embeddings, without any latency of its own. */
export async function startModelStub(): Promise<ModelStub> {
  let gate: Promise<void> | undefined;
  let open = (): void => undefined;
  let count = 0;
  const local = await serve(async (request, response, body) => {
    if (request.url?.endsWith('/embeddings') === true) {
      const { input } = JSON.parse(body) as { input: string | string[] };
      const texts = Array.isArray(input) ? input : [input];
      const data = texts.map((text, index) => ({
        object: 'embedding',
        index,
        embedding: Array.from({ length: dimension }, (_, place) => Math.sin(text.length * (place + 1))),
      }));
      sendJson(response, {
        object: 'list',
        data,
        model: 'stub-embedding',
        usage: { prompt_tokens: 1, total_tokens: 1 },
      });
      return;
    }
    await gate;
    const { stream, messages } = JSON.parse(body) as ChatBody;
    const reply = replyTo(messages);
    count += 1;
    const id = `chatcmpl-${count}`;
    const call =
      'query' in reply
        ? [
            {
              index: 0,
              id: `call_${count}`,
              type: 'function',
              function: { name: 'search_knowledge', arguments: JSON.stringify({ query: reply.query }) },
            },
          ]
        : undefined;
    const message = {
      role: 'assistant',
      ...('content' in reply ? { content: reply.content } : { content: '', tool_calls: call }),
    };
    const finish = call === undefined ? 'stop' : 'tool_calls';
    if (stream === true) {
      sendStream(response, id, [message], finish);
      return;
    }
    sendJson(response, {
      id,
      object: 'chat.completion',
      created: 1,
      model: 'stub',
      choices: [{ index: 0, message, finish_reason: finish }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    });
  });
  return {
    ...local,
    stall() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    release() {
      gate = undefined;
      open();
    },
  };
}
