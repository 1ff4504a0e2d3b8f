/**
 * What the bot says, before any platform. Adapters render each block within their own limits
 * (`src/bot/<platform>/render.ts`); nothing here knows Slack, Teams or the local page.
 *
 * `Markdown` means: paragraphs, **bold**, *italic*, `code`, fenced code, `-` and `1.` lists, `>` quotes and
 * [links](https://…). Text that came from people, documents or models must be made safe first (`markdown.ts`).
 */
export type Markdown = string;

export interface Message {
  /** Stable name, recorded in the ledger and in the tests of every platform, e.g. `answer.cited`. */
  view: string;
  /** Short plain text for notifications and screen readers; never holds private detail of a third person. */
  summary: string;
  blocks: readonly Block[];
  /** Shown quietly under the message: who can see it, and where the content comes from. */
  footer?: string;
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; markdown: Markdown }
  /** Verbatim words with where they stand. `text` and `source` are plain text. */
  | { kind: 'quote'; text: string; source: string }
  /** Numbered sources of an answer; the numbers match the `[n]` marks in the text. */
  | { kind: 'citations'; items: readonly CitationItem[] }
  /** Short label and value pairs, plain text. */
  | { kind: 'fields'; items: readonly { label: string; value: string }[] }
  /** A titled list whose lines may carry the evidence they rest on. */
  | { kind: 'lines'; title: string; items: readonly LineItem[]; empty: string }
  /** What a new version changed, line by line, plain text. */
  | { kind: 'diff'; items: readonly { op: 'add' | 'remove' | 'keep'; text: string }[] }
  | {
      kind: 'actions';
      actions: readonly Action[];
      /** So many are buttons, the rest wait in an overflow menu; default: as many as the platform shows. */
      visible?: number;
    }
  /** Inputs inside the message (Teams, local page) or behind a button (Slack). */
  | { kind: 'form'; form: Form }
  | { kind: 'divider' };

export interface CitationItem {
  number: number;
  title: string;
  version: number;
  /** Heading path joined with ` › `. */
  section: string;
  quote: string;
}

export interface LineItem {
  text: string;
  /** e.g. `Owner: Dana · Due: 2026-11-27`. */
  detail?: string;
  /** e.g. `“I called them back” (Dana, 12:04)`. */
  evidence?: string;
}

/** A button. `id` names the verb, `value` carries ids only (at most 200 characters). */
export interface Action {
  id: ActionId;
  label: string;
  value: string;
  style?: 'primary' | 'danger';
  /** Asks "are you sure" first. */
  confirm?: { title: string; text: string; ok: string };
}

/** Verbs that buttons may call; `src/turns/actions.ts` maps each to its handler. */
export const actionIds = [
  'summary.refine',
  'summary.approve',
  'summary.undo',
  'summary.show',
  'note.undo',
  'note.form',
  'help.example',
  'document.discard',
  // Under answers; the value is the turn that was answered, or of `answer.ask` the question.
  'answer.up',
  'answer.down',
  'answer.wrong',
  'answer.missing',
  'answer.ask',
  // What admins look after.
  'gap.form',
  'gap.list',
  'gap.resolve',
  'entry.form',
  'entry.list',
  'entry.history',
  'entry.restore',
  'entry.retire',
  'entry.unretire',
  // Lists of sessions; the value is a session, or which sessions come next.
  'session.open',
  'session.more',
  // A file of summaries; the value says which, or that it is not wanted.
  'export.form',
  'export.send',
] as const;
export type ActionId = (typeof actionIds)[number];

/** Buttons that open a form; their value is its context. */
export const formOpenedBy: Partial<Record<ActionId, FormId>> = {
  'note.form': 'note.create',
  'gap.form': 'gap.question',
  'entry.form': 'entry.save',
  'export.form': 'export.summaries',
};

/** A modal, dialog or input card. Values come back as a `form` turn after `Query` validation. */
export interface Form {
  id: FormId;
  title: string;
  intro?: string;
  fields: readonly FormField[];
  submitLabel: string;
  /** Ids only; comes back untouched. */
  context: string;
}

export const formIds = [
  'note.create',
  'document.load',
  'gap.question',
  'entry.save',
  'export.summaries',
] as const;
export type FormId = (typeof formIds)[number];

export type FormField = {
  name: string;
  label: string;
  required: boolean;
  hint?: string;
} & (
  | { type: 'text'; multiline: boolean; maxLength: number; initial?: string; placeholder?: string }
  | { type: 'select'; options: readonly { value: string; label: string }[]; initial?: string }
  | { type: 'date'; initial?: string }
);
