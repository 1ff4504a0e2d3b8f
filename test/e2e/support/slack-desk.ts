import { randomBytes } from 'node:crypto';
import type { Config } from '../../../src/config/read-config.ts';
import { visibleText } from '../../support/slack/message-log.ts';
import { startSlackStandIn, type SlackStandIn } from '../../support/slack/stand-in.ts';
import type { StandInMessage } from '../../support/slack/types.ts';
import { demo } from './demo-people.ts';
import type { Logger } from '../../../src/shared/logger.ts';
import { startDemoSystem, type DemoSystem } from './demo-system.ts';

/** `priya.raman@…` is `U0PRIYA`. */
const userId = (email: string): string => `U0${email.split('.')[0]?.toUpperCase() ?? ''}`;
/** `team-service` is `C0TEAMSERVICE`. */
const channelId = (name: string): string => `C0${name.replaceAll('-', '').toUpperCase()}`;

/** Two who are in the workspace and not in the organisation. */
export const outsiders = {
  stranger: { id: 'U0NOBODY', name: 'Nobody Known', email: 'nobody@fennimoor.example' },
  guest: { id: 'U0GUEST', name: 'Gus Visitor', email: 'gus@agency.example', isGuest: true },
};

export interface SlackDesk {
  slack: SlackStandIn;
  demo: DemoSystem;
  signingSecret: string;
  botUrl: string;
  /** The direct message of a person with the bot. */
  direct(user: string): Promise<string>;
  /** The bot's message in a place, newer than `after`, finished, that shows all of these words. */
  reply(where: Where, ...words: (string | RegExp)[]): Promise<StandInMessage>;
  /** Everything that the bot shows in a place now, as people read it. */
  shown(where: Where): string[];
  close(): Promise<void>;
}

export interface Where {
  channel: string;
  thread?: string;
  /** Only this person sees it. */
  onlyFor?: string;
  /** Newer than this message. */
  after?: string;
}

/** The demo's people in a Slack workspace, and the product deployed for it. */
export async function openSlackDesk(
  options: Pick<Config, 'mail'> & { logger?: Logger } = {},
): Promise<SlackDesk> {
  const signingSecret = randomBytes(16).toString('hex');
  const people = demo.people.map(({ email, name }) => ({ id: userId(email), name, email }));
  const slack = await startSlackStandIn({
    signingSecret,
    people: [...people, ...Object.values(outsiders)],
    channels: [
      ...demo.channels.map(({ name, members }) => ({
        id: channelId(name),
        name,
        members: members.map(userId),
      })),
      { id: 'C0MIXED', name: 'with-the-agency', members: ['U0ELENA', 'U0PRIYA', outsiders.guest.id] },
    ],
  });
  const system = await startDemoSystem({
    ...options,
    slack: { signingSecret, botToken: slack.botToken, apiUrl: slack.apiUrl },
  });
  await system.core.organizations.bindInstallation(system.organizationId, 'slack', slack.teamId);
  const botUrl = new URL('/slack/events', system.address).href;
  slack.connect(botUrl);

  const isThere = (message: StandInMessage, where: Where): boolean =>
    message.user === slack.botUserId &&
    message.channel === where.channel &&
    message.onlyFor === where.onlyFor &&
    (where.thread === undefined || message.threadTs === where.thread) &&
    (where.after === undefined || Number(message.ts) > Number(where.after));
  const holds = (message: StandInMessage, words: readonly (string | RegExp)[]): boolean => {
    const text = visibleText(message);
    return words.every((word) => (typeof word === 'string' ? text.includes(word) : word.test(text)));
  };
  return {
    slack,
    demo: system,
    signingSecret,
    botUrl,
    direct: (user) => slack.direct(user),
    reply: (where, ...words) =>
      slack.waitForMessage(
        (message) => isThere(message, where) && !message.streaming && holds(message, words),
        20_000,
      ),
    shown: (where) => {
      const all =
        where.onlyFor === undefined ? slack.messages(where.channel) : slack.privateMessages(where.onlyFor);
      return all.filter((message) => isThere(message, where)).map(visibleText);
    },
    async close() {
      await slack.stop();
      await system.close();
    },
  };
}
