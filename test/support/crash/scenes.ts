import { botUserId } from '../slack/emulated-workspace.ts';
import { visibleText } from '../slack/message-log.ts';
import type { StandInMessage } from '../slack/types.ts';
import { channelId, type CrashRig } from './crash-rig.ts';
import { botMessagesIn } from './page-client.ts';
import { coachId, emailOf, priyaId, question, transcript } from './seed.ts';

/** Something that a person does and is answered, once a round. */
export interface Scene {
  name: string;
  /** @returns the key of the conversation that it belongs to */
  act(round: number): Promise<string>;
  /** All that the bot wrote in answer to this round's act, in the order in which people read it. */
  seen(round: number): Promise<string[]>;
  /** Its turn is followed by work on a session's summaries. */
  isSession?: true;
}

/** Each round has coaches of its own, so that what an earlier round left undone is not in its way. */
const scenesWithCoach = 3;
const coachOf = (round: number, scene: number): string => coachId(1 + round * scenesWithCoach + scene);

const read = (message: StandInMessage): string =>
  `${message.streaming ? '[unfinished] ' : ''}${visibleText(message)}`;

function byBot({ slack }: CrashRig, channel: string, thread?: string): StandInMessage[] {
  return slack.messages(channel, thread).filter(({ user }) => user === botUserId);
}

/** Something said in the direct message of one coach a round. */
function inDirectMessage(
  rig: CrashRig,
  name: string,
  index: number,
  say: (user: string, channel: string) => Promise<unknown>,
): Scene {
  const direct = (round: number) => rig.slack.direct(coachOf(round, index));
  return {
    name,
    async act(round) {
      const channel = await direct(round);
      await say(coachOf(round, index), channel);
      return `slack:${rig.slack.teamId}:${channel}`;
    },
    async seen(round) {
      return byBot(rig, await direct(round))
        .map(read)
        .sort();
    },
  };
}

export async function openScenes(rig: CrashRig): Promise<Scene[]> {
  const { slack, page } = rig;
  const threads = new Map<number, string>();
  const pageMessages = new Map<number, string>();
  const priya = (await page.people()).find(({ email }) => email === emailOf(priyaId))?.id ?? '';
  const pageChannel = (await page.state(priya)).channels.find(({ kind }) => kind === 'channel')?.id ?? '';
  const upload = (user: string, channel: string) =>
    slack.upload(user, channel, { name: 'weekly.txt', content: transcript, text: '1:1 with Priya' });

  return [
    {
      name: 'a question in a thread',
      async act(round) {
        const { ts } = await slack.say(priyaId, channelId, `@bot ${question}`);
        threads.set(round, ts);
        return `slack:${slack.teamId}:${channelId}:${ts}`;
      },
      seen: (round) => Promise.resolve(byBot(rig, channelId, threads.get(round)).map(read)),
    },
    {
      name: 'a question on the page',
      async act(round) {
        const id = await page.say(priya, pageChannel, `@Threadcoach ${question}`);
        pageMessages.set(round, id);
        return `local:demo:${pageChannel}:${id}`;
      },
      async seen(round) {
        const state = await page.state(priya);
        return botMessagesIn(state, pageChannel, pageMessages.get(round)).map((one) =>
          JSON.stringify([one.state, one.text, one.card]),
        );
      },
    },
    inDirectMessage(rig, 'a question in a direct message', 0, (user, channel) =>
      slack.say(user, channel, question),
    ),
    inDirectMessage(rig, 'a note', 1, (user, channel) =>
      slack.command(user, channel, '/note @Priya Nair calm with an angry caller #quality'),
    ),
    { ...inDirectMessage(rig, 'a session', 2, upload), isSession: true },
  ];
}

export interface SessionThread {
  /** Who led the session. */
  user: string;
  channel: string;
  ts: string;
}

/** Refines a session in its thread, once a round. */
export function refinementScene(rig: CrashRig, { user, channel, ts: thread }: SessionThread): Scene {
  const { slack } = rig;
  return {
    name: 'a refinement',
    async act(round) {
      await slack.say(user, channel, `Priya: add: call client ${round}. by Friday`, { thread });
      return `slack:${slack.teamId}:${channel}:${thread}`;
    },
    seen: (round) =>
      Promise.resolve(
        byBot(rig, channel, thread)
          .map(read)
          .filter((text) => text.includes(`client ${round}.`))
          // The summary itself, which grows.
          .filter((text) => !text.includes('Added by the coach')),
      ),
  };
}
