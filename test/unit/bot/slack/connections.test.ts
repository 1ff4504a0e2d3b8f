import { createSlackConnections } from '../../../../src/bot/slack/connections.ts';
import type { SlackToken } from '../../../../src/bot/slack/connections.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';

describe('the connection to a workspace', () => {
  let nowMs = 0;
  let asked = 0;
  let token: SlackToken | undefined;
  const connections = () =>
    createSlackConnections({
      tokenFor: () => {
        asked += 1;
        return Promise.resolve(token);
      },
      clock: { now: () => new Date(nowMs) },
      logger: silentLogger,
    });
  beforeEach(() => {
    nowMs = 1_000_000;
    asked = 0;
    token = { botToken: 'xoxb-one', botUserId: 'UBOT' };
  });

  it('asks for its token once a minute, and takes a rotated one', async () => {
    const { clientFor } = connections();
    const first = await clientFor('T1');
    nowMs += 59_000;
    expect(await clientFor('T1')).toBe(first);
    expect(asked).toBe(1);
    token = { botToken: 'xoxb-two' };
    nowMs += 2_000;
    expect((await clientFor('T1')).client.token).toBe('xoxb-two');
    expect(asked).toBe(2);
  });

  it('is refused where the app is not installed, until it is', async () => {
    const { clientFor } = connections();
    token = undefined;
    await expect(clientFor('T1')).rejects.toMatchObject({ code: 'SLACK_CREDENTIALS', retry: 'never' });
    token = { botToken: 'xoxb-one' };
    await expect(clientFor('T1')).resolves.toMatchObject({ token: 'xoxb-one' });
  });

  it('knows who the bot is without asking, when that was stored', async () => {
    await expect((await connections().clientFor('T1')).botUserId()).resolves.toBe('UBOT');
  });
});
