export const followUpKinds = ['email', 'text', 'call_script', 'nurture', 'rehash'] as const;
export type FollowUpKind = (typeof followUpKinds)[number];

/** Text messages and call scripts are there to be copied; the product never sends them. */
export const isMail = (kind: FollowUpKind): boolean => kind !== 'text' && kind !== 'call_script';

export const followUpStatuses = [
  /** A mail that nobody asked to send yet. */
  'draft',
  /** A text message or call script: there to be copied. */
  'ready',
  /** Waits until it is due; so does a mail that is tried again. */
  'scheduled',
  /** A worker is at it. */
  'sending',
  'sent',
  /** The connection broke after the whole mail was handed over: only a person decides about another try. */
  'unconfirmed',
  'failed',
  'cancelled',
] as const;
export type FollowUpStatus = (typeof followUpStatuses)[number];

/** The participant of the summary that it goes back to: a user, a client, or only a name. */
export interface FollowUpRecipient {
  name: string;
  userId?: string;
  clientId?: string;
}

/** Something to say to a participant after a session, at its newest version. */
export interface FollowUp {
  id: string;
  organizationId: string;
  summaryId: string;
  /** Who drafted it, and from whom it comes. */
  authorId: string;
  recipient: FollowUpRecipient;
  kind: FollowUpKind;
  /** Key of the template that it was drafted by. */
  template?: string;
  /** One line; empty for text messages and call scripts. */
  subject: string;
  /** Plain text: paragraphs with blank lines between, lists as lines that begin with `- `. */
  body: string;
  version: number;
  status: FollowUpStatus;
  /** The moment that the author chose. */
  scheduledFor?: Date;
  /** When a worker may try (again). */
  dueAt?: Date;
  /** Tries since it was scheduled. */
  attempts: number;
  /** The newest try: fences off a worker that was thought dead. */
  claimId?: string;
  /** Since when the mail of the try under way may have reached its server whole; undefined: surely not. */
  handedOverAt?: Date;
  /** RFC 5322 Message-ID with its angle brackets; fixed when it is first scheduled, the same for every try. */
  messageId?: string;
  sentAt?: Date;
  sentTo?: string;
  /** Why it failed, or has not been sent yet, in plain words for its author. */
  failure?: string;
  /** Where its card stands and it is talked about; undefined: on the command line, or for the author's eyes alone. */
  conversationKey?: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface FollowUpVersion {
  followUpId: string;
  version: number;
  subject: string;
  body: string;
  /** The author's words; undefined for the first draft and for a change that was taken back. */
  request?: string;
  createdAt: Date;
}

/** What may still be changed, scheduled or cancelled. */
export const isOpen = ({ status }: Pick<FollowUp, 'status'>): boolean =>
  status !== 'sending' && status !== 'sent' && status !== 'unconfirmed';

/** Characters of a body, and of a subject (RFC 5322 allows 998 a line). */
export const maxBodyLength = 10_000;
export const maxSubjectLength = 200;
