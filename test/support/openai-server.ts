import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server does with one chat request. */
export type Reply =
  /** Ends well. `id` is the completion's; servers that repeat it exist. */
  | { kind: 'text'; text: string; id?: string }
  /** `args` as a string is sent as it is, so it may be wrong JSON. */
  | { kind: 'tool'; name: string; args: Record<string, unknown> | string; id?: string; callId?: string }
  | { kind: 'status'; status: number; retryAfterSeconds?: number; code?: string; message?: string }
  /** Sends `text` and tears the connection. */
  | { kind: 'cut'; text: string }
  /** Sends `text` and closes politely, without saying that it is done. */
  | { kind: 'unfinished'; text: string }
  /** Sends `text`, and nothing more until the server closes. */
  | { kind: 'hang'; text: string }
  /** An event that is no JSON. */
  | { kind: 'malformed' }
  | { kind: 'empty' }
  /** Says nothing until the server closes. */
  | { kind: 'stall' };

export interface ChatRequest {
  path: string;
  authorization: string | undefined;
  model: string;
  stream: boolean;
  messages: { role: string; content: unknown; tool_calls?: unknown; tool_call_id?: string }[];
  tools: { function: { name: string } }[];
}

export type Script = readonly Reply[] | ((request: ChatRequest, index: number) => Reply);

/**
 * Speaks the OpenAI protocol (chat completions, embeddings, models) on a free port of this machine and does what the
 * script says, one reply a request; when a list runs out, its last reply repeats.
 */
export class OpenAiServer {
  readonly requests: ChatRequest[] = [];
  readonly embeddingRequests: { input: string[]; encodingFormat: unknown }[] = [];
  /** Length of the vectors it gives. */
  dimension = 4;
  /** Names that `GET /models/:id` knows. */
  models = ['test-model'];
  readonly #server: Server;
  #script: Script = [{ kind: 'text', text: 'ok' }];

  private constructor() {
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async start(): Promise<OpenAiServer> {
    const server = new OpenAiServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get baseUrl(): string {
    return `${this.address}/v1`;
  }

  /** Sets what comes next and forgets former requests. */
  play(script: Script): void {
    this.#script = script;
    this.requests.length = 0;
    this.embeddingRequests.length = 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    if (request.method === 'GET') {
      this.#sendModel(path, response);
      return;
    }
    const body = JSON.parse(await bodyOf(request)) as Record<string, unknown>;
    if (path.includes('/embeddings')) {
      const input = ([] as unknown[]).concat(body.input).map(String);
      this.embeddingRequests.push({ input, encodingFormat: body.encoding_format });
    } else {
      this.requests.push({
        path,
        authorization: request.headers.authorization ?? (request.headers['api-key'] as string | undefined),
        model: String(body.model),
        stream: body.stream === true,
        messages: body.messages as ChatRequest['messages'],
        tools: (body.tools ?? []) as ChatRequest['tools'],
      });
    }
    const index = this.requests.length + this.embeddingRequests.length - 1;
    const reply = this.#replyFor(index);
    if (path.includes('/embeddings') && reply.kind !== 'status' && reply.kind !== 'stall')
      this.#sendVectors(response);
    else send(reply, this.requests.at(-1)?.stream === true, response);
  }

  #replyFor(index: number): Reply {
    const last = this.requests.at(-1);
    if (typeof this.#script === 'function') return last ? this.#script(last, index) : { kind: 'empty' };
    return this.#script[Math.min(index, this.#script.length - 1)] ?? { kind: 'empty' };
  }

  #sendVectors(response: ServerResponse): void {
    const { input } = this.embeddingRequests.at(-1) ?? { input: [] };
    const data = input.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: Array.from({ length: this.dimension }, (_, at) => (text.length + at) / 100),
    }));
    sendJson(response, 200, {
      object: 'list',
      data,
      model: 'test',
      usage: { prompt_tokens: 1, total_tokens: 1 },
    });
  }

  #sendModel(path: string, response: ServerResponse): void {
    const reply = this.#replyFor(0);
    const known = this.models.some((model) => path.endsWith(`/models/${model}`));
    if (reply.kind === 'status') send(reply, false, response);
    else if (known) sendJson(response, 200, { id: path.split('/').at(-1), object: 'model' });
    else sendJson(response, 404, { error: { message: 'unknown model', code: 'model_not_found' } });
  }
}

function send(reply: Reply, stream: boolean, response: ServerResponse): void {
  switch (reply.kind) {
    case 'stall':
      return;
    case 'status': {
      const headers =
        reply.retryAfterSeconds === undefined ? {} : { 'retry-after': String(reply.retryAfterSeconds) };
      const message = reply.message ?? 'PROVIDER-TEXT: the upstream is on fire';
      sendJson(
        response,
        reply.status,
        { error: { message, code: reply.code ?? null, type: 'test' } },
        headers,
      );
      return;
    }
    case 'malformed':
      if (stream) startStream(response).end('data: {"choices": [{"delta"\n\n');
      else response.writeHead(200, { 'content-type': 'application/json' }).end('{"choices": [{');
      return;
    case 'cut':
      startStream(response);
      for (const piece of pieces(reply.text)) event(response, { content: piece });
      setImmediate(() => response.destroy());
      return;
    case 'unfinished':
      startStream(response);
      for (const piece of pieces(reply.text)) event(response, { content: piece });
      response.end('data: [DONE]\n\n');
      return;
    case 'hang':
      startStream(response);
      for (const piece of pieces(reply.text)) event(response, { content: piece });
      return;
    case 'empty':
      finish(response, stream, { content: '' }, 'stop', undefined);
      return;
    case 'text':
      if (stream) {
        startStream(response);
        for (const piece of pieces(reply.text)) event(response, { content: piece }, reply.id);
      }
      finish(response, stream, { content: reply.text }, 'stop', reply.id);
      return;
    case 'tool': {
      const args = typeof reply.args === 'string' ? reply.args : JSON.stringify(reply.args);
      const id = reply.callId ?? `call_${crypto.randomUUID()}`;
      const call = { id, type: 'function', function: { name: reply.name, arguments: args } };
      if (stream) {
        startStream(response);
        event(
          response,
          { tool_calls: [{ index: 0, ...call, function: { name: reply.name, arguments: '' } }] },
          reply.id,
        );
        event(response, { tool_calls: [{ index: 0, function: { arguments: args } }] }, reply.id);
      }
      finish(response, stream, { content: null, tool_calls: [call] }, 'tool_calls', reply.id);
    }
  }
}

const usage = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

function startStream(response: ServerResponse): ServerResponse {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  return response;
}

function event(
  response: ServerResponse,
  delta: unknown,
  id = 'chatcmpl-1',
  finishReason: string | null = null,
): void {
  const choices = [
    { index: 0, delta: { role: 'assistant', ...(delta as object) }, finish_reason: finishReason },
  ];
  response.write(
    `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', model: 'test-model', choices })}\n\n`,
  );
}

function finish(
  response: ServerResponse,
  stream: boolean,
  message: unknown,
  finishReason: string,
  id = 'chatcmpl-1',
): void {
  if (!stream) {
    const choices = [
      { index: 0, message: { role: 'assistant', ...(message as object) }, finish_reason: finishReason },
    ];
    sendJson(response, 200, { id, object: 'chat.completion', model: 'test-model', choices, usage });
    return;
  }
  startStream(response);
  event(response, {}, id, finishReason);
  response.write(`data: ${JSON.stringify({ id, object: 'chat.completion.chunk', choices: [], usage })}\n\n`);
  response.end('data: [DONE]\n\n');
}

function pieces(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
