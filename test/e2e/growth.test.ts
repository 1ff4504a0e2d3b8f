import { jest } from '@jest/globals';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

jest.setTimeout(120_000);

const priya = 'U0PRIYA';

describe('growth plans, in Slack', () => {
  let desk: SlackDesk;
  let channel: string;
  beforeAll(async () => {
    desk = await openSlackDesk();
    channel = await desk.direct(priya);
  });
  afterAll(() => desk.close());

  const latest = (): string => desk.slack.messages(channel).at(-1)?.ts ?? '0';
  async function say(text: string, ...words: (string | RegExp)[]): Promise<StandInMessage> {
    const { ts } = await desk.slack.say(priya, channel, text);
    return desk.reply({ channel, after: ts }, ...words);
  }
  const plans = () => desk.demo.rows('SELECT * FROM growth_goals');

  it('a goal is set in words, with a step and a check-in that comes when it is due, once, and is answered', async () => {
    await say('I want to set a goal: ask more open questions by March', 'Your goal stands.');
    await say('add a step: shadow Ana', '☐ Shadow Ana');
    await say(
      'check in with me every Friday morning about it',
      'I’ll check in with you on Fri',
      'every week',
    );
    const [goal] = await plans();
    expect(goal).toMatchObject({ title: 'Ask more open questions', check_in_every: 'weekly' });

    const after = latest();
    await desk.demo.rows(`UPDATE growth_goals SET next_check_in_at = now() - interval '1 minute'`);
    const asked = await desk.reply(
      { channel, after },
      'What happened with **Ask more open questions** so far?',
      'Only you can see this',
    );
    expect(asked.text).toBe('Your check-in is here.');
    await desk.slack.press(priya, asked, 'Done: Shadow Ana');
    await desk.slack.waitForMessage(
      (message) => message.ts === asked.ts && visibleText(message).includes('That was the last step'),
    );
    await say('It went well, I asked for the order twice.', 'Thank you for telling me.');
    await say('how is my goal going?', 'I asked for the order twice', '1 of 1 done');
    expect(desk.shown({ channel, after }).filter((text) => text.includes('What happened with'))).toEqual([]);
    expect((await desk.demo.rows('SELECT text FROM growth_notes')).map(({ text }) => text)).toEqual([
      'It went well, I asked for the order twice.',
    ]);
  });

  it('is the person’s alone: to their leader there is nothing, and no word of it stands anywhere else', async () => {
    const leader = await desk.direct('U0ELENA');
    const before = desk.slack.messages(leader).at(-1)?.ts ?? '0';
    await desk.slack.command('U0ELENA', leader, '/threadcoach goals');
    const theirs = await desk.reply({ channel: leader, after: before }, 'You have no goal yet');
    expect(visibleText(theirs)).not.toContain('open questions');
    const rest = await desk.demo.rows(
      `SELECT (SELECT coalesce(string_agg(t::text, ' '), '') FROM deliveries t)
           || (SELECT coalesce(string_agg(t::text, ' '), '') FROM audit_log t)
           || (SELECT coalesce(string_agg(t::text, ' '), '') FROM conversation_references t) AS text`,
    );
    expect(JSON.stringify(rest)).not.toMatch(/open questions|Shadow Ana|order twice/);
  });
});
