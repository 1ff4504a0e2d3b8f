import type { FormId } from '../messages/form-ids.ts';
import type { Form, PersonPool } from '../messages/message.ts';
import type { Place, Platform } from './turn.ts';

interface QueryBase {
  platform: Platform;
  installationId: string;
  platformUserId: string;
  place?: Place;
  /** As in `Turn`: what looking somebody up in that place takes, where the platform asks for it. */
  replyHandle?: Record<string, unknown>;
}

/**
 * What must be answered inside the platform's response: never by the agent, within 1.5 s. Its effects still go through
 * the inbox as turns.
 */
export type Query =
  | (QueryBase & {
      kind: 'form.open';
      form: FormId;
      context: string;
      /** The words of the message that it is opened from, and the platform's id of who wrote them. */
      text?: string;
      about?: string;
    })
  | (QueryBase & { kind: 'form.validate'; form: FormId; context: string; values: Record<string, string> })
  /** Completion of what is being typed: commands, and people after `@`. */
  | (QueryBase & { kind: 'complete'; text: string })
  /** Completion of a form's person field: who of them has a name that is typed so far. */
  | (QueryBase & { kind: 'people'; among: PersonPool; text: string });

export type QueryAnswer =
  | { kind: 'form'; form: Form }
  /** No entries: the form is fine and may be submitted as a turn. */
  | { kind: 'validation'; errors: Readonly<Record<string, string>> }
  /** Of `people` each value is a person's id. */
  | { kind: 'completions'; items: readonly { value: string; label: string; hint?: string }[] }
  /** Said to the person instead of what was asked for. */
  | { kind: 'refused'; message: string };

/** Answers queries; implemented in turns, called by adapters. Never throws: a fault becomes `refused`. */
export type AnswerQuery = (query: Query) => Promise<QueryAnswer>;
