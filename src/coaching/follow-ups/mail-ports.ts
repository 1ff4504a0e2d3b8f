/** One mail to one person. Every field is plain text; none may hold a line break but `text`. */
export interface OutgoingMail {
  /** With angle brackets; the same for every try of the same mail. */
  messageId: string;
  to: { name: string; address: string };
  /** The person behind it: named as sender, and whom an answer reaches. */
  replyTo: { name: string; address: string };
  subject: string;
  text: string;
  /** Of the first try, so that every try sends the same bytes. */
  date: Date;
}

/** Why a mail was not taken, apart from the words that the server said. */
export type MailTrouble =
  /** The address does not exist, or takes no mail. */
  | 'recipient'
  /** The content, its size or its sender's reputation. */
  | 'content'
  /** SMTP_FROM, or the login of SMTP_URL: the operator's to mend. */
  | 'sender'
  | 'login'
  /** No connection, no answer in time, or one that made no sense. */
  | 'unreachable'
  /** Asked to come back later. */
  | 'busy';

export type MailOutcome =
  /** The server has it, and will deliver it or say that it could not. */
  | { kind: 'accepted' }
  /** Surely not sent. */
  | { kind: 'refused'; trouble: MailTrouble; again: boolean }
  /** The connection broke while the mail was being handed over: it may have been taken. */
  | { kind: 'unknown' }
  /** `beforeHandOver` said no, or `signal` fired before it was asked. */
  | { kind: 'withheld' };

export interface MailTransport {
  /** What Message-IDs end in: the domain of SMTP_FROM. */
  readonly domain: string;
  /**
   * Sends one mail. Never throws for what a server says or fails to say.
   * @param options.beforeHandOver asked once the server has agreed to take the mail, before its first byte; `false` stops it.
   *   What it throws is thrown.
   */
  send(
    mail: OutgoingMail,
    options: { beforeHandOver: () => Promise<boolean>; signal?: AbortSignal },
  ): Promise<MailOutcome>;
  /** Connects and logs in, and sends nothing. @throws AppError MAIL_002 */
  verify(): Promise<void>;
}

/** Keeps all workers of a deployment, together, under 14 mails a second. */
export interface MailPace {
  /** Hands out the next moment at which a mail may go. Each is handed out once; one that is not used is lost. */
  nextSlot(organizationId: string): Promise<Date>;
}
