import type { ProfileFieldKey } from './field-catalogue.ts';
import type { Visibility } from './profile.ts';

/** What the assistant asks about, in this order; the rest is written by form or words. */
export const askedFields = [
  'expertise',
  'learning_style',
  'feedback_method',
  'motivators',
  'development_areas',
  'star_card',
  'flow',
  'best_coaching_time',
  'aspirations',
] as const satisfies readonly ProfileFieldKey[];

/** One person's way through the questions. The answers stand in the profile, never here. */
export interface Questionnaire {
  /** Only words in this conversation can be answers. */
  conversationKey: string;
  state: 'asking' | 'paused' | 'finished';
  /** The question that waits. */
  field?: ProfileFieldKey;
  /** Who is to see its answer, where the person said so. */
  visibility?: Visibility;
  skipped: readonly ProfileFieldKey[];
  /** Questions gone past, oldest first, with the edit that their answer made. */
  trail: readonly { field: ProfileFieldKey; editId?: string }[];
  /** The turn that moved it last: tried again, it moves nothing. */
  lastTurn?: string;
  updatedAt: Date;
}

/** So long after the last move, words in the conversation are an answer. */
export const questionWaitsMs = 3 * 3_600_000;
