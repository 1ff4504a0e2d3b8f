import { visibleText } from '../support/slack/message-log.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

describe('quick notes, in Slack', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
    // The demo's own would stand between what is asked for here.
    await desk.demo.rows('DELETE FROM quick_notes');
  });
  afterAll(() => desk.close());

  async function run(user: string, line: string) {
    const channel = await desk.direct(user);
    const after = desk.slack.messages(channel).at(-1)?.ts ?? '0';
    await desk.slack.command(user, channel, line);
    return { channel, after };
  }
  async function tell(user: string, text: string) {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return { channel, after: ts };
  }
  const notes = (where = 'true') =>
    desk.demo.rows(`SELECT * FROM quick_notes WHERE deleted_at IS NULL AND ${where} ORDER BY created_at`);

  it('“/note” reads type, call and time from the words, and each is corrected with one tap', async () => {
    const where = await run('U0ELENA', '/note @Priya Raman rude on call 48213 yesterday at 3');
    const card = await desk.reply(where, 'Noted about Priya Raman', '48213', '15:00', 'Priya Raman cannot');
    await desk.slack.press('U0ELENA', card, 'Make it Coaching');
    await desk.reply({ channel: where.channel }, 'Changed.', 'Type: Coaching');
    await desk.slack.press('U0ELENA', card, 'High priority');
    const changed = await desk.reply({ channel: where.channel }, 'Priority: High');
    expect(changed.ts).toBe(card.ts);
    await desk.slack.press('U0ELENA', card, 'note.change');
    expect(JSON.stringify(desk.slack.openView('U0ELENA'))).toContain('When it happened');
    await desk.slack.submitView('U0ELENA', {
      words: 'Rude on call 48213',
      type: 'COACHING',
      category: 'Customer service',
      priority: 'HIGH',
      followUp: 'yes',
      when: 'yesterday at 15:00',
      callId: '48213',
    });
    await desk.reply({ channel: where.channel, after: card.ts }, 'Follow-up: Yes');
    expect(await notes()).toMatchObject([
      { note_type: 'COACHING', priority: 'HIGH', requires_follow_up: true, call_id: '48213', version: 4 },
    ]);
  });

  it('“Save as note” keeps a message with where it stands; who may not is told why', async () => {
    const said = await desk.slack.say(
      'U0PRIYA',
      'C0TEAMSERVICE',
      'The customer thanked me for the calm refund',
    );
    await desk.slack.saveAsNote('U0ELENA', said);
    const view = JSON.stringify(desk.slack.openView('U0ELENA'));
    expect(view).toContain('The customer thanked me for the calm refund');
    expect(view).toMatch(/"initial_option":\{"text":\{[^}]*"Priya Raman"/);
    const [priya] = await desk.demo.rows(`SELECT id FROM users WHERE email LIKE 'priya%'`);
    await desk.slack.submitView('U0ELENA', {
      person: String(priya?.['id']),
      words: 'Thanked by a customer for a calm refund',
    });
    const where = { channel: 'C0TEAMSERVICE', onlyFor: 'U0ELENA' };
    await desk.reply(where, 'Noted about Priya Raman', 'The message it was taken from');
    expect(
      await notes(`source_url LIKE 'https://stand-in.slack.com/archives/C0TEAMSERVICE/p%'`),
    ).toHaveLength(1);
    await desk.slack.saveAsNote('U0DANIEL', said);
    expect(desk.slack.openView('U0DANIEL')).toBeUndefined();
    expect(desk.slack.privateMessages('U0DANIEL').map(visibleText).join()).toContain('leaders and coaches');
  });

  it('“Share with Priya” brings her the words in direct message, once, and her thanks back', async () => {
    const where = await run('U0ELENA', '/note @Priya Raman lovely patience on the phone #empathy');
    const card = await desk.reply(where, 'lovely patience');
    const hers = await desk.direct('U0PRIYA');
    await desk.slack.press('U0ELENA', card, 'note.share');
    await desk.slack.press('U0ELENA', card, 'note.share').catch(() => undefined);
    const shared = await desk.reply({ channel: hers }, 'A note from Elena Kowalczyk', 'lovely patience');
    expect(visibleText(shared)).not.toMatch(/Positive|Low|empathy/);
    expect(shared.text).toBe('Elena Kowalczyk shared a note with you');
    await desk.reply({ channel: where.channel }, 'has it now, in direct message');
    await desk.slack.press('U0PRIYA', shared, 'Thanks');
    await desk.reply({ channel: where.channel }, 'Priya Raman says thanks for your note');
    const copies = desk.shown({ channel: hers }).filter((text) => text.includes('A note from Elena'));
    expect(copies).toHaveLength(1);
  });

  it('lists, opens and marks addressed; whom they are about sees what was shared and nothing else', async () => {
    const where = await run('U0ELENA', '/threadcoach notes @Priya Raman open');
    const list = await desk.reply(where, '3 notes', 'lovely patience', 'Rude on call 48213');
    await desk.slack.press('U0ELENA', list, 'note.address');
    await desk.slack.submitView('U0ELENA', { how: 'Said it in the huddle' });
    await desk.reply({ channel: where.channel }, 'Marked addressed.', 'Said it in the huddle');
    const mine = await desk.reply(await run('U0PRIYA', '/threadcoach notes'), '1 note', 'lovely patience');
    expect(visibleText(mine)).not.toContain('Rude');
    await desk.reply(await run('U0DANIEL', '/threadcoach notes'), 'Nothing was shared with you yet');
  });

  it('“show my open notes about Priya” and “notes shared with me” are answered in plain words', async () => {
    const open = await desk.reply(
      await tell('U0ELENA', 'show my open notes about Priya'),
      '2 notes',
      'Rude on',
    );
    expect(visibleText(open)).not.toContain('lovely patience');
    await desk.reply(await tell('U0PRIYA', 'notes shared with me'), '1 note', 'lovely patience');
    const channel = 'C0TEAMSERVICE';
    const { ts } = await desk.slack.say('U0ELENA', channel, '@bot show my notes about Priya');
    const there = await desk.reply({ channel, thread: ts });
    expect(visibleText(there)).not.toMatch(/Rude|patience/);
  });

  it('what was shared is found in the records by whom it is about, and nothing that was not', async () => {
    const asked = await tell('U0PRIYA', 'What did Elena note about patience?');
    const found = await desk.reply(asked, 'lovely patience');
    expect(visibleText(found)).not.toContain('Rude');
  });
});
