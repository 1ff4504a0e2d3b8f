import { randomUUID } from 'node:crypto';
import { visibleText } from '../support/slack/message-log.ts';
import { jsonType, post, sign } from '../support/slack/signed-requests.ts';
import { openSlackDesk, outsiders, type SlackDesk } from './support/slack-desk.ts';

describe('answers in Slack', () => {
  let desk: SlackDesk;

  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  /** Says it in the direct message; gives the place to look for the answer. */
  async function tell(user: string, text: string) {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return { channel, after: ts };
  }

  it('answers a direct message with the step, word for word, and where it stands', async () => {
    const place = await tell(
      'U0PRIYA',
      'customer lost her receipt, how long does she have to bring it back?',
    );
    const answer = await desk.reply(
      place,
      'without a receipt, the item must come back within 14 days of the purchase',
      /\[1\] Refund without a receipt · v1/,
      'Only you can see this.',
    );
    expect(answer.threadTs).toBeUndefined();
    // "Thinking…" became the answer: nothing else was left behind.
    expect(desk.shown(place)).toHaveLength(1);
  });

  it('takes a follow-up for what it leans on', async () => {
    await desk.reply(
      await tell('U0PRIYA', 'and with a receipt?'),
      'with a receipt, the customer gets a full refund within 30 days',
    );
  });

  it('shows that it is at work, then the text as it grows, then the whole with its sources', async () => {
    const seen: string[] = [];
    const { ts } = await desk.slack.say('U0ELENA', 'C0LEADERS', '@bot How do I refund without a receipt?');
    const where = { channel: 'C0LEADERS', thread: ts };
    const growing = await desk.slack.waitForMessage(
      (message) => message.threadTs === ts && message.streaming && message.text !== '',
    );
    seen.push(growing.text);
    const whole = await desk.reply(where, 'Search Rootstock for the purchase', 'store credit');
    expect(whole.ts).toBe(growing.ts);
    expect(visibleText(whole)).toContain('[1] Refund without a receipt');
    expect(desk.slack.statuses.filter(({ thread }) => thread === ts)[0]?.status).toBe('is thinking…');
    expect(desk.shown(where)).toHaveLength(1);
  });

  it('answers a mention in its thread, and a follow-up there without a mention', async () => {
    const { ts } = await desk.slack.say(
      'U0PRIYA',
      'C0TEAMSERVICE',
      '@bot what do I do with an abusive caller?',
    );
    const where = { channel: 'C0TEAMSERVICE', thread: ts };
    const first = await desk.reply(where, 'Abusive', 'Everyone in this channel can see this.');
    const next = await desk.slack.say('U0DANIEL', 'C0TEAMSERVICE', 'How long do we keep call recordings?', {
      thread: ts,
    });
    await desk.reply({ ...where, after: next.ts }, /recording/i, '[1]');
    expect(first.threadTs).toBe(ts);
    // Not spoken to, it says nothing: neither at the top of the channel nor in somebody else's thread.
    const aside = await desk.slack.say('U0DANIEL', 'C0TEAMSERVICE', 'How do I refund without a receipt?');
    await desk.slack.say('U0PRIYA', 'C0TEAMSERVICE', 'Ask the bot?', { thread: aside.ts });
    const last = await desk.slack.say('U0PRIYA', 'C0TEAMSERVICE', '@bot hello');
    await desk.reply({ channel: 'C0TEAMSERVICE', thread: last.ts }, 'Hello Priya');
    expect(desk.shown({ channel: 'C0TEAMSERVICE', thread: aside.ts })).toEqual([]);
  });

  it('shows a leaders’ procedure to a leader, never where somebody else reads along', async () => {
    const question = 'How much goodwill credit can a team leader approve?';
    const direct = await desk.reply(await tell('U0ELENA', question), 'Goodwill credit', '[1]');
    const secret = /£\d+/.exec(visibleText(direct))?.[0] ?? 'no amount';
    expect(visibleText(direct)).toContain(secret);
    for (const channel of ['C0TEAMSERVICE', 'C0LEADERS', 'C0EVERYONE', 'C0MIXED']) {
      const { ts } = await desk.slack.say('U0ELENA', channel, `@bot ${question}`);
      const where = { channel, thread: ts };
      await desk.reply(where, 'I didn’t find anything');
      expect(desk.shown(where).join()).not.toContain('Goodwill credit');
    }
    await desk.reply(await tell('U0PRIYA', question), 'I didn’t find anything');
  });

  it('says that something is not in the knowledge base, and offers what is', async () => {
    const place = await tell('U0PRIYA', 'What is the capital of Mongolia?');
    const answer = await desk.reply(
      place,
      'I didn’t find anything about that',
      'I’d rather say so than guess',
    );
    await desk.slack.press('U0PRIYA', answer, 'How do I refund without a receipt?');
    await desk.reply({ ...place, after: answer.ts }, 'Search Rootstock', '[1]');
  });

  it.each<[string, string | RegExp]>([
    ['hello', 'Hello Priya, good to see you.'],
    ['help', 'What you can ask me'],
    ['thanks!', 'You’re welcome'],
    ['looks good 👍', 'I’m here when you need me'],
    ['🤔', 'I’m here. Ask me about a procedure'],
    ['   ', 'I’m here'],
    [
      `How do I refund? ${'x'.repeat(50_000)}`,
      /That message has \d\d,\d{3} characters, and I read up to 12,000/,
    ],
  ])('meets “%.12s” with a sensible answer', async (text, words) => {
    await desk.reply(await tell('U0PRIYA', text), words);
  });

  it('says what it knows when a command is unknown, for the eyes of the caller', async () => {
    await desk.slack.command('U0PRIYA', 'C0TEAMSERVICE', '/threadcoach dance');
    const where = { channel: 'C0TEAMSERVICE', onlyFor: 'U0PRIYA' };
    await desk.reply(where, 'I don’t know the command', 'dance');
    await desk.slack.command('U0PRIYA', 'C0TEAMSERVICE', '/threadcoach');
    await desk.reply(where, 'What you can ask me');
    expect(desk.shown({ channel: 'C0TEAMSERVICE' }).join()).not.toContain('dance');
  });

  it('asks for words where it gets a sticker, and for a transcript where it gets a picture', async () => {
    const channel = await desk.direct('U0PRIYA');
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const sent = await desk.slack.upload('U0PRIYA', channel, {
      name: 'shelf.png',
      content: png,
      text: 'look',
    });
    await desk.reply({ channel, after: sent.ts }, 'shelf.png', /transcript/i);
    const ts = `${Math.floor(Date.now() / 1_000)}.000700`;
    await desk.slack.event({
      type: 'message',
      channel,
      channel_type: 'im',
      user: 'U0PRIYA',
      text: '',
      ts,
      event_ts: ts,
      blocks: [{ type: 'image', image_url: 'https://example.com/dance.gif', alt_text: 'dance' }],
    });
    await desk.reply({ channel }, /I can read text and transcript files, but not that|I’m here/);
  });

  it('answers an edited question afresh, and forgets a deleted one', async () => {
    const channel = await desk.direct('U0DANIEL');
    const { ts } = await desk.slack.say('U0DANIEL', channel, 'what is the capital of Peru?');
    await desk.reply({ channel, after: ts }, 'I didn’t find anything');
    await desk.slack.edit('U0DANIEL', channel, ts, 'how long do I have to answer a complaint?');
    await desk.reply({ channel, after: ts }, 'You changed your message', 'omplaint');
    await desk.slack.remove('U0DANIEL', channel, ts);
    const next = await desk.slack.say('U0DANIEL', channel, 'hello');
    await desk.reply({ channel, after: next.ts }, 'Hello Daniel');
    for (const table of ['conversation_messages', 'rag_queries', 'inbox_events']) {
      const kept = await desk.demo.rows(
        `SELECT 1 FROM ${table} t WHERE t::text LIKE '%do I have to answer a complaint%'`,
      );
      expect({ table, kept }).toEqual({ table, kept: [] });
    }
  });

  it('never answers itself', async () => {
    const before = desk.slack.messages('C0EVERYONE').length;
    await desk.slack.echoesDelivered();
    const { ts } = await desk.slack.say('U0PRIYA', 'C0EVERYONE', '@bot hello');
    await desk.reply({ channel: 'C0EVERYONE', thread: ts }, 'Hello Priya');
    await desk.slack.echoesDelivered();
    expect(desk.slack.messages('C0EVERYONE')).toHaveLength(before + 2);
  });

  it('tells somebody whom it does not know which admin to ask', async () => {
    const { id, email } = outsiders.stranger;
    await desk.reply(
      await tell(id, 'How do I refund without a receipt?'),
      `I don’t find ${email}`,
      'Ingrid Halvorsen (ingrid.halvorsen@fennimoor.example)',
    );
    const { ts } = await desk.slack.say(
      outsiders.guest.id,
      'C0MIXED',
      '@bot How do I refund without a receipt?',
    );
    await desk.reply({ channel: 'C0MIXED', onlyFor: outsiders.guest.id }, /guest|add you/);
    expect(desk.shown({ channel: 'C0MIXED', thread: ts })).toEqual([]);
  });

  it('keeps nothing of a workspace that no organisation is bound to', async () => {
    const mark = randomUUID();
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: 'T0ELSEWHERE',
      api_app_id: 'A0THREADCOACH',
      event_id: `Ev${mark}`,
      event_time: 1,
      authorizations: [{ team_id: 'T0ELSEWHERE', user_id: desk.slack.botUserId, is_bot: true }],
      event: {
        type: 'message',
        channel: 'D0ELSEWHERE',
        channel_type: 'im',
        user: 'U0ELSEWHERE',
        text: `a secret ${mark}`,
        ts: '1.000100',
        event_ts: '1.000100',
      },
    });
    const { status } = await post(desk.botUrl, body, { ...jsonType, ...sign(desk.signingSecret, body) });
    expect(status).toBe(200);
    const tables = await desk.demo.rows(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const found = await desk.demo.rows(
        `SELECT 1 FROM ${String(name)} t WHERE t::text LIKE '%ELSEWHERE%' OR t::text LIKE '%${mark}%'`,
      );
      expect({ name, found }).toEqual({ name, found: [] });
    }
  });
});
