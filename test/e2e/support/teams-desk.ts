import { downloadFile } from '../../../src/bot/teams/download.ts';
import type { ChatPlatform } from '../../../src/turns/chat-platform.ts';
import { serve } from '../../support/teams/http-server.ts';
import { startTeamsPlayground, type TeamsPlayground } from '../../support/teams/playground.ts';
import { startDemoSystem, type DemoSystem } from './demo-system.ts';

type Shown = Awaited<ReturnType<TeamsPlayground['waitForMessage']>>;

export interface TeamsDesk {
  demo: DemoSystem;
  /** Says it; gives the bot's first message after it that holds all of these words. */
  ask(text: string, ...words: (string | RegExp)[]): Promise<Shown>;
  /** The bot's first message, or version of one, after the last thing that was done, that holds all of these words. */
  shown(...words: (string | RegExp)[]): Promise<Shown>;
  /** Presses a button of a card by its label. */
  press(message: Shown, label: string): Promise<void>;
  /** Uploads files into the personal chat, as Teams hands them to bots. */
  upload(text: string, ...files: { name: string; content: string }[]): Promise<void>;
  /** How many messages, not edits, came since the last thing that was done and hold these words. */
  posted(words: string): number;
  close(): Promise<void>;
}

/** Teams hands out files from SharePoint alone; the Playground has none, so a server of ours stands for it. */
const withOwnFiles = (platform: ChatPlatform): ChatPlatform => ({
  ...platform,
  download: (_target, file) => downloadFile(file, { allowLoopback: true }),
});

/** One person of the demo in the personal chat of the Agents Playground, with the product behind it. */
export async function openTeamsDesk(asEmail: string): Promise<TeamsDesk> {
  const demo = await startDemoSystem({
    platforms: (platforms) => ({
      ...platforms,
      outbound: new Map(
        [...platforms.outbound].map(([name, platform]) => [
          name,
          name === 'teams' ? withOwnFiles(platform) : platform,
        ]),
      ),
    }),
  });
  const playground = await startTeamsPlayground(new URL('/api/messages', demo.address).href, asEmail);
  const contents = new Map<string, string>();
  const files = await serve((request, response) => {
    const content = contents.get(request.url ?? '');
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': 'text/vtt' });
    response.end(content);
  });
  let from = 0;
  let uploads = 0;
  const did = (): void => {
    from = playground.events.length;
  };
  const since = (): string => JSON.stringify(playground.events.slice(from).map(({ message }) => message));
  const shown: TeamsDesk['shown'] = async (...words) => {
    const wanted = playground.waitFor((event) => {
      const { message: candidate } = event;
      if (candidate === undefined || !candidate.from.id.startsWith('28:')) return false;
      const index = playground.events.indexOf(event);
      if (index >= 0 && index < from) return false;
      const said = JSON.stringify(candidate);
      return words.every((word) => (typeof word === 'string' ? said.includes(word) : word.test(said)));
    });
    const { message } = await inTime(wanted, () => `no message with ${words.join(', ')} in ${since()}`);
    if (message === undefined) throw new Error('an event without a message');
    return message;
  };
  return {
    demo,
    shown,
    posted: (words) =>
      playground.events
        .slice(from)
        .filter(
          ({ action, message }) => action === 'createMessage' && JSON.stringify(message).includes(words),
        ).length,
    async ask(text, ...words) {
      did();
      await playground.say(text);
      return shown(...words);
    },
    async press(message, label) {
      const actions = buttonsOf(message.attachments);
      const found = actions.find(({ title }) => title === label);
      if (found === undefined) throw new Error(`no button "${label}" in ${JSON.stringify(actions)}`);
      did();
      await playground.submit(message.messageId, found.data);
    },
    async upload(text, ...uploaded) {
      did();
      uploads += 1;
      await playground.inject({
        type: 'message',
        id: `upload-${uploads}`,
        text,
        attachments: uploaded.map(({ name, content }, index) => {
          const path = `/${uploads}/${index}/${name}`;
          contents.set(path, content);
          return {
            contentType: 'application/vnd.microsoft.teams.file.download.info',
            name,
            content: { downloadUrl: files.url + path, uniqueId: `file-${uploads}-${index}`, fileType: 'vtt' },
          };
        }),
      });
    },
    async close() {
      await playground.close();
      await files.close();
      await demo.close();
    },
  };
}

async function inTime<T>(wanted: Promise<T>, complaint: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(complaint())), 20_000);
  });
  return Promise.race([wanted, late]).finally(() => clearTimeout(timer));
}

interface Button {
  title: string;
  data: object;
}

/** All buttons of a card, those behind "…" and behind a question included. */
function buttonsOf(value: unknown): Button[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'title' in value && 'data' in value && typeof value.data === 'object' ? [value as Button] : [];
  return [...own, ...Object.values(value).flatMap(buttonsOf)];
}
