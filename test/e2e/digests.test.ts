import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

/** What fits on one screen (decision 32). */
const screen = { characters: 2_200, blocks: 12 };

describe('digests on request, in Slack, of the demo’s teams', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  async function ask(user: string, line: string, ...expected: (string | RegExp)[]): Promise<StandInMessage> {
    const channel = await desk.direct(user);
    const after = desk.slack.messages(channel).at(-1)?.ts ?? '0';
    if (line.startsWith('/')) await desk.slack.command(user, channel, line);
    else await desk.slack.say(user, channel, line);
    return desk.reply({ channel, after }, ...expected);
  }
  const pictureOf = ({ blocks }: StandInMessage) =>
    blocks.find(({ type }) => type === 'image') as { alt_text: string } | undefined;

  it('a team leader sees scores, attention, what is due and praise, on one screen with one picture', async () => {
    const digest = await ask(
      'U0ELENA',
      '/threadcoach digest',
      'Your team this week',
      /[\d.]+\W+ on average/,
      'Needs your attention',
      'Due and overdue',
      /Daniel Osei’s plan: check-in/,
      'Worth a word of praise',
      'Only you can see this',
    );
    expect(pictureOf(digest)?.alt_text).toMatch(/Team average by week.*[\d.]+/s);
    expect(digest.blocks.filter(({ type }) => type === 'image')).toHaveLength(1);
    expect(visibleText(digest).length).toBeLessThanOrEqual(screen.characters);
    expect(digest.blocks.length).toBeLessThanOrEqual(screen.blocks);
    // What a lock screen shows.
    expect(digest.text).toBe('Your team digest');
  });

  it('“what needs my attention?” asks for the same', async () => {
    await ask('U0ELENA', 'what needs my attention?', 'Your team this week');
  });

  it('a manager sees the teams, and opens one', async () => {
    const digest = await ask('U0MARCUS', 'give me my team digest', 'Elena Kowalczyk', 'Tomás Rivera');
    expect(visibleText(digest).length).toBeLessThanOrEqual(screen.characters);
    await ask('U0MARCUS', '/threadcoach digest Elena Kowalczyk', 'Elena Kowalczyk', /Daniel Osei’s plan/);
  });

  it('nobody gets that of a team that they do not lead', async () => {
    await ask(
      'U0TOMAS',
      '/threadcoach digest Elena Kowalczyk',
      'I show a digest only to those who lead the team',
    );
    await ask('U0TOMAS', '/threadcoach digest Nobody Atall', 'I could not tell whose team you mean');
    await ask('U0PRIYA', '/threadcoach digest', 'Nobody reports to you here');
  });

  it('in a channel it is for the asker’s eyes alone, and says nothing of plans', async () => {
    await desk.slack.command('U0ELENA', 'C0TEAMSERVICE', '/threadcoach digest');
    const digest = await desk.reply({ channel: 'C0TEAMSERVICE', onlyFor: 'U0ELENA' }, 'Your team this week');
    expect(visibleText(digest)).not.toMatch(/plan\b|Daniel Osei’s plan/i);
  });
});
