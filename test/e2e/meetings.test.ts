import { jest } from '@jest/globals';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { transcript } from './support/demo-people.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

jest.setTimeout(120_000);

const elena = 'U0ELENA';
const priya = 'U0PRIYA';
const outcome = {
  engagement: '4',
  receptiveness: '5',
  understanding: '3',
  effectiveness: '4',
  concerns: 'Worried about her shifts',
  commitments: 'Practise the close twice a week',
  followUp: 'yes',
  followUpOn: '2027-03-10',
};

describe('a 1:1, in Slack', () => {
  let desk: SlackDesk;
  let leaders: string;
  let hers: string;
  beforeAll(async () => {
    desk = await openSlackDesk();
    leaders = await desk.direct(elena);
    hers = await desk.direct(priya);
    // The bot writes to people whom it has met.
    const { ts } = await desk.slack.say(priya, hers, 'hello');
    await desk.reply({ channel: hers, after: ts }, 'good to see you');
    await desk.slack.say(elena, leaders, 'hello');
    await desk.reply({ channel: leaders }, 'good to see you');
  });
  afterAll(() => desk.close());

  const latest = (channel: string): string => desk.slack.messages(channel).at(-1)?.ts ?? '0';
  async function command(line: string, ...words: (string | RegExp)[]): Promise<StandInMessage> {
    const after = latest(leaders);
    await desk.slack.command(elena, leaders, line);
    return desk.reply({ channel: leaders, after }, ...words);
  }
  const rows = () =>
    desk.demo.rows(
      `SELECT s.meeting_status, s.processing_status, o.* FROM one_on_ones o JOIN coaching_sessions s ON s.id = o.session_id
       JOIN users u ON u.id = o.agent_id WHERE u.email = 'priya.raman@fennimoor.example'
         AND s.scheduled_at > '2027-01-01'`,
    );
  let card: StandInMessage;

  it('is planned with `/threadcoach 1on1`, and Priya is told', async () => {
    card = await command(
      '/threadcoach 1on1 Priya 3 March 2027 15:00 45 min',
      'Planned. Priya knows.',
      '45 minutes',
    );
    const told = await desk.reply({ channel: hers }, /planned a 1:1 with you: Wed 3 Mar 2027/, 'can see');
    expect(told.text).toBe('A 1:1 was planned with you.');
  });

  it('is prepared with `/prep`, on one screen, with a chart', async () => {
    const shown = await command('/prep Priya', /Agenda, \d\d minutes/, 'Composite score');
    expect(visibleText(shown)).toMatch(/How are they\? Listen first/);
    expect(JSON.stringify(shown.blocks)).toContain('"type":"image"');
    expect(shown.blocks.length).toBeLessThanOrEqual(30);
  });

  it('takes its notes in a thread of the direct message, without a word more than “Noted.”', async () => {
    const after = latest(leaders);
    await desk.slack.press(elena, card, 'Start');
    const root = await desk.reply(
      { channel: leaders, after },
      '1:1 with Priya Raman',
      'Write your notes in this thread',
    );
    for (const [text, answer] of [
      ['she knows the cause of her repeat calls', 'Noted.'],
      ['thanks', 'Noted.'],
      ['topic: hold music', 'Noted as a topic.'],
    ] as const) {
      const said = await desk.slack.say(elena, leaders, text, { thread: root.ts });
      await desk.reply({ channel: leaders, thread: root.ts, after: said.ts }, answer);
    }
    const asked = await desk.slack.say(elena, leaders, 'How do I refund without a receipt?', {
      thread: root.ts,
    });
    await desk.reply({ channel: leaders, thread: root.ts, after: asked.ts }, '[1]');
    await desk.slack.press(elena, root, 'Complete');
    const form = JSON.stringify(desk.slack.openView(elena));
    for (const words of ['she knows the cause of her repeat calls', 'hold music'])
      expect(form).toContain(words);
  });

  it('is completed in the form, and shows what to do next', async () => {
    const after = latest(leaders);
    const refused = await desk.slack.submitView(elena, { ...outcome, followUpOn: '' });
    expect(refused.body).toContain('Choose a day');
    await desk.slack.submitView(elena, outcome);
    card = await desk.reply({ channel: leaders, after }, 'Completed.', 'Practise the close', 'Send to Priya');
    expect(await rows()).toMatchObject([
      {
        meeting_status: 'held',
        processing_status: 'none',
        engagement: 4,
        concerns: 'Worried about her shifts',
        follow_up_required: true,
      },
    ]);
  });

  it('sends Priya what she committed to, and nothing that was observed', async () => {
    const [before, at] = [latest(hers), latest(leaders)];
    await desk.slack.press(elena, card, 'Send to Priya');
    const preview = await desk.reply(
      { channel: leaders, after: at },
      'This is what Priya gets, and nothing else',
    );
    await desk.slack.press(elena, preview, 'Send');
    const recap = await desk.reply(
      { channel: hers, after: before },
      'Practise the close twice a week',
      'Wed 10 Mar 2027',
    );
    expect(recap.text).toBe('Your leader sent you what came of your 1:1.');
    const seen = desk.shown({ channel: hers }).join('\n');
    expect(seen).not.toMatch(/Worried|hold music|repeat calls|of 5/);
  });

  it('leaves no word of it in logs of deliveries, audit or references', async () => {
    const rest = await desk.demo.rows(
      `SELECT (SELECT coalesce(string_agg(t::text, ' '), '') FROM deliveries t)
           || (SELECT coalesce(string_agg(t::text, ' '), '') FROM audit_log t)
           || (SELECT coalesce(string_agg(t::text, ' '), '') FROM conversation_references t) AS text`,
    );
    expect(JSON.stringify(rest)).not.toMatch(/Worried|Practise|hold music/);
  });

  it('a transcript that comes afterwards becomes part of it, and is found then', async () => {
    const [meeting] = await rows();
    const id = String(meeting?.['session_id']);
    const index = () =>
      desk.demo.rows(
        `SELECT wanted_version FROM record_index WHERE source_table = 'coaching_sessions' AND source_id = '${id}'`,
      );
    expect(await index()).toEqual([{ wanted_version: 0 }]);
    const after = latest(leaders);
    await desk.slack.upload(elena, leaders, {
      name: 'coaching.vtt',
      content: transcript('coaching-priya-and-daniel.vtt'),
      text: '1:1 with Priya on 3 March 2027',
    });
    await desk.reply({ channel: leaders, after }, '1:1 with Priya Raman', 'Who spoke');
    await desk.reply({ channel: leaders, after }, /^Priya Raman/, 'Wins');
    expect(await rows()).toMatchObject([{ session_id: id, meeting_status: 'held', engagement: 4 }]);
    expect(await index()).toEqual([{ wanted_version: 1 }]);
  });
});
