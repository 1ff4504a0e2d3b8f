import { jest } from '@jest/globals';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

jest.setTimeout(180_000);

describe('action items, in Slack', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
    // Everybody has met the bot.
    for (const user of ['U0ELENA', 'U0PRIYA', 'U0DANIEL']) {
      const channel = await desk.direct(user);
      const { ts } = await desk.slack.say(user, channel, 'hello');
      await desk.reply({ channel, after: ts }, 'good to see you');
    }
  });
  afterAll(() => desk.close());

  const now = async (user: string) => {
    const channel = await desk.direct(user);
    return { channel, after: desk.slack.messages(channel).at(-1)?.ts ?? '0' };
  };
  const command = async (user: string, text: string, ...words: (string | RegExp)[]) => {
    const where = await now(user);
    await desk.slack.command(user, where.channel, `/threadcoach ${text}`);
    return desk.reply(where, ...words);
  };
  const say = async (user: string, text: string, ...words: (string | RegExp)[]) => {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return desk.reply({ channel, after: ts }, ...words);
  };
  const press = async (
    user: string,
    message: StandInMessage,
    button: string,
    ...words: (string | RegExp)[]
  ) => {
    const where = await now(user);
    await desk.slack.press(user, message, button);
    return desk.reply(where, ...words);
  };
  const items = () =>
    desk.demo.rows(
      `SELECT title, state, progress, blockers, priority, category, due_on::text AS due FROM action_items
        WHERE title LIKE '%ACME%' ORDER BY created_at`,
    );

  it('a leader gives one; its owner is told once, reports on it, and the leader checks it', async () => {
    const elena = await now('U0ELENA');
    const priya = await now('U0PRIYA');
    await desk.slack.command(
      'U0ELENA',
      elena.channel,
      '/threadcoach action @Priya Raman call back ACME by 24 December #practice high',
    );
    await desk.reply(elena, 'Priya Raman has it now, and I told them.', 'Practice', 'High');
    const given = await desk.reply(priya, /Elena Kowalczyk\W+gave you an action item/, 'call back ACME');
    // What a notification says.
    expect(given.text).toBe('You have a new action item');
    await press('U0PRIYA', given, '50 %', 'Noted: 50 %');
    const done = await press('U0PRIYA', given, 'Done', 'Done. Well done.');
    expect(visibleText(done)).toContain('done, not checked yet');
    // Late.
    await press('U0PRIYA', given, '25 %', 'is done by now');
    await desk.reply(
      await (async () => {
        const where = await now('U0ELENA');
        await desk.slack.command('U0ELENA', where.channel, '/threadcoach actions to verify');
        return where;
      })(),
      'Done, and waiting for your check',
      'call back ACME',
    );
    const list = await command(
      'U0ELENA',
      'actions @Priya Raman to verify',
      'Done by Priya Raman',
      'call back ACME',
    );
    await press('U0ELENA', list, 'Open', 'call back ACME', 'Verify');
    expect(await items()).toEqual([
      expect.objectContaining({ state: 'completed', progress: 100, priority: 'HIGH', category: 'Practice' }),
    ]);
    expect(desk.shown(priya).filter((text) => text.includes('gave you an action item'))).toHaveLength(1);
  });

  it('“make that an action item for Daniel by …” drafts; the button gives it', async () => {
    await say('U0ELENA', 'Role-play two refund calls for ACME', /.+/);
    const drafted = await say(
      'U0ELENA',
      'make that an action item for Daniel by 23 December',
      'Shall I give this to Daniel Osei?',
      'Role-play two refund calls for ACME',
      '23 Dec',
    );
    await command('U0DANIEL', 'actions', /Your open action items/);
    const daniel = await now('U0DANIEL');
    await desk.slack.press('U0ELENA', drafted, 'Give to Daniel Osei');
    await desk.reply(
      daniel,
      /Elena Kowalczyk\W+gave you an action item/,
      'Role-play two refund calls for ACME',
    );
  });

  it('for oneself it is made at once, and can be taken back', async () => {
    const made = await say(
      'U0PRIYA',
      'action item: read the ACME file by 22 December',
      'On your list.',
      '22 Dec',
    );
    await desk.slack.press('U0PRIYA', made, 'Take back');
    await desk.slack.waitForMessage(
      (message) => message.ts === made.ts && visibleText(message).includes('Taken back.'),
    );
    expect((await items()).at(-1)).toMatchObject({ title: 'read the ACME file', state: 'cancelled' });
  });

  it('what blocks it is told to the leader once; sent back, its owner reads why', async () => {
    const elena = await now('U0ELENA');
    const priya = await now('U0PRIYA');
    await desk.slack.command(
      'U0ELENA',
      elena.channel,
      '/threadcoach action @Priya Raman test the ACME till by 21 December',
    );
    const given = await desk.reply(priya, 'gave you an action item', 'test the ACME till');
    for (let twice = 0; twice < 2; twice += 1) {
      await desk.slack.press('U0PRIYA', given, 'Blocked…');
      await desk.slack.submitView('U0PRIYA', { words: 'No key to the till' });
    }
    await desk.reply(priya, 'Noted, and I told who looks after it.', 'Blocked: No key to the till');
    await desk.reply(priya, 'That is noted already.');
    const told = await desk.reply(elena, 'is held up with this', 'No key to the till');
    expect(told.text).toBe('An action item is blocked');
    expect(desk.shown(elena).filter((text) => text.includes('is held up with this'))).toHaveLength(1);
    await press('U0PRIYA', given, 'Done', 'Done. Well done.');
    const list = await command('U0ELENA', 'actions @Priya Raman to verify', 'test the ACME till');
    const where = await now('U0PRIYA');
    // The oldest by its day stands first.
    await desk.slack.press('U0ELENA', list, 'Send back…');
    await desk.slack.submitView('U0ELENA', { words: 'Please show me' });
    await desk.reply(where, 'looked at this and sent it back', 'Please show me');
  });

  it('somebody who leads nobody gives nothing to others, and sees nothing of theirs', async () => {
    await command('U0PRIYA', 'action @Daniel Osei do my ACME work', 'You can give action items to yourself');
    await command('U0PRIYA', 'actions @Daniel Osei', 'You can give action items to yourself');
    await command('U0PRIYA', 'actions team', 'You look after nobody');
    await say('U0PRIYA', 'what is Daniel late with?', 'You can give action items to yourself');
  });

  it('in a channel the list is for the asker’s eyes alone', async () => {
    const { ts } = await desk.slack.say('U0ELENA', 'C0TEAMSERVICE', '@bot what is Daniel late with?');
    const where = { channel: 'C0TEAMSERVICE', thread: ts };
    await desk.reply({ ...where, onlyFor: 'U0ELENA' }, 'Overdue action items of Daniel Osei');
    expect(desk.shown(where)).toEqual([]);
  });
});
