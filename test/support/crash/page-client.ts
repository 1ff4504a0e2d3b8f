import { randomUUID } from 'node:crypto';
import type { WireMessage, WireState } from '../../../src/bot/local/wire.ts';
import { ask } from '../local-http.ts';

/** What the local page's browser does, for one person after another. */
export interface PageClient {
  /** Everyone who can be chosen. */
  people(): Promise<{ id: string; email: string }[]>;
  state(as: string): Promise<WireState>;
  /** Writes a message. `clientId` is the page's own id of the doing: the same again is the same message. @returns its id */
  say(
    as: string,
    channelId: string,
    text: string,
    more?: { threadId?: string; clientId?: string },
  ): Promise<string>;
  press(as: string, messageId: string, action: string, value: string, clientId?: string): Promise<void>;
  /** Types a command. */
  command(as: string, channelId: string, text: string): Promise<void>;
  /** What the page asks while somebody types, or to open a form. */
  query(
    as: string,
    channelId: string,
    query: { kind: 'complete'; text: string } | { kind: 'form.open'; form: string; context: string },
  ): Promise<unknown>;
  /** Sends a form off. @returns what the page is told */
  submit(
    as: string,
    channelId: string,
    form: { form: string; context: string; values: Record<string, string> },
  ): Promise<unknown>;
}

/** @param address as printed at the start, with its token */
export async function openPage(address: string): Promise<PageClient> {
  const { port, origin, pathname, search } = new URL(address);
  const { headers } = await ask(Number(port), `${pathname}${search}`);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await ask(Number(port), `/local/api${path}`, {
      method,
      headers: { cookie, origin, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  }

  return {
    people: async () =>
      ((await call('GET', '/people')) as { people: { id: string; email: string }[] }).people,
    state: async (as) => (await call('GET', `/state?as=${as}`)) as WireState,
    async say(as, channelId, text, { threadId, clientId = randomUUID() } = {}) {
      const body = { as, clientId, channelId, text, ...(threadId === undefined ? {} : { threadId }) };
      return ((await call('POST', '/messages', body)) as { messageId: string }).messageId;
    },
    async press(as, messageId, action, value, clientId = randomUUID()) {
      await call('POST', '/actions', { as, clientId, messageId, action, value });
    },
    async command(as, channelId, text) {
      await call('POST', '/commands', { as, clientId: randomUUID(), channelId, text });
    },
    query: (as, channelId, query) => call('POST', '/query', { as, channelId, ...query }),
    submit: (as, channelId, form) =>
      call('POST', '/forms', { as, clientId: randomUUID(), channelId, ...form }),
  };
}

/** What the bot wrote under a message, or at the top of a channel; without what was taken away. */
export const botMessagesIn = (state: WireState, channelId: string, threadId?: string): WireMessage[] =>
  state.messages.filter(
    (one) =>
      one.channelId === channelId &&
      one.threadId === threadId &&
      one.authorId === undefined &&
      one.state !== 'deleted',
  );
