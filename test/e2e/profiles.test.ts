import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const priya = 'U0PRIYA';
const elena = 'U0ELENA';
const daniel = 'U0DANIEL';

describe('profiles, in Slack', () => {
  let desk: SlackDesk;
  const channels = new Map<string, string>();

  beforeAll(async () => {
    desk = await openSlackDesk();
    for (const who of [priya, elena, daniel]) channels.set(who, await desk.direct(who));
  });
  afterAll(() => desk.close());

  const channelOf = (who: string): string => channels.get(who) ?? '';
  const latest = (who: string): string => desk.slack.messages(channelOf(who)).at(-1)?.ts ?? '0';
  async function answered(who: string, doing: () => Promise<unknown>, ...words: (string | RegExp)[]) {
    const after = latest(who);
    await doing();
    return desk.reply({ channel: channelOf(who), after }, ...words);
  }
  const say = (who: string, text: string, ...words: (string | RegExp)[]) =>
    answered(who, () => desk.slack.say(who, channelOf(who), text), ...words);
  const command = (who: string, text: string, ...words: (string | RegExp)[]) =>
    answered(who, () => desk.slack.command(who, channelOf(who), `/threadcoach ${text}`), ...words);
  /** Pressing a question's button puts the next one in its place. */
  async function press(message: StandInMessage, button: string, ...words: RegExp[]) {
    await desk.slack.press(priya, message, button);
    return desk.slack.waitForMessage(
      (one) => one.ts === message.ts && words.every((word) => word.test(visibleText(one))),
    );
  }

  it('comes by import, and says beside each field who sees it and who wrote it', async () => {
    const shown = visibleText(await command(priya, 'profile', 'Your profile'));
    expect(shown).toContain('Expertise: Refunds, Card payments');
    expect(shown).toContain('Everyone · imported by Ingrid Halvorsen');
    expect(shown).toContain('Department: Customer service');
    expect(shown).toContain('from your organisation’s list of people');
    expect(shown).toContain('You, your leaders and admins · imported by Ingrid Halvorsen');
  });

  it('is asked for in the direct message, one question at a time', async () => {
    const first = await say(
      priya,
      'fill in my profile',
      '1 of 9',
      'Your profile says now: Refunds',
      'Everyone',
    );
    const reached = await press(first, 'Only me', /Only you will see your answer/);
    expect(visibleText(reached)).toContain('1 of 9');
    const second = await say(priya, 'refunds and Spanish customers', 'Only you can see it', '2 of 9');
    await press(
      second,
      'auditory',
      /How I learn best: auditory|\*\*How I learn best\*\*: auditory/,
      /3 of 9/,
    );
    for (const number of [4, 5, 6]) await say(priya, 'skip', `${number} of 9`);
    const card = await say(priya, 'thinking 3, planning 2', 'That makes 5 dots', '6 of 9');
    await desk.slack.press(priya, card, 'Pick the dots');
    const { body } = await desk.slack.submitView(priya, { 'star_card.thinking': '8' });
    expect(body).toContain('nine in all');
    await answered(
      priya,
      () => desk.slack.submitView(priya, { 'star_card.thinking': '5', 'star_card.feeling': '4' }),
      'Thinking 5',
      '7 of 9',
    );
    // A question is not an answer, and the knowledge base is still there.
    await say(priya, 'How long does a customer have without a receipt?', /\[1\]|Sources|days/);
    await say(priya, 'stop', 'Stopped');
    await say(priya, 'go on with my profile', '7 of 9');
  });

  it('shows leaders and colleagues no more than they may see', async () => {
    await say(priya, 'set my wellbeing to 4', 'Only you can see it');
    const leaders = await command(elena, 'profile Priya Raman', 'Priya Raman’s profile');
    expect(visibleText(leaders)).toContain('How I learn best: auditory');
    expect(visibleText(leaders)).not.toMatch(/Wellbeing|Spanish customers|Expertise/);
    const colleagues = visibleText(await command(daniel, 'profile @Priya Raman', 'Priya Raman’s profile'));
    expect(colleagues).toContain('Languages: English, Tamil');
    expect(colleagues).not.toMatch(/auditory|Wellbeing|Thinking/);

    await desk.slack.press(elena, leaders, 'Write about Priya');
    await answered(
      elena,
      () => desk.slack.submitView(elena, { hidden_talents: 'Explains payments so that anybody follows' }),
      'Saved. Priya sees it in their profile, with your name.',
    );
    await command(
      priya,
      'profile',
      'Explains payments so that anybody follows',
      'written by Elena Kowalczyk',
    );
  });

  it('leaves answers in the profile alone: no inbox, delivery, conversation or log holds them', async () => {
    const planted = 'Zanzibar clearing house';
    await say(priya, `set my aspirations to ${planted}`, planted);
    await say(priya, 'hide my aspirations', 'Only you can see it');
    const tables = await desk.demo.rows(
      `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    const holding: string[] = [];
    for (const { table_name: name } of tables) {
      const [row] = await desk.demo.rows(
        `SELECT count(*)::int AS count FROM "${String(name)}" AS t WHERE t::text ILIKE '%${planted}%'`,
      );
      if (row?.['count'] !== 0) holding.push(String(name));
    }
    // The last edit can be taken back.
    expect(holding.sort()).toEqual(['profile_edits', 'profile_fields']);
  });
});
