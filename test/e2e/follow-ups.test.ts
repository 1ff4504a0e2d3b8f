import { jest } from '@jest/globals';
import { openFollowUp } from '../../src/coaching/follow-ups/open-follow-up.ts';
import { startMailServer, type MailServer } from '../support/mail/mail-server.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { StandInMessage } from '../support/slack/types.ts';
import { transcript } from './support/demo-people.ts';
import { openSlackDesk, type SlackDesk } from './support/slack-desk.ts';

jest.setTimeout(60_000);

const vtt = { name: 'coaching.vtt', content: transcript('coaching-priya-and-daniel.vtt') };

/** Plain text of a mail, its quoted-printable or base64 undone. */
function textOf(raw: string): string {
  const [, headers = '', body = ''] =
    /(Content-Type: text\/plain[\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/u.exec(raw) ?? [];
  if (/base64/iu.test(headers)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replace(/=\r\n/gu, '')
    .replace(/=([0-9A-F]{2})/gu, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

describe('a follow-up, from the approved summary to the mailbox', () => {
  let desk: SlackDesk;
  let smtp: MailServer;
  let channel: string;
  let thread: string;
  let card: StandInMessage;

  beforeAll(async () => {
    smtp = await startMailServer();
    desk = await openSlackDesk({ mail: { url: smtp.url, from: 'coaching@fennimoor.example' } });
    channel = await desk.direct('U0NAOMI');
    const { ts } = await desk.slack.upload('U0NAOMI', channel, {
      ...vtt,
      text: '1:1 with Priya and Daniel on 10 March 2026',
    });
    thread = (await desk.reply({ channel, after: ts }, 'Who spoke', 'Priya Raman')).ts;
  });
  afterAll(async () => {
    await desk.close();
    await smtp.close();
  });

  async function tell(text: string) {
    const { ts } = await desk.slack.say('U0NAOMI', channel, text, { thread });
    return { channel, thread, after: ts };
  }
  const cardNow = (...words: string[]) =>
    desk.slack.waitForMessage(
      (message) => message.ts === card.ts && words.every((word) => visibleText(message).includes(word)),
    );

  it('waits for the approval', async () => {
    const summary = await desk.reply({ channel, thread }, /^Priya Raman/, 'Wins');
    await desk.reply({ channel, thread }, /^Daniel Osei/, 'Wins');
    await desk.reply(
      await tell('draft a follow-up email to Priya'),
      'Please approve Priya Raman’s summary first',
    );
    await desk.slack.press('U0NAOMI', summary, 'Approve');
    await desk.reply({ channel, thread }, '**Priya Raman**’s summary is approved');
  });

  it('is drafted by the button, from what the participant may read, without what was hard', async () => {
    const approved = await desk.reply({ channel, thread }, '**Priya Raman**’s summary is approved');
    await desk.slack.press('U0NAOMI', approved, 'Follow up');
    const choice = await desk.reply(
      { channel, thread, after: approved.ts },
      'What shall I draft for **Priya Raman**?',
    );
    await desk.slack.press('U0NAOMI', choice, 'Mail');
    card = await desk.reply({ channel, thread, after: choice.ts }, 'Mail to Priya Raman', 'Draft');
    const text = visibleText(card);
    expect(text).toContain('priya.raman@fennimoor.example');
    expect(text).toContain('Repeat calls dropped from eleven to six');
    const summary = visibleText(await desk.reply({ channel, thread }, /^Priya Raman/, 'Challenges'));
    const [, hard = ''] = /Challenges\n+(.+?)\n/u.exec(summary.replaceAll('*', '')) ?? [];
    expect(hard.length).toBeGreaterThan(10);
    expect(text).not.toContain(hard);
  });

  it('is refined in the thread, and taken back', async () => {
    await desk.reply(
      await tell('change the subject to Our plan'),
      'This is version 2 now',
      '+ Subject: Our plan',
    );
    await cardNow('Our plan', 'version 2');
    await desk.reply(await tell('add: Call me any time.'), 'This is version 3 now', '+ Call me any time.');
    await desk.reply(await tell('warmer'), 'version 4');
    await desk.reply(await tell('undo'), 'Took back “warmer”', 'version 5');
    await desk.reply(
      await tell('make it rhyme'),
      /reword|What exactly shall I change/,
      'unchanged, version 5',
    );
    await cardNow('Call me any time.', 'version 5');
  });

  it('is scheduled in words, with a button that says when, and stopped again', async () => {
    const ask = await desk.reply(await tell('send it tomorrow at 9'), 'Shall I send it to', '09:00');
    await desk.slack.press('U0NAOMI', ask, 'Schedule');
    await desk.reply(
      { channel, thread, after: ask.ts },
      'it goes to',
      '09:00',
      'Until then you can change or stop it',
    );
    await cardNow('Goes out on', '09:00');
    await desk.reply(await tell('cancel it'), 'Stopped. It is not sent.');
    await cardNow('Cancelled');
    expect(smtp.received).toEqual([]);
  });

  it('is sent once, with the right words, to the right person', async () => {
    const fresh = await cardNow('Cancelled', 'version 5');
    await desk.slack.press('U0NAOMI', fresh, 'Send now');
    await cardNow('Sent on', 'to priya.raman@fennimoor.example');
    // The same button under an older message.
    const older = await desk.reply({ channel, thread }, 'Took back “warmer”');
    await desk.slack.press('U0NAOMI', older, 'Send now');
    await desk.reply({ channel, thread }, 'too late');
    expect(smtp.received).toHaveLength(1);
    const [mail] = smtp.received;
    expect(mail?.to).toEqual(['priya.raman@fennimoor.example']);
    expect(mail?.raw).toMatch(/^Subject: Our plan\r$/mu);
    expect(mail?.raw).toMatch(/^Reply-To: .*<naomi\..*@fennimoor\.example>\r$/mu);
    const text = textOf(mail?.raw ?? '');
    expect(text).toContain('Repeat calls dropped from eleven to six');
    expect(text).toContain('Call me any time.');
    // Daniel's summary has lines of his own; none of them is Priya's to read, nor what he took on in hers.
    const lines = await desk.demo.rows(
      `SELECT line->>'text' AS text FROM summaries s JOIN session_participants p ON p.id = s.participant_id
         JOIN summary_versions v ON v.summary_id = s.id AND v.version = s.version, jsonb_array_elements(v.lines) line
        WHERE p.name = 'Daniel Osei' AND coalesce(line->>'owner', 'Daniel Osei') = 'Daniel Osei'`,
    );
    expect(lines.length).toBeGreaterThan(3);
    for (const { text: line } of lines) expect(text).not.toContain(String(line).replace(/\.$/u, ''));
  });

  it('tells the coach once when the address is refused, and tries again at the press of a button', async () => {
    const again = await desk.reply(await tell('draft a recap for Priya'), 'Recap by mail to Priya Raman');
    smtp.next('rcpt', { answer: 550 });
    await desk.slack.press('U0NAOMI', again, 'Send now');
    const trouble = await desk.reply({ channel, thread, after: again.ts }, 'was not sent', 'does not exist');
    await desk.slack.press('U0NAOMI', trouble, 'Retry');
    card = again;
    await cardNow('Sent on');
    expect(smtp.received).toHaveLength(2);
    expect(desk.shown({ channel, thread }).filter((text) => text.includes('was not sent'))).toHaveLength(1);
  });

  it('drafts a text message to copy instead, and sends none', async () => {
    const text = await desk.reply(
      await tell('write a text message to Priya'),
      'Text message to Priya Raman',
      'for you to copy',
    );
    expect(JSON.stringify(text.blocks)).not.toContain('Send now');
    await desk.reply(await tell('send it now'), /don’t send/);
    expect(smtp.received).toHaveLength(2);
  });

  it('is nobody else’s: who may not write the summary finds nothing', async () => {
    const [row] = await desk.demo.rows(`SELECT id FROM follow_ups LIMIT 1`);
    const { core, organizationId } = desk.demo;
    const daniel = await core.users.findByEmail(organizationId, 'daniel.osei@fennimoor.example');
    if (daniel === undefined) throw new Error('Daniel is not there');
    const opened = openFollowUp(core, daniel, String(row?.['id']));
    await expect(opened).rejects.toMatchObject({ code: 'FOLLOWUP_001' });
  });
});
