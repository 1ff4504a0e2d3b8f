import type { Form, FormId } from '../messages/message.ts';
import type { Place, Platform } from './turn.ts';

interface QueryBase {
  platform: Platform;
  installationId: string;
  platformUserId: string;
  place?: Place;
}

/**
 * What must be answered inside the platform's response: never by the agent, within 1.5 s. Its effects still go through
 * the inbox as turns.
 */
export type Query =
  | (QueryBase & { kind: 'form.open'; form: FormId; context: string; text?: string })
  | (QueryBase & { kind: 'form.validate'; form: FormId; context: string; values: Record<string, string> })
  /** Completion of what is being typed: commands, and people after `@`. */
  | (QueryBase & { kind: 'complete'; text: string });

export type QueryAnswer =
  | { kind: 'form'; form: Form }
  /** No entries: the form is fine and may be submitted as a turn. */
  | { kind: 'validation'; errors: Readonly<Record<string, string>> }
  | { kind: 'completions'; items: readonly { value: string; label: string; hint?: string }[] }
  /** Said to the person instead of what was asked for. */
  | { kind: 'refused'; message: string };

/** Answers queries; implemented in turns, called by adapters. Never throws: a fault becomes `refused`. */
export type AnswerQuery = (query: Query) => Promise<QueryAnswer>;
