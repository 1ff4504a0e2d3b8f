import type { MailOutcome } from '../coaching/follow-ups/mail-ports.ts';

/** What nodemailer says of a failure. */
interface SmtpFailure {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
}

/** Server's "I am full": the person's mailbox may have room later. */
const laterAnyway = new Set([452, 552]);

/**
 * What a failed dialogue comes to.
 * @param handedOver whether the first byte of the mail may have gone
 */
export function outcomeOfFailure(error: unknown, handedOver: boolean): MailOutcome {
  const { code, command, responseCode } = (
    typeof error === 'object' && error !== null ? error : {}
  ) as SmtpFailure;
  const answer = typeof responseCode === 'number' ? responseCode : undefined;
  // A "no" is a "no", also after the last byte; only silence leaves it open.
  if (answer === undefined || answer < 400) {
    if (handedOver) return { kind: 'unknown' };
    return { kind: 'refused', trouble: code === 'EAUTH' ? 'login' : 'unreachable', again: true };
  }
  const stage = typeof command === 'string' ? command : '';
  if (code === 'EAUTH' || stage.startsWith('AUTH')) return { kind: 'refused', trouble: 'login', again: true };
  if (answer < 500) return { kind: 'refused', trouble: 'busy', again: true };
  // At the greeting or EHLO a server that refuses does so to everybody: it is in trouble, not the mail.
  if (stage === 'CONN' || stage.endsWith('HLO') || stage === 'HELO')
    return { kind: 'refused', trouble: 'unreachable', again: true };
  if (stage.startsWith('RCPT'))
    return { kind: 'refused', trouble: 'recipient', again: laterAnyway.has(answer) };
  if (stage.startsWith('MAIL')) return { kind: 'refused', trouble: 'sender', again: false };
  return { kind: 'refused', trouble: 'content', again: false };
}
