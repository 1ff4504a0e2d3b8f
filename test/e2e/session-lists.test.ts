import { jest } from '@jest/globals';
import { toActor } from '../../src/coaching/people/user.ts';
import { addSession } from '../../src/coaching/sessions/add-session.ts';
import { processSession } from '../../src/coaching/sessions/process-session.ts';
import { approveSummary } from '../../src/coaching/summaries/approve-summary.ts';
import { newId } from '../../src/shared/ids.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

// Eleven sessions are read and summarised before the first test.
jest.setTimeout(120_000);

const [elena, priya, daniel] = ['U0ELENA', 'U0PRIYA', 'U0DANIEL'];

describe('finding and exporting sessions, in Slack', () => {
  let desk: SlackDesk;

  beforeAll(async () => {
    desk = await openSlackDesk();
    // Eleven of Elena's with Priya, the first of them approved.
    for (let day = 1; day <= 11; day += 1) await talk(day);
  });
  afterAll(() => desk.close());

  async function talk(day: number): Promise<void> {
    const { core, organizationId } = desk.demo;
    const users = await core.users.list(organizationId);
    const coach = users.find(({ email }) => email.startsWith('elena'));
    if (coach === undefined) throw new Error('Elena is not in the demo.');
    const session = await addSession(core, {
      actor: toActor(coach),
      type: 'INDIVIDUAL',
      date: `2025-03-${String(day).padStart(2, '0')}`,
      title: `Talk number ${day}`,
      fileName: 'talk.txt',
      content: new TextEncoder().encode(
        `${coach.name}: How did it go?\nPriya Raman: I handled ${day} refunds without help. I will call the client by Friday.\n`,
      ),
      uploadKey: newId(),
    });
    const { summaries } = await processSession(core, { organizationId, sessionId: session.id });
    const [summary] = summaries;
    if (day === 1 && summary !== undefined)
      await approveSummary(core, { actor: toActor(coach), summaryId: summary.id, expected: summary.version });
  }

  async function ask(user: string, text: string, ...words: (string | RegExp)[]): Promise<StandInMessage> {
    const channel = await desk.direct(user);
    const { ts } = await desk.slack.say(user, channel, text);
    return desk.reply({ channel, after: ts }, ...words);
  }

  it('lists ten, then the rest; a button opens one', async () => {
    const channel = await desk.direct(elena);
    const first = await ask(elena, 'my sessions in March 2025', 'The newest 10 of 11 sessions');
    expect(visibleText(first)).toContain('Talk number 11');
    expect(visibleText(first)).not.toMatch(/Talk number 1\b/);
    await desk.slack.press(elena, first, 'Show more');
    const second = await desk.reply(
      { channel, after: first.ts },
      'Older sessions',
      'Talk number 1',
      'approved',
    );
    await desk.slack.press(elena, second, 'Open');
    const opened = await desk.reply({ channel, after: second.ts }, 'Talk number 1', 'Led by');
    await desk.slack.press(elena, opened, 'Priya’s summary');
    await desk.reply({ channel, after: opened.ts }, 'Priya Raman', 'Call the client by Friday.');
  });

  it('shows others only what they may read, and says so where it is nothing', async () => {
    const own = await ask(priya, 'which sessions did I have in March 2025?', '1 session');
    expect(visibleText(own)).toContain('Talk number 1');
    await ask(daniel, 'sessions with Priya in March 2025', 'No session fits that');
  });

  it('keeps a command’s list to the one who typed it', async () => {
    await desk.slack.command(elena, 'C0TEAMSERVICE', '/threadcoach sessions unapproved');
    await desk.reply({ channel: 'C0TEAMSERVICE', onlyFor: elena }, /10 sessions/, '1 summary to approve');
    expect(desk.shown({ channel: 'C0TEAMSERVICE' }).join('\n')).not.toContain('Talk number');
  });

  async function download(message: StandInMessage): Promise<string> {
    const [file] = message.files ?? [];
    const answer = await fetch(new URL(file?.path ?? '', desk.slack.origin), {
      headers: { authorization: `Bearer ${desk.slack.botToken}` },
    });
    return answer.text();
  }

  it('exports to the direct message, wherever it was asked for', async () => {
    const channel = await desk.direct(elena);
    const { ts } = await desk.slack.say(
      elena,
      'C0TEAMSERVICE',
      `<@${desk.slack.botUserId}> export my summaries as CSV`,
    );
    const sent = await desk.reply({ channel, after: ts }, '1 summary of 1 session, as CSV');
    expect(sent.files).toMatchObject([{ name: expect.stringMatching(/^summaries-.*\.csv$/) as string }]);
    const text = await download(sent);
    expect(text).toMatch(/^"?session_id/);
    expect(text).toContain('Talk number 1');
    expect(text).not.toContain('Talk number 2');
    await desk.reply(
      { channel: 'C0TEAMSERVICE', onlyFor: elena },
      'I’ve sent you the file in our direct message',
    );
  });

  it('exports what a form asks for', async () => {
    const channel = await desk.direct(elena);
    await desk.slack.command(elena, channel, '/threadcoach export');
    const asked = await desk.reply({ channel }, 'Export summaries');
    await desk.slack.press(elena, asked, 'Export summaries');
    const wrong = { format: 'json', from: '2025-03-05', to: '2025-03-01', include: 'drafts' };
    expect((await desk.slack.submitView(elena, wrong)).body).toContain(
      'The last day is before the first one.',
    );
    await desk.slack.submitView(elena, { ...wrong, to: '2025-03-06' });
    const sent = await desk.reply({ channel, after: asked.ts }, '2 summaries of 2 sessions, as JSON');
    const { summaries } = JSON.parse(await download(sent)) as { summaries: { session: { title: string } }[] };
    expect(summaries.map(({ session }) => session.title)).toEqual(['Talk number 6', 'Talk number 5']);
  });

  it('says when there is nothing to export, and makes no file', async () => {
    const sent = await ask(daniel, 'export my summaries', 'There is no summary to export that fits');
    expect(sent.files).toBeUndefined();
  });
});
