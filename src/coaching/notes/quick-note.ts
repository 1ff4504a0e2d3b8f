export const noteTypes = ['POSITIVE', 'COACHING', 'URGENT', 'COMPLIANCE', 'GENERAL'] as const;
export type NoteType = (typeof noteTypes)[number];
export const notePriorities = ['HIGH', 'MEDIUM', 'LOW'] as const;
export type NotePriority = (typeof notePriorities)[number];

/** What the words are read for, and the form offers; a note that was imported may have another. */
export const noteCategories = [
  'Call quality',
  'Customer service',
  'Compliance',
  'Process',
  'Attendance',
  'Sales',
  'Teamwork',
  'Product knowledge',
] as const;

/** In characters (UTF-16 units). */
export const noteLimits = { content: 4_000, label: 100, reference: 100, how: 2_000, url: 1_000 } as const;

/** An observation about a person, read by its author and the author's line, and by that person once it was shared. */
export interface QuickNote {
  id: string;
  organizationId: string;
  authorId: string;
  subjectId: string;
  type: NoteType;
  /** e.g. `Call quality`; undefined when the words give no hint. */
  category?: string;
  /** Inside the category, e.g. `Hold time`. */
  subcategory?: string;
  priority: NotePriority;
  content: string;
  /** Lower case, without `#`. */
  tags: readonly string[];
  requiresFollowUp: boolean;
  /** The call that it is about, as the telephone system names it. */
  callId?: string;
  customerId?: string;
  /** Where the words were taken from ("Save as note"): an https address. */
  sourceUrl?: string;
  /** When it was observed; never later than it was written down. */
  occurredAt: Date;
  /** The 1:1 that it is kept for, or that dealt with it. */
  linkedSessionId?: string;
  /** Undefined: open. `by` is absent once that person's account is gone. */
  addressed?: { at: Date; by?: string; how?: string };
  /** From then on the person whom it is about reads it too. */
  sharedAt?: Date;
  /** Counts up with every change, from 1. */
  version: number;
  createdAt: Date;
}

/** A note as it is first written down. */
export type NewNote = Omit<
  QuickNote,
  'id' | 'createdAt' | 'version' | 'addressed' | 'sharedAt' | 'linkedSessionId'
>;

/** What a change sets; null takes away what was there. */
export interface NotePatch {
  type?: NoteType;
  category?: string | null;
  subcategory?: string | null;
  priority?: NotePriority;
  content?: string;
  tags?: readonly string[];
  requiresFollowUp?: boolean;
  callId?: string | null;
  customerId?: string | null;
  occurredAt?: Date;
  linkedSessionId?: string | null;
  addressed?: { at: Date; by: string; how?: string } | null;
  sharedAt?: Date;
}

/** Types that a leader does better to say than to send: sharing them asks twice. */
export const isDelicate = ({ type }: Pick<QuickNote, 'type'>): boolean =>
  type === 'URGENT' || type === 'COMPLIANCE';
