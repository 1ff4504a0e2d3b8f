import { toActor } from '../../src/coaching/people/user.ts';
import { scheduleSession } from '../../src/coaching/sessions/schedule-session.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

const weekly = [
  'Naomi Feldman: How did the week go, and what was hard for you?',
  'Pria: I called every customer back before noon, and two of them thanked me.',
  'Speaker 2: I still struggle with the closing question on long calls.',
  'Naomi Feldman: What will you try?',
  'Pria: My card is 4111 1111 1111 1111, sorry, that was for somebody else.',
  'Speaker 2: I will write the closing question on a card by Friday.',
].join('\n');
const naomi = 'U0NAOMI';

describe('who speaks, and which session it is, in Slack', () => {
  let desk: SlackDesk;
  let channel: string;
  beforeAll(async () => {
    desk = await openSlackDesk();
    channel = await desk.direct(naomi);
  });
  afterAll(() => desk.close());

  const upload = (content: string, text: string) =>
    desk.slack.upload(naomi, channel, { name: 'weekly.txt', content, text });
  const now = (message: StandInMessage, ...shown: string[]) =>
    desk.slack.waitForMessage(
      (other) => other.ts === message.ts && shown.every((words) => visibleText(other).includes(words)),
    );

  let thread: string;

  it('an uncertain match is asked in the thread, and the answer changes the card', async () => {
    const { ts } = await upload(weekly, 'weekly');
    const card = await desk.reply({ channel, after: ts }, 'Weekly', 'Who spoke', 'Who is “Speaker 2”?');
    thread = card.ts;
    const question = await desk.reply({ channel, thread }, 'Is “Pria” **Priya Raman**?', 'nobody is matched');
    await desk.reply({ channel, thread }, /^Pria/, 'Draft, version 1');
    await now(card, 'summary draft, version 1', 'priority');
    await desk.slack.press(naomi, question, 'Yes, Priya Raman');
    await now(question, '“Pria” is **Priya Raman**', 'once it is approved');
    const fresh = await desk.slack.waitForMessage(
      (message) => message.ts === card.ts && !visibleText(message).includes('Who is “Pria”?'),
    );
    expect(visibleText(fresh)).toContain('Who is “Speaker 2”?');
  });

  it('a speaker without a name can be told, but not as somebody who speaks already', async () => {
    const card = await desk.reply({ channel }, 'Weekly', 'Who spoke');
    await desk.slack.press(naomi, card, 'Who is “Speaker 2”?');
    const question = await desk.reply(
      { channel, after: card.ts },
      'Who is “Speaker 2”?',
      'nobody is matched',
    );
    await desk.slack.press(naomi, question, 'Somebody else…');
    const submitted = await desk.slack.submitView(naomi, { email: 'priya.raman@fennimoor.example' });
    expect(submitted).toMatchObject({ status: 200, body: '' });
    await desk.reply({ channel, after: card.ts }, 'Another speaker of this session is Priya Raman already');
    await desk.slack.press(naomi, question, 'New client…');
    await desk.slack.submitView(naomi, {
      name: 'Aisha Khan',
      email: 'aisha@client.example',
      timezone: 'Europe/London',
    });
    const told = await desk.reply({ channel, after: card.ts }, '“Speaker 2” is **Aisha Khan**, a client.');
    await desk.slack.press(naomi, told, 'Change');
    const again = await desk.reply({ channel, after: told.ts }, 'Who is “Speaker 2”?');
    await desk.slack.press(naomi, again, 'Nobody I know');
    await now(again, '“Speaker 2” stays a name');
  });

  it('the same file is known, shown on request, and taken again on purpose', async () => {
    const { ts } = await upload(weekly, 'weekly once more');
    const known = await desk.reply(
      { channel, after: ts },
      'I know this file already',
      '**Weekly**',
      'as a new session',
    );
    await desk.slack.press(naomi, known, 'Show it');
    const shown = await desk.reply({ channel, after: known.ts }, 'Weekly', 'Who spoke');
    await desk.slack.press(naomi, shown, 'Pria’s summary');
    const summary = await desk.reply({ channel, after: shown.ts }, /^Pria/, 'Draft');
    expect(JSON.stringify(summary)).not.toContain('4111');
    const again = await upload(weekly, 'weekly, as a new session');
    await desk.reply({ channel, after: again.ts }, 'Weekly', 'Who spoke');
  });

  it('a transcript joins the planned session around that time; among several it is asked', async () => {
    const { core, organizationId } = desk.demo;
    const user = await core.users.findByEmail(organizationId, 'naomi.feldman@fennimoor.example');
    if (user === undefined) throw new Error('Naomi is not there');
    const plan = (title: string) =>
      scheduleSession(core, {
        actor: toActor(user),
        at: new Date(),
        type: 'REGULAR',
        title,
        participants: [],
        key: title,
      });
    const planned = await plan('Monthly review');
    const first = await upload(`${weekly}\nPria: Bye.`, 'here it is');
    await desk.reply({ channel, after: first.ts }, 'I took this as your planned session **Monthly review**');
    expect(await core.sessions.find(organizationId, planned.id)).toMatchObject({
      meeting: 'held',
      title: 'Monthly review',
    });

    await plan('Closing calls');
    await plan('Opening calls');
    const second = await upload(`${weekly}\nPria: Bye bye.`, 'another one');
    const card = await desk.reply({ channel, after: second.ts }, 'Another one', 'Who spoke');
    const question = await desk.reply(
      { channel, thread: card.ts },
      'several planned sessions',
      'Opening calls',
    );
    await now(card, 'summary draft, version 1');
    await desk.slack.press(naomi, question, 'Closing calls');
    await now(question, 'This transcript now belongs to **Closing calls**');
    await now(card, 'Closing calls');
  });
});
