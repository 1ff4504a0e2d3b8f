import type { MailOutcome, MailTrouble } from './mail-ports.ts';
import type { SendingOutcome } from './ports.ts';

const minuteMs = 60_000;
/** How long after a try that failed for now the next one follows; the last counts for all after it. */
const retryAfterMs = [1, 5, 15, 60].map((minutes) => minutes * minuteMs);
const mostTries = 8;

/** Plain words for the author, by what went wrong. */
const reasons: Readonly<Record<MailTrouble, string>> = {
  recipient:
    'The mail server says that this address does not exist or takes no mail. Please check the address.',
  content: 'The mail server would not take this mail. Shorter or other words may help.',
  sender: 'The mail server does not accept our sender. Your admin would check SMTP_FROM.',
  login: 'The mail server does not accept our login. Your admin would check SMTP_URL.',
  unreachable: 'The mail server could not be reached.',
  busy: 'The mail server asked us to come back later.',
};

export const interrupted =
  'The connection broke while the mail was being handed over, so it may have arrived, or not.';
export const senderGone = 'Its sender is not in the organisation any more.';
export const reopened =
  'The summary was opened again after this was scheduled. Approve it, check the mail, and send it then.';

/** What try number `attempt` (from 1) to an address comes to. */
export function outcomeOf(
  outcome: MailOutcome,
  { attempt, to, now }: { attempt: number; to: string; now: Date },
): SendingOutcome {
  switch (outcome.kind) {
    case 'accepted':
      return { kind: 'sent', at: now, to };
    case 'unknown':
      return { kind: 'unconfirmed', failure: interrupted };
    case 'withheld':
      return { kind: 'again', dueAt: now, failure: '' };
    case 'refused': {
      const failure = reasons[outcome.trouble];
      if (!outcome.again) return { kind: 'failed', failure };
      if (attempt >= mostTries) return { kind: 'failed', failure: `${failure} I tried ${mostTries} times.` };
      const delayMs = retryAfterMs[Math.min(attempt, retryAfterMs.length) - 1] ?? 0;
      return { kind: 'again', dueAt: new Date(now.getTime() + delayMs), failure };
    }
  }
}
