import { setTimeout as pause } from 'node:timers/promises';
import { botMessagesIn, openPage } from '../support/crash/page-client.ts';
import { visibleText } from '../support/slack/message-log.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';
import { openTeamsDesk } from './support/teams-desk.ts';

const [priya, naomi, ingrid] = ['U0PRIYA', 'U0NAOMI', 'U0INGRID'];
const teamService = 'C0TEAMSERVICE';

describe('care, in Slack', () => {
  let desk: SlackDesk;
  let direct: string;

  beforeAll(async () => {
    desk = await openSlackDesk();
    direct = await desk.direct(priya);
  });
  afterAll(() => desk.close());

  const latest = (place: string): string => desk.slack.messages(place).at(-1)?.ts ?? '0';
  const rows = (sql: string, ...values: unknown[]) => desk.demo.rows(sql, values);
  async function say(text: string, ...words: (string | RegExp)[]) {
    const { ts } = await desk.slack.say(priya, direct, text);
    return desk.reply({ channel: direct, after: ts }, ...words);
  }

  describe('words of crisis', () => {
    const secret = 'zarnbrook';

    it('get a short human answer, the organisation’s own contacts and emergency advice', async () => {
      const answer = await say(
        `I don’t want to live anymore, ${secret} or not`,
        'glad you told me',
        'please talk to a person now',
        'If you are in danger now, call 999 or 112',
        '116 123',
        'Nora Lindqvist',
        '+44 1632 960911',
        'I’ve told nobody',
        'Only you can see this.',
      );
      expect(visibleText(answer).length).toBeLessThan(1_100);
    });

    it('are analysed no further: no model, no search, nothing read again', async () => {
      const calls = await rows('SELECT count(*)::int AS n FROM model_calls');
      const queries = await rows('SELECT count(*)::int AS n FROM rag_queries');
      await say(
        `how do I refund without a receipt? ${secret} – I want to die`,
        'please talk to a person now',
      );
      expect(await rows('SELECT count(*)::int AS n FROM model_calls')).toEqual(calls);
      expect(await rows('SELECT count(*)::int AS n FROM rag_queries')).toEqual(queries);
      const kept = await rows(
        'SELECT withheld, user_id FROM conversation_messages WHERE text LIKE $1',
        `%${secret}%`,
      );
      expect(kept.map(({ withheld }) => withheld)).toEqual([true, true]);
      const [{ user_id: userId } = {}] = kept;
      const scope = {
        organizationId: desk.demo.organizationId,
        userId: String(userId),
        conversationKey: String(
          (await rows('SELECT conversation_key FROM conversation_messages WHERE withheld LIMIT 1'))[0]?.[
            'conversation_key'
          ],
        ),
        shared: false,
      };
      const window = await desk.demo.core.conversations.recent(scope, 50, String(userId));
      expect(window.map(({ text }) => text)).toEqual([]);
    });

    it('said in a channel, or by changing a message, are answered for that person’s eyes alone', async () => {
      const before = desk.shown({ channel: teamService });
      await desk.slack.say(priya, teamService, '@bot I can’t go on');
      await desk.reply({ channel: teamService, onlyFor: priya }, 'please talk to a person now');
      expect(desk.shown({ channel: teamService })).toEqual(before);
      const { ts } = await desk.slack.say(priya, direct, 'what is in the hour check?');
      const answered = await desk.reply({ channel: direct, after: ts }, /./);
      await desk.slack.edit(priya, direct, ts, 'I want to kill myself');
      await desk.reply({ channel: direct, after: answered.ts }, 'please talk to a person now');
    });

    it('about a caller lead to people, and to the procedure by a question that holds none of them', async () => {
      const answer = await say(
        `A customer said he will kill himself, his name is ${secret}`,
        'bring in a person now',
        'tell your team leader',
      );
      await desk.slack.press(priya, answer, 'What our procedure says');
      await desk.reply(
        { channel: direct, after: answer.ts },
        'What is the procedure when somebody may be in danger?',
      );
      expect(await rows('SELECT 1 FROM rag_queries WHERE query LIKE $1', `%${secret}%`)).toEqual([]);
    });

    it('notify nobody without consent; after a yes the contact hears who, once, and not why', async () => {
      const theirs = await desk.direct(naomi);
      // Known to the bot since they wrote to it.
      const { ts } = await desk.slack.say(naomi, theirs, 'hello');
      await desk.reply({ channel: theirs, after: ts }, 'Hello Naomi');
      const quiet = desk.shown({ channel: theirs });
      const answer = await say(`I want to end my life, ${secret}`, 'please talk to a person now');
      expect(desk.shown({ channel: theirs })).toEqual(quiet);
      await desk.slack.press(priya, answer, 'Ask Naomi Feldman to write to me');
      await desk.reply({ channel: direct, after: answer.ts }, 'asked **Naomi Feldman** to write to you');
      await desk.slack.press(priya, answer, 'Ask Naomi Feldman to write to me');
      await desk.reply({ channel: direct, after: answer.ts }, 'has my message from today already');
      const told = desk.shown({ channel: theirs }).slice(quiet.length);
      expect(told).toHaveLength(1);
      expect(told[0]).toContain('Priya Raman');
      expect(told[0]).toContain('asks you to get in touch');
      expect(told[0]).not.toMatch(new RegExp(`${secret}|life|die|crisis`));
    });

    it('leave nothing in the inbox, the ledger, the queue or the audit log', async () => {
      const tables = await rows(
        `SELECT table_schema AS s, table_name AS t FROM information_schema.tables
          WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
      );
      const holding: string[] = [];
      for (const { s, t } of tables) {
        const found = await rows(
          `SELECT 1 FROM "${String(s)}"."${String(t)}" x WHERE x::text LIKE $1`,
          `%${secret}%`,
        );
        if (found.length > 0) holding.push(String(t));
      }
      expect(holding).toEqual(['conversation_messages']);
      const priyaId = (await rows(`SELECT id FROM users WHERE email LIKE 'priya%'`))[0]?.['id'];
      const ledger = await rows(
        `SELECT view, idempotency_key FROM deliveries WHERE view LIKE '%request%' OR idempotency_key LIKE '%request%'`,
      );
      expect(ledger).toHaveLength(1);
      expect(JSON.stringify(ledger)).not.toContain(String(priyaId));
      expect(
        await rows(`SELECT 1 FROM audit_log WHERE action LIKE 'care%' OR subject_id::text = $1`, priyaId),
      ).toEqual([]);
    });
  });

  it('being at the end of one’s strength is met gently, once a day, and a question beside it is answered', async () => {
    await say(
      'I’m exhausted, crying after calls',
      'sorry it is so hard',
      'Nora Lindqvist',
      'look at it together',
    );
    const answer = await say('I’m exhausted, but how do I refund without a receipt?', 'eceipt');
    expect(visibleText(answer)).not.toContain('sorry it is so hard');
  });

  it('questions of law, health and pay are handed to the right human by name', async () => {
    await say('my payslip is wrong', 'Piotr Wasilewski', 'Payroll', 'payroll@fennimoor.example');
    await say('should I see a doctor about my wrist', 'Dr Imani Castellanos', 'Occupational health');
    const { ts } = await desk.slack.say(priya, direct, 'can they fire me over one bad call?');
    await desk.reply({ channel: direct, after: ts }, 'Hamish Drummond', 'Employee representative');
    await desk.reply(
      { channel: direct, after: ts },
      /What the policies say|found none in the knowledge base/,
    );
  });

  it('everyone sees the contacts; admins add, change and remove them', async () => {
    const list = async (who: string, ...words: (string | RegExp)[]) => {
      const place = await desk.direct(who);
      const after = latest(place);
      await desk.slack.command(who, place, '/threadcoach contacts');
      return desk.reply({ channel: place, after }, ...words);
    };
    const seen = await list(priya, 'Who can help', 'Nora Lindqvist', 'Piotr Wasilewski');
    expect(JSON.stringify(seen.blocks)).not.toContain('contact.form');
    const place = await desk.direct(ingrid);
    await desk.slack.press(ingrid, await list(ingrid, 'Who can help'), 'Add a contact');
    const fields = {
      kind: 'pay',
      name: 'Ada Quill',
      role: 'Payroll',
      reach: '',
      note: '',
      country: '',
      account: '',
      position: '1',
    };
    const { body } = await desk.slack.submitView(ingrid, { ...fields, account: 'nobody@x.example' });
    expect(body).toMatch(/This is needed|Nobody here has this address/);
    const after = latest(place);
    await desk.slack.submitView(ingrid, { ...fields, reach: 'desk 4' });
    const saved = visibleText(await desk.reply({ channel: place, after }, 'Saved **Ada Quill**'));
    expect(saved.indexOf('Ada Quill', saved.indexOf('Your pay'))).toBeLessThan(
      saved.indexOf('Piotr Wasilewski'),
    );
    await desk.slack.press(ingrid, await list(ingrid, 'Ada Quill'), 'Remove Ada Quill');
    await desk.slack.waitForMessage((message) => visibleText(message).includes('Removed.'));
    expect(visibleText(await list(priya, 'Who can help'))).not.toContain('Ada Quill');
  });
});

it('is there in Teams and on the local page as well, and every message says who can see it', async () => {
  const desk = await openTeamsDesk('priya.raman@fennimoor.example');
  try {
    const help = ['please talk to a person now', '999 or 112', 'Nora Lindqvist', 'Only you can see this.'];
    const answer = await desk.ask('I want to die', ...help);
    await desk.press(answer, 'Yes, ask');
    await desk.shown('I can’t write to **Naomi Feldman** here', 'Only you can see this.');
    await desk.ask('my payslip is wrong', 'Piotr Wasilewski', 'Only you can see this.');
    await desk.ask('/contacts', 'Who can help', 'Only you can see this');
    await desk.ask('/nonsense', 'Only you can see this.');

    const page = await openPage(desk.demo.address);
    const priya = (await page.people()).find(({ email }) => email.startsWith('priya'))?.id ?? '';
    const direct = (await page.state(priya)).channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    await page.say(priya, direct, 'I can’t go on');
    await page.command(priya, direct, '/contacts');
    const open = `SELECT 1 FROM inbox_events WHERE state IN ('waiting', 'running')`;
    while ((await desk.demo.rows(open)).length > 0) await pause(20);
    const said = botMessagesIn(await page.state(priya), direct).map((message) => JSON.stringify(message));
    expect(said.some((text) => help.every((words) => text.includes(words)))).toBe(true);
    expect(said.filter((text) => !text.includes('can see'))).toEqual([]);
    expect(await desk.demo.rows('SELECT 1 FROM rag_queries')).toEqual([]);
  } finally {
    await desk.close();
  }
});
