import { jest } from '@jest/globals';
import { visibleText } from '../support/slack/message-log.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

jest.setTimeout(120_000);

const [elena, marcus, priya, naomi] = ['U0ELENA', 'U0MARCUS', 'U0PRIYA', 'U0NAOMI'];

describe('plans to improve performance, in Slack', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  const after = async (who: string, act: () => Promise<unknown>, ...words: (string | RegExp)[]) => {
    const channel = await desk.direct(who);
    const last = desk.slack.messages(channel).at(-1)?.ts ?? '0';
    await act();
    return desk.reply({ channel, after: last }, ...words);
  };
  const say = async (who: string, text: string, ...words: (string | RegExp)[]) => {
    const channel = await desk.direct(who);
    return after(who, () => desk.slack.say(who, channel, text), ...words);
  };

  it('a leader asks how it goes: targets with their state, a picture, check-ins held, and nothing of it in the preview', async () => {
    const card = await say(
      elena,
      'how is Daniel’s plan going?',
      'Plan to improve performance: Daniel Osei',
      /Quality: [\d.]+ now, 90 is the target/,
      'Approved by',
      'Marcus Adeyemi',
      'The refund procedure sits.',
    );
    expect(card.text).toBe('There is something new for you.');
    await say(elena, 'who is on a PIP?', 'Daniel Osei: running');
  });

  it('from a form to approval to its person, each in their own direct message', async () => {
    // The bot writes to those whom it has met.
    for (const who of [marcus, priya]) await say(who, 'hello', 'good to see you');
    const channel = await desk.direct(elena);
    await after(elena, () => desk.slack.command(elena, channel, '/threadcoach plan @Priya Raman'));
    const form = desk.slack.messages(channel).at(-1);
    if (form === undefined) throw new Error('no form');
    await desk.slack.press(elena, form, 'New plan');
    const draft = await after(
      elena,
      () =>
        desk.slack.submitView(elena, {
          reason: 'Secret reason of hers.',
          startOn: new Date().toISOString().slice(0, 10),
          length: '30',
          targets: 'quality 92',
          mandatory: 'no absences',
          recommended: '',
          checkIn: 'weekly',
        }),
      'The draft stands.',
      'Marcus Adeyemi can approve it',
    );
    const asked = await after(
      marcus,
      () => desk.slack.press(elena, draft, 'Ask for approval'),
      'Elena Kowalczyk asks you to decide',
    );
    expect(asked.text).toBe('There is something new for you.');
    const told = await after(
      priya,
      () => desk.slack.press(marcus, asked, 'Approve'),
      'Your leader has started a plan with you',
      'Secret reason of hers.',
    );
    expect(told.text).toBe('There is something new for you.');
  });

  it('whoever does not lead them gets the answer that there is for nobody’s plan; in a channel nothing but a notice', async () => {
    const theirs = await say(naomi, 'how is Daniel’s PIP going?');
    const nobodys = await say(naomi, 'how is Mei’s PIP going?');
    expect(visibleText(theirs)).toBe(visibleText(nobodys));
    const { ts } = await desk.slack.say(elena, 'C0TEAMSERVICE', '@bot how is Daniel’s plan going?');
    const where = { channel: 'C0TEAMSERVICE', thread: ts };
    await desk.reply({ ...where, onlyFor: elena }, 'I’ve answered you in our direct message.');
    expect(desk.shown(where)).toEqual([]);
  });

  it('leaves no word of itself in what others could look into', async () => {
    const [row] = await desk.demo.rows(
      `SELECT (SELECT coalesce(string_agg(t::text, ' '), '') FROM deliveries t)
           || (SELECT coalesce(string_agg(t::text, ' '), '') FROM audit_log t)
           || (SELECT coalesce(string_agg(t::text, ' '), '') FROM users t)
           || (SELECT coalesce(string_agg(t::text, ' '), '') FROM record_index t) AS text`,
    );
    expect(JSON.stringify(row)).not.toMatch(/Secret reason|refund procedure sits|improvement plan/i);
  });
});
