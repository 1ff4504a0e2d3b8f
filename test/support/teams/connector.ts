import { readBody, serve } from './http-server.ts';

interface ConnectorCall {
  method: string;
  path: string;
  authorization: string | undefined;
  /** The JSON exactly as it came over the wire; undefined for requests without a body. */
  body: Record<string, unknown> | undefined;
}

interface ConnectorReply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Stands where Teams' connector stands: records what the SDK sends and answers as told. */
export async function startConnector() {
  const calls: ConnectorCall[] = [];
  const planned: ((call: ConnectorCall) => ConnectorReply | undefined)[] = [];
  let nextId = 1;
  const server = await serve((request, response) => {
    void readBody(request).then((text) => {
      const call: ConnectorCall = {
        method: request.method ?? '',
        path: decodeURIComponent(request.url ?? ''),
        authorization: request.headers.authorization,
        body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
      };
      calls.push(call);
      let reply: ConnectorReply | undefined;
      for (const plan of planned) reply ??= plan(call);
      reply ??= { status: 201, body: { id: `m${nextId++}` } };
      response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
      response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
    });
  });
  return {
    url: server.url,
    calls,
    /** Activities that were posted or edited, in order. */
    activities: () =>
      calls.filter((call) => call.path.includes('/activities')).map((call) => call.body ?? {}),
    /** Answers calls for which `plan` gives a reply; the first plan that does wins. */
    plan: (plan: (call: ConnectorCall) => ConnectorReply | undefined) => void planned.unshift(plan),
    reset: () => {
      calls.length = 0;
      planned.length = 0;
      nextId = 1;
    },
    close: server.close,
  };
}
export type Connector = Awaited<ReturnType<typeof startConnector>>;
