import { App, ExpressReceiver } from '@slack/bolt';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { signingSecret } from './slack-event.ts';

export interface Candidate {
  url: string;
  close(): Promise<void>;
}

const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'search_knowledge',
      parameters: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
    },
  },
];

/** The loop that every assistant has: ask, run the tool, ask again. */
export async function openAiLoop(
  client: OpenAI,
  messages: OpenAI.ChatCompletionMessageParam[],
  search: (query: string) => Promise<string>,
): Promise<string> {
  for (let step = 0; step < 6; step += 1) {
    const reply = await client.chat.completions.create({ model: 'stub', messages, tools });
    const message = reply.choices[0]?.message;
    const [call] = message?.tool_calls ?? [];
    if (message === undefined || call?.type !== 'function') return message?.content ?? '';
    const { query } = JSON.parse(call.function.arguments) as { query: string };
    messages.push(message, { role: 'tool', tool_call_id: call.id, content: await search(query) });
  }
  return '';
}

/** What a passage looks like to the stub, and what a final message looks like to Slack's. */
export const passage = `<passage number="1">Give the value as store credit on the customer's Hearthbook account.</passage>`;
export const finalText = (answer: string): string => `${answer}\nRefund without a receipt · v1`;

/** A bare Bolt app with an openai loop: nothing durable, nothing checked but the signature. */
export async function startBare(slackUrl: string, modelUrl: string): Promise<Candidate> {
  const client = new OpenAI({ apiKey: 'none', baseURL: modelUrl });
  const receiver = new ExpressReceiver({ signingSecret });
  const app = new App({ token: 'xoxb-bench', receiver, clientOptions: { slackApiUrl: `${slackUrl}/api/` } });
  app.message(async ({ message, client: slack }) => {
    if (message.subtype !== undefined) return;
    const answer = await openAiLoop(client, [{ role: 'user', content: message.text ?? '' }], () =>
      Promise.resolve(passage),
    );
    await slack.chat.postMessage({
      channel: message.channel,
      text: finalText(answer),
      ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    });
  });
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await app.stop();
    },
  };
}
