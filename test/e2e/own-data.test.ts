import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { readPng } from '../support/png.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

describe('a person’s own data, in Slack', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  async function tell(user: string, text: string) {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return { channel, after: ts };
  }
  /** As the bot may read it, and nobody else: it was shared nowhere. */
  async function fileOf(id: string): Promise<Uint8Array> {
    const { apiUrl, origin, botToken } = desk.slack;
    const headers = { authorization: `Bearer ${botToken}`, 'content-type': 'application/json' };
    const asked = await fetch(new URL('files.info', apiUrl), {
      method: 'POST',
      headers,
      body: JSON.stringify({ file: id }),
    });
    const { file } = (await asked.json()) as { file: { url_private: string; channels?: string[] } };
    expect(file.channels ?? []).toEqual([]);
    const content = await fetch(new URL(new URL(file.url_private).pathname, origin), { headers });
    return new Uint8Array(await content.arrayBuffer());
  }
  const imageOf = ({ blocks }: StandInMessage) =>
    blocks.find(({ type }) => type === 'image') as
      { alt_text: string; slack_file: { id: string } } | undefined;

  it('“show my handle time” shows a picture of it, with the numbers behind it, and says who can see it', async () => {
    const answer = await desk.reply(
      await tell('U0PRIYA', 'show my handle time for the last 90 days'),
      /Average handle time\*\*: \d+ s on average/,
      'Only you can see this message.',
    );
    const image = imageOf(answer);
    expect(image?.alt_text).toMatch(
      /^Average handle time, .*: \d+ s on .*; lowest \d+ s on .*, highest \d+ s on /,
    );
    expect(readPng(await fileOf(image?.slack_file.id ?? ''))).toMatchObject({ width: 1_000, height: 500 });
    // The channel list of the workspace shows it nowhere: no message was made of the file.
    expect(desk.slack.messages(answer.channel).some(({ files }) => (files ?? []).length > 0)).toBe(false);
    // What is kept of the answer are the figures.
    const [kept] = await desk.demo.rows(
      `SELECT data::text AS data FROM conversation_messages WHERE role = 'assistant' AND data::text LIKE '%own.scores%'`,
    );
    expect(kept?.['data']).toContain('"chart"');
    expect(kept?.['data']).not.toMatch(/picture|base64/);
  });

  it('“how am I doing?”, “my PIP progress”, “when is my next session?” and “what changed?” are answered', async () => {
    const overview = await desk.reply(
      await tell('U0DANIEL', 'how am I doing?'),
      'How you are doing',
      'Your plan',
    );
    expect(imageOf(overview)?.alt_text).toContain('Composite score');
    const plan = await desk.reply(
      await tell('U0DANIEL', 'my PIP progress'),
      /Quality: [\d.]+ now, 90 is the target/,
      'Next check-in',
    );
    // What a notification says.
    expect(plan.text).toBe('Your plan');
    expect(imageOf(plan)?.alt_text).toMatch(/Target: (?:90|300 s)\.$/);
    await desk.reply(
      await tell('U0DANIEL', 'when is my next session?'),
      /1:1\W* on [A-Z]/,
      'With Elena Kowalczyk.',
    );
    await desk.reply(await tell('U0DANIEL', 'what changed since last time?'), 'What changed for you');
    await desk.reply(await tell('U0DANIEL', 'my action items'), 'You have no open action items');
  });

  it('another person asking gets nothing of it', async () => {
    await desk.reply(await tell('U0ELENA', 'my plan'), 'You have no plan running.');
    await desk.reply(await tell('U0ELENA', 'my scores'), 'There are no figures for you');
    const words = await desk.reply(await tell('U0NAOMI', 'show Daniel’s plan'));
    expect(visibleText(words)).not.toMatch(/is the target|side-by-side/);
  });

  it('in a channel it is shown to the person alone, without the plan', async () => {
    const { ts } = await desk.slack.say('U0DANIEL', 'C0TEAMSERVICE', '@bot how am I doing?');
    const where = { channel: 'C0TEAMSERVICE', thread: ts };
    const mine = await desk.reply({ ...where, onlyFor: 'U0DANIEL' }, 'How you are doing');
    expect(visibleText(mine)).not.toContain('Your plan');
    expect(desk.shown(where)).toEqual([]);
  });

  it('a picture that Slack refuses leaves its words', async () => {
    desk.slack.failNext('files.completeUploadExternal', {
      kind: 'error',
      error: 'posting_to_channel_denied',
    });
    const answer = await desk.reply(await tell('U0PRIYA', 'my quality score'), /lowest [\d.]+ on/);
    expect(imageOf(answer)).toBeUndefined();
  });

  it('/threadcoach me shows it too', async () => {
    const channel = await desk.direct('U0PRIYA');
    const after = desk.slack.messages(channel).at(-1)?.ts ?? '0';
    await desk.slack.command('U0PRIYA', channel, '/threadcoach me csat');
    await desk.reply({ channel, after }, /Customer satisfaction\*\*: [\d.]+ on average/);
  });
});
