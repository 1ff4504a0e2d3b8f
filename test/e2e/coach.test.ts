import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';
import { openTeamsDesk } from './support/teams-desk.ts';

const [priya, elena, team] = ['U0PRIYA', 'U0ELENA', 'C0TEAMSERVICE'];

describe('coaching in Slack, with the offline model', () => {
  let desk: SlackDesk;
  beforeAll(async () => {
    desk = await openSlackDesk();
  });
  afterAll(() => desk.close());

  async function tell(user: string, text: string, ...words: (string | RegExp)[]): Promise<StandInMessage> {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return desk.reply({ channel, after: ts }, ...words);
  }

  it('asks before it advises, and ends with a step that the person chose', async () => {
    await tell(
      priya,
      'I keep getting angry at callers',
      'You keep getting angry at callers.',
      '?',
      'Only you can see this.',
    );
    await tell(priya, 'Yesterday a caller shouted at me about his shed door and I shouted back', '?');
    // A procedure is answered in between, and the talk goes on after it.
    await tell(priya, 'how do I refund without a receipt?', 'Search Rootstock for the purchase', '[1]');
    await tell(priya, 'I took a breath before the next call', 'took a breath before the next call', '?');
    await tell(priya, 'I could take a breath before I answer, or write down what they say', '?');
    // "Good" is no small talk while a question waits.
    const choice = await tell(priya, 'good', 'Which one will you do?', 'take a breath before I answer');
    const channel = await desk.direct(priya);
    await desk.slack.press(priya, choice, 'write down what they say');
    const when = await desk.reply(
      { channel, after: choice.ts },
      'You chose “write down what they say”',
      'When',
    );
    // Pressed late, it says so and changes nothing.
    await desk.slack.press(priya, choice, 'take a breath before I answer');
    await desk.reply({ channel, after: when.ts }, 'Our talk has moved on since.');
    await tell(priya, 'tomorrow', 'it is.', 'How sure are you, from one to ten?');
    await tell(priya, '8', 'That is your step.', 'write down what they say', '8 of 10');
    const rate = await desk.reply({ channel, after: when.ts }, 'How useful was our talk?');
    await desk.slack.press(priya, rate, 'Useful');
    await desk.reply({ channel }, 'Noted: “Useful”.');
  });

  it('remembers what they talked about, for the person alone', async () => {
    const list = await tell(
      priya,
      'What have we talked about?',
      'I keep getting angry at callers',
      'You chose “write down what they say”',
    );
    expect(visibleText(list)).toContain('Only you can see this.');
    await tell(elena, 'What have we talked about?', 'We haven’t had a coaching talk yet.');
    await tell(priya, 'can you coach me?', 'Last time you chose “write down what they say”');
    await tell(priya, 'let’s leave it', 'We stop here.');
    // Afterwards small talk is small talk again.
    await tell(priya, 'good', 'I’m here when you need me.');
  });

  it('lets what was said since stand when a message of a talk is edited', async () => {
    const channel = await desk.direct(elena);
    const { ts } = await desk.slack.say(elena, channel, 'I feel stuck with my notes');
    const first = await desk.reply({ channel, after: ts }, 'You feel stuck with your notes.');
    await desk.slack.edit(elena, channel, ts, 'I feel stuck with my reports');
    await desk.reply({ channel, after: first.ts }, 'I saw your edit. What we said since stands');
    await tell(elena, 'stop', 'We stop here.');
  });

  it('never coaches in a channel', async () => {
    await desk.slack.say(priya, team, `<@${desk.slack.botUserId}> can you coach me?`);
    await desk.reply({ channel: team, onlyFor: priya }, 'I coach in our direct message');
    await desk.slack.say(priya, team, `<@${desk.slack.botUserId}> what have we talked about?`);
    await desk.reply({ channel: team, onlyFor: priya }, 'stays in our direct message');
    expect(desk.shown({ channel: team }).join('\n')).not.toContain('angry');
  });

  it('leaves no word of it in deliveries, the inbox, the audit log or the record of model calls', async () => {
    for (const table of ['deliveries', 'inbox_events', 'audit_log', 'model_calls']) {
      const rows = await desk.demo.rows(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toMatch(/angry at callers|write down what they say/);
    }
  });
});

describe('coaching in Teams, with the offline model', () => {
  it('goes through the same talk, button by button', async () => {
    const desk = await openTeamsDesk('naomi.feldman@fennimoor.example');
    try {
      await desk.ask('coach me', 'What would be most useful to talk about today?');
      await desk.ask('I’m nervous about my first 1:1', 'You’re nervous about your first 1:1.');
      await desk.ask('Last Monday I opened the meeting and forgot every single thing I had planned', '?');
      await desk.ask('I asked a question', 'What could you try?');
      await desk.ask('I could write three lines, or ask Theo', '?');
      const which = await desk.ask('nothing else', 'Which one will you do?');
      await desk.press(which, 'write three lines');
      await desk.shown('You chose “write three lines”');
      await desk.ask('stop', 'We stop here, and your step stays.');
    } finally {
      await desk.close();
    }
  });
});
