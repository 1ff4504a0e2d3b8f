import { jest } from '@jest/globals';
import { visibleText } from '../support/slack/message-log.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

jest.setTimeout(180_000);

describe('what coaching has done, in Slack, of the demo’s measured 1:1s', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  const say = async (user: string, text: string, ...words: (string | RegExp)[]) => {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return desk.reply({ channel, after: ts }, ...words);
  };

  it('“what has worked for handle time in this team?” is answered with numbers and sample size, without names', async () => {
    const answer = await say(
      'U0ELENA',
      'what has worked for handle time in this team?',
      'What has worked for average handle time in your team',
      /Side-by-side calls\W+ – helped in \d of 6 cases/,
      /Role-play\W+ – helped in \d of 5 cases/,
      /median [+−]\d+ s/,
      'Only you can see this. It holds no names.',
    );
    const text = visibleText(answer);
    // Three cases are too few, and so is what few were looked at again after 30 days.
    expect(text).not.toContain('Call library');
    expect(text).not.toContain('it held in');
    expect(text).not.toMatch(/Priya|Daniel|Aoife|Samir|Mei\b/);
    expect(answer.text).toBe('What coaching has done');
  });

  it('is silent below five cases', async () => {
    await say(
      'U0TOMAS',
      'what has worked for handle time in my team?',
      'I cannot say yet',
      'at least three people',
    );
    await say('U0ELENA', 'what has worked for quality in this team?', 'I cannot say yet');
  });

  it('tells who leads nobody nothing of it', async () => {
    const answer = await say('U0PRIYA', 'what has worked for handle time in this team?', /.+/);
    expect(visibleText(answer)).not.toMatch(/Role-play|cases/);
    const where = { channel: await desk.direct('U0PRIYA'), after: answer.ts };
    await desk.slack.command('U0PRIYA', where.channel, '/threadcoach worked handle time');
    await desk.reply(where, 'counted for people who lead a team');
  });

  it('a leader says what helped; the person it was with never sees it', async () => {
    const channel = await desk.direct('U0ELENA');
    const after = desk.slack.messages(channel).at(-1)?.ts ?? '0';
    await desk.slack.command('U0ELENA', channel, '/threadcoach worked review');
    const list = await desk.reply({ channel, after }, 'What your 1:1s have done', 'before,', 'after:');
    await desk.slack.press('U0ELENA', list, 'What helped…');
    await desk.slack.submitView('U0ELENA', { helped: 'Plain goals', hindered: '', recommended: 'yes' });
    await desk.reply({ channel, after: list.ts }, 'Kept.', 'Helped:', 'Plain goals', 'Recommended');
  });
});
