import type { OutgoingMail } from '../../../src/coaching/follow-ups/mail-ports.ts';
import { createSmtpTransport } from '../../../src/mail/smtp-transport.ts';
import { startMailServer, type MailServer } from '../../support/mail/mail-server.ts';

const mail: OutgoingMail = {
  messageId: '<8c1e@coach.example>',
  to: { name: 'Zoë Ångström', address: 'zoe@client.example' },
  replyTo: { name: 'Cleo Coach', address: 'cleo@coach.example' },
  subject: 'Danke für heute – und weiter so ✨',
  text: 'Hi Zoë,\n\nyour wins:\n- Closed <b>every</b> ticket\n- Called Ann\n\nBest,\nCleo',
  date: new Date('2026-11-20T09:00:00Z'),
};

let smtp: MailServer;
beforeEach(async () => {
  smtp = await startMailServer();
});
afterEach(() => smtp.close());

const transport = (timeouts: { connectTimeoutMs?: number; answerTimeoutMs?: number } = {}) =>
  createSmtpTransport({ server: smtp.server, from: 'coaching@coach.example', ...timeouts });

/** Sends, and says besides how often it was asked before handing over. */
async function send(sender = transport(), yes = true, message = mail) {
  let asked = 0;
  const outcome = await sender.send(message, {
    beforeHandOver: () => {
      asked += 1;
      return Promise.resolve(yes);
    },
  });
  return { outcome, asked };
}

const decoded = (raw: string): string => {
  const [, html = ''] = /Content-Type: text\/html[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/u.exec(raw) ?? [];
  return html
    .replace(/=\r\n/gu, '')
    .replace(/=([0-9A-F]{2})/gu, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
};

it('hands one mail over: sender, answer address, id, both bodies', async () => {
  expect(await send()).toEqual({ outcome: { kind: 'accepted' }, asked: 1 });
  expect(smtp.received).toHaveLength(1);
  const [{ raw, from, to, messageId } = { raw: '', from: '', to: [], messageId: '' }] = smtp.received;
  expect({ from, to, messageId }).toEqual({
    from: 'coaching@coach.example',
    to: ['zoe@client.example'],
    messageId: '<8c1e@coach.example>',
  });
  expect(raw).toMatch(/^From: (?:"?Cleo Coach"?) <coaching@coach\.example>\r$/mu);
  expect(raw).toMatch(/^Reply-To: (?:"?Cleo Coach"?) <cleo@coach\.example>\r$/mu);
  expect(raw).toMatch(/^Subject: =\?UTF-8\?/mu);
  expect(raw).toMatch(/Content-Type: text\/plain; charset=utf-8/u);
  const html = decoded(raw);
  expect(html).toContain('<li>Closed &lt;b&gt;every&lt;/b&gt; ticket</li>');
  expect(html).not.toMatch(/<img|<a |http/u);
});

it('refuses to write a line break into a header', async () => {
  const sneaky = { ...mail, subject: 'Hi\r\nBcc: everyone@example.com' };
  await expect(send(transport(), true, sneaky)).rejects.toThrow('control character');
  expect(smtp.connections()).toBe(0);
});

it.each([
  [550, 'recipient', false],
  [452, 'busy', true],
  [552, 'recipient', true],
] as const)('knows what %i to the address means', async (answer, trouble, again) => {
  smtp.next('rcpt', { answer });
  expect(await send()).toEqual({ outcome: { kind: 'refused', trouble, again }, asked: 0 });
  expect(smtp.received).toEqual([]);
});

it.each([
  [554, 'content', false],
  [451, 'busy', true],
] as const)('knows what %i after the mail means', async (answer, trouble, again) => {
  smtp.next('end', { answer });
  expect(await send()).toEqual({ outcome: { kind: 'refused', trouble, again }, asked: 1 });
  expect(smtp.received).toEqual([]);
});

it('may try again when the server hangs up or falls silent before the mail', async () => {
  smtp.next('rcpt', 'hang up');
  expect(await send()).toEqual({
    outcome: { kind: 'refused', trouble: 'unreachable', again: true },
    asked: 0,
  });
  smtp.next('rcpt', 'silence');
  expect(await send(transport({ answerTimeoutMs: 150 }))).toEqual({
    outcome: { kind: 'refused', trouble: 'unreachable', again: true },
    asked: 0,
  });
});

it.each(['hang up', 'silence'] as const)(
  'does not know when the server meets the last byte with: %s',
  async (conduct) => {
    smtp.next('end', conduct, { taken: true });
    const { outcome } = await send(transport({ answerTimeoutMs: 150 }));
    expect(outcome).toEqual({ kind: 'unknown' });
    expect(smtp.received).toHaveLength(1);
  },
);

it('hands nothing over when it is told not to, or when asking fails', async () => {
  expect((await send(transport(), false)).outcome).toEqual({ kind: 'withheld' });
  const broken = transport().send(mail, {
    beforeHandOver: () => Promise.reject(new Error('the database is away')),
  });
  await expect(broken).rejects.toThrow('the database is away');
  expect(smtp.received).toEqual([]);
});

it('may try again when nobody listens', async () => {
  const before = transport();
  await smtp.close();
  expect(await send(before)).toEqual({
    outcome: { kind: 'refused', trouble: 'unreachable', again: true },
    asked: 0,
  });
  await expect(before.verify()).rejects.toMatchObject({ code: 'MAIL_002' });
});

it('logs in, and says when the login is refused', async () => {
  const guarded = await startMailServer({ user: 'coach', pass: 'right' });
  const as = (pass: string) =>
    createSmtpTransport({
      server: { ...guarded.server, login: { user: 'coach', pass } },
      from: 'coaching@coach.example',
    });
  await as('right').verify();
  expect((await send(as('right'))).outcome).toEqual({ kind: 'accepted' });
  expect((await send(as('wrong'))).outcome).toEqual({ kind: 'refused', trouble: 'login', again: true });
  await expect(as('wrong').verify()).rejects.toMatchObject({
    userMessage: expect.stringContaining('login') as string,
  });
  await guarded.close();
});
