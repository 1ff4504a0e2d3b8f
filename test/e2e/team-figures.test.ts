import { visibleText } from '../support/slack/message-log.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

describe('figures of a team, in Slack', () => {
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
  async function command(user: string, text: string) {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, 'hello');
    await desk.reply({ channel, after: ts });
    const after = desk.slack.messages(channel).at(-1)?.ts ?? ts;
    await desk.slack.command(user, channel, `/threadcoach ${text}`);
    return { channel, after };
  }

  it('a leader asks “how is my team doing?” and sees averages, trend, movers and a picture, alone', async () => {
    const answer = await desk.reply(
      await tell('U0ELENA', 'how is my team doing?'),
      'Your team',
      /Composite [\d.]+/,
      'Sessions, last 7 days',
      'Running improvement plans',
      'Only you can see this message.',
    );
    expect(answer.text).toBe('Team figures');
    const image = answer.blocks.find(({ type }) => type === 'image') as { alt_text: string } | undefined;
    expect(image?.alt_text).toContain('Team composite');
    await desk.reply(await tell('U0ELENA', 'and last month?'), 'Your team');
  });

  it('asks about one person by command and by words, and sees their weeks and what happened', async () => {
    const shown = await desk.reply(
      await command('U0ELENA', 'team Priya last month'),
      'Priya Raman',
      'By week',
    );
    expect(visibleText(shown)).not.toContain('improvement plan');
    await desk.reply(await tell('U0ELENA', 'how did Priya do last month?'), 'Priya Raman', 'What happened');
  });

  it('notes a training beside somebody’s figures, and that person sees it with their own scores', async () => {
    await desk.reply(
      await command('U0ELENA', 'annotate Priya yesterday training: the new CRM'),
      'Noted beside the figures.',
      'training: the new CRM',
      'Priya Raman',
    );
    await desk.reply(await tell('U0PRIYA', 'my scores'), 'What happened', 'training: the new CRM');
  });

  it('whom somebody does not lead is not found, as if there were nobody of that name', async () => {
    const no = 'I find nobody of that name in your line.';
    await desk.reply(await command('U0TOMAS', 'team Priya'), no);
    await desk.reply(await command('U0TOMAS', 'team Nobody'), no);
    await desk.reply(await command('U0TOMAS', 'annotate Priya yesterday training: x'), no);
    await desk.reply(await command('U0PRIYA', 'team'), 'I know of nobody in your line');
    await desk.reply(await command('U0PRIYA', 'team Daniel'), 'I know of nobody in your line');
  });

  it('in a channel the answer is for the leader’s eyes alone, and says nothing of plans', async () => {
    await desk.slack.command('U0ELENA', 'C0TEAMSERVICE', '/threadcoach team');
    const answer = await desk.reply({ channel: 'C0TEAMSERVICE', onlyFor: 'U0ELENA' }, 'Your team');
    expect(visibleText(answer)).not.toMatch(/plan/i);
  });

  it('a figure of the organisation’s own is shown to the person, and listed for everyone', async () => {
    const seller = desk.demo.core;
    const people = await seller.users.list(desk.demo.organizationId);
    const sales = people.find(({ role, jobFamily }) => role === 'AGENT' && jobFamily === 'SALES_REP');
    const user = `U0${sales?.email.split('.')[0]?.toUpperCase() ?? ''}`;
    await desk.reply(await command(user, 'me upsell rate'), 'Your Upsell rate', /[\d.]+% on average/);
    await desk.reply(await tell(user, 'my upsell rate last month'), 'Your Upsell rate');
    await desk.reply(await command('U0PRIYA', 'metrics'), 'Upsell rate', /column upsell\\?_rate/);
  });

  it('comparing with peers is off until the person says so, and off again when they do', async () => {
    await desk.reply(await command('U0PRIYA', 'peers'), 'You are not compared with anybody');
    await desk.reply(await tell('U0PRIYA', 'compare me with my peers'), 'it takes at least ten colleagues');
    await desk.reply(await tell('U0PRIYA', 'stop comparing me'), 'you are not compared any more');
  });
});
