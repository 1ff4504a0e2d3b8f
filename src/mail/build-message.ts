import MarkdownIt from 'markdown-it';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from '../coaching/follow-ups/mail-ports.ts';

/** HTML in the text shows as text; nothing is fetched from anywhere, and nothing tells who read it. */
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable([
  'image',
  'link',
  'autolink',
]);

/** Line breaks would begin a header of their own; whoever builds a mail has taken them out already. */
function assertOneLine(...values: readonly string[]): void {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (values.some((value) => /[\u0000-\u001f\u007f]/u.test(value)))
    throw new Error('A header field of a mail holds a control character.');
}

const toHtml = (text: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif;line-height:1.5">${markdown.render(text)}</body></html>`;

/** The mail as bytes: plain text with simple HTML beside it, to one person. The same mail gives the same bytes but for the boundary. */
export async function buildMessage(mail: OutgoingMail, from: string): Promise<Buffer> {
  const { messageId, to, replyTo, subject, text, date } = mail;
  assertOneLine(messageId, to.name, to.address, replyTo.name, replyTo.address, subject);
  return new MailComposer({
    messageId,
    date,
    from: { name: replyTo.name, address: from },
    to: { name: to.name, address: to.address },
    replyTo: { name: replyTo.name, address: replyTo.address },
    subject,
    text,
    html: toHtml(text),
    // A text may look like a path or an address; neither is followed.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
