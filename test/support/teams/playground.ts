import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import WebSocket from 'ws';
import { playgroundBot, playgroundChats, playgroundConfig } from '../../../scripts/playground-config.mjs';
import { startPlayground } from '../../../scripts/playground-process.mjs';

/** Something the Playground shows or changes, in its own format, of which we read little. */
interface PlaygroundEvent {
  action: 'createMessage' | 'updateMessage' | (string & {});
  actionConversationId: string;
  /** Typing has none. */
  message?: PlaygroundMessage;
}
interface PlaygroundMessage {
  messageId: string;
  from: { id: string };
  text?: string;
  attachments?: { contentType: string; content: unknown }[];
  /** AI label and citations. */
  aiEntity?: {
    additionalType?: string[];
    citation?: { position: number; appearance: { abstract: string } }[];
  };
  streamEntity?: { streamType: string; streamSequence?: number; streamId?: string };
  feedbackLoopEnabled?: boolean;
}

interface SayOptions {
  /** `personal` (default), `group`, `channel`, or the id that an earlier `say` in a channel gave. */
  in?: string;
  /** Mentions the bot in front of the text. */
  mention?: boolean;
}

const organization = JSON.parse(
  readFileSync(new URL('../../../demo/organization.json', import.meta.url), 'utf8'),
) as Parameters<typeof playgroundConfig>[0];

/** Microsoft's Agents Playground on a free loopback port, with the demo organisation in it. */
export async function startTeamsPlayground(botUrl: string, asEmail = 'elena.kowalczyk@fennimoor.example') {
  const folder = mkdtempSync(join(tmpdir(), 'threadcoach-playground-'));
  const config = playgroundConfig(organization, asEmail);
  const playground = await startPlayground({ botUrl, folder, config });
  const events: PlaygroundEvent[] = [];
  const waiting: {
    wanted: (event: PlaygroundEvent) => boolean;
    resolve: (event: PlaygroundEvent) => void;
  }[] = [];
  const socket = new WebSocket(
    `${playground.url.replace('http', 'ws')}/_ws_conversation/v1/conversations/stream`,
  );
  socket.on('message', (data: Buffer) => {
    const event = JSON.parse(data.toString()) as PlaygroundEvent;
    events.push(event);
    for (const waiter of waiting.filter(({ wanted }) => wanted(event))) {
      waiting.splice(waiting.indexOf(waiter), 1);
      waiter.resolve(event);
    }
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));

  async function post<T>(path: string, body: object): Promise<T | undefined> {
    const response = await fetch(playground.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The Playground answered ${response.status}: ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as T);
  }
  const places: Record<string, string> = playgroundChatsByName;
  const from = { id: config.currentUser.id };

  /** The next event that is as wanted, past ones included. */
  function waitFor(wanted: (event: PlaygroundEvent) => boolean): Promise<PlaygroundEvent> {
    const past = events.find(wanted);
    return past ? Promise.resolve(past) : new Promise((resolve) => waiting.push({ wanted, resolve }));
  }

  return {
    url: playground.url,
    config,
    events,
    waitFor,
    /** What the bot said in a place, newest versions included, in order of arrival. */
    messages: (conversationId: string = playgroundChats.personal): PlaygroundMessage[] =>
      events
        .filter((event) => event.actionConversationId === conversationId)
        .flatMap(({ message }) => (message?.from.id === playgroundBot.id ? [message] : [])),
    /** The bot's first message, or version of one, that holds `words` in its text or card. */
    waitForMessage: async (words: string): Promise<PlaygroundMessage> => {
      const { message } = await waitFor(
        (event) =>
          event.message?.from.id === playgroundBot.id && JSON.stringify(event.message).includes(words),
      );
      if (message === undefined) throw new Error('an event without a message');
      return message;
    },
    /** Types a message; gives its id and, at the top of a channel, the id of the thread that it opens. */
    say: async (text: string, options: SayOptions = {}) => {
      const conversation = places[options.in ?? 'personal'] ?? options.in ?? '';
      const tag = `<at>${playgroundBot.name}</at>`;
      const answer = await post<{ messageId: string; postConversationId?: string }>(
        `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`,
        {
          from,
          text: options.mention === true ? `${tag} ${text}` : text,
          textFormat: 'plain',
          ...(options.mention === true
            ? { mentions: [{ mentioned: { id: playgroundBot.id }, text: tag }] }
            : {}),
        },
      );
      if (answer === undefined) throw new Error('the Playground gave no message id');
      return { messageId: answer.messageId, threadId: answer.postConversationId };
    },
    /** Presses a button of a card, or sends its form off. */
    submit: (cardMessageId: string, value: object, place = 'personal') =>
      post('/_conversation/v1/submit', {
        conversation: { id: places[place] ?? place },
        from,
        replyToId: cardMessageId,
        value,
      }),
    /** Sends the bot an activity that the Playground's buttons do not make. */
    inject: (activity: object) =>
      post('/_internal/v1/customActivities', {
        channelId: 'msteams',
        from,
        recipient: playgroundBot,
        serviceUrl: `${playground.url}/_connector`,
        conversation: {
          id: playgroundChats.personal,
          conversationType: 'personal',
          tenantId: config.tenantId,
        },
        channelData: { tenant: { id: config.tenantId } },
        ...activity,
      }),
    close: async () => {
      socket.terminate();
      await playground.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type TeamsPlayground = Awaited<ReturnType<typeof startTeamsPlayground>>;

const playgroundChatsByName = {
  personal: playgroundChats.personal,
  group: playgroundChats.group,
  channel: playgroundChats.team,
};
