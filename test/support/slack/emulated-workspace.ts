import { createEmulator } from 'emulate';
import type { Json, StandInChannel, StandInPerson } from './types.ts';

export const teamId = 'T000000001';
export const appId = 'A0THREADCOACH';
export const botUserId = 'U0THREADCOACH';
export const botId = 'B0THREADCOACH';
export const botToken = 'xoxb-stand-in';
export const personToken = (id: string): string => `xoxp-${id}`;
const adminToken = 'xoxp-admin';

export interface EmulatedWorkspace {
  url: string;
  /** Calls a Web API method; ids in the request and the answer are those of the test. */
  call(method: string, token: string, body: Json): Promise<Json>;
  /** The emulator's words with our ids instead of its own. */
  toOurs(text: string): string;
  close(): Promise<void>;
}

/** `emulate` names people and channels itself, so its ids are exchanged for those that the test gave. */
export async function emulateWorkspace(
  people: readonly StandInPerson[],
  channels: readonly StandInChannel[],
): Promise<EmulatedWorkspace> {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    hostname: '127.0.0.1',
    seed: {
      slack: {
        users: people.map(({ id, name, email }) => ({ name: id.toLowerCase(), real_name: name, email })),
        channels: channels.map(({ name, private: isPrivate }) => ({ name, is_private: isPrivate ?? false })),
        oauth_apps: [
          {
            client_id: '1.2',
            client_secret: 'stand-in',
            app_id: appId,
            name: 'Threadcoach',
            redirect_uris: ['http://localhost/slack/oauth_redirect'],
            bot_id: botId,
            bot_user_id: botUserId,
            bot_name: 'threadcoach',
          },
        ],
        tokens: [
          { token: adminToken, user: 'admin', type: 'user' },
          ...people.map(({ id }) => ({ token: personToken(id), user: id.toLowerCase(), type: 'user' })),
          {
            token: botToken,
            type: 'bot',
            user_id: botUserId,
            app_id: appId,
            bot_id: botId,
            bot_user_id: botUserId,
          },
        ],
      },
    },
  });

  const theirs = new Map<string, string>();
  const ours = new Map<string, string>();
  const exchange = (text: string, table: ReadonlyMap<string, string>): string => {
    if (table.size === 0) return text;
    const pattern = new RegExp(`\\b(?:${[...table.keys()].join('|')})\\b`, 'g');
    return text.replace(pattern, (id) => table.get(id) ?? id);
  };
  const toOurs = (text: string): string => exchange(text, ours);

  async function call(method: string, token: string, body: Json): Promise<Json> {
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: exchange(JSON.stringify(body), theirs),
    });
    return JSON.parse(toOurs(await response.text())) as Json;
  }

  const pair = (ourId: string, theirId: string) => {
    theirs.set(ourId, theirId);
    ours.set(theirId, ourId);
  };
  const users = (await call('users.list', adminToken, { limit: 1_000 })).members as {
    id: string;
    name: string;
  }[];
  const listed = await call('conversations.list', adminToken, {
    limit: 1_000,
    types: 'public_channel,private_channel',
  });
  for (const { id, name } of users) {
    const person = people.find((one) => one.id.toLowerCase() === name);
    if (person) pair(person.id, id);
  }
  for (const { id, name } of listed.channels as { id: string; name: string }[]) {
    const channel = channels.find((one) => one.name === name);
    if (channel) pair(channel.id, id);
  }
  for (const { id, withBot } of channels) {
    if (withBot !== false) await call('conversations.invite', adminToken, { channel: id, users: botUserId });
  }
  return { url: emulator.url, call, toOurs, close: () => emulator.close() };
}
