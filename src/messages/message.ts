import type { ChartBlock } from './chart.ts';

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
  /** A picture of figures, with its words; made by `chartBlock`. */
  | ChartBlock
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
  // Under a session's card that failed; the value is the session.
  'session.retry',
  // Of one summary; `choose` carries a request that waited for its summary, the others a version.
  'summary.choose',
  'summary.redo',
  'summary.history',
  'summary.compare',
  'summary.restore',
  'summary.reopen',
  // Of several summaries; the value is a proposal.
  'summaries.apply',
  'summaries.dismiss',
  'summaries.undo',
  // Of tracked items.
  'action.assign',
  'action.leave',
  'action.list',
  'action.done',
  'action.undone',
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
  // Who a speaker is, and which session a transcript belongs to.
  'speaker.is',
  'speaker.nobody',
  'speaker.ask',
  'speaker.pick',
  'speaker.client',
  'session.open',
  'session.attach',
  'session.separate',
  // How summaries and follow-ups are laid out; the value is a template's key, of a form `<version>:<key>`.
  'template.list',
  'template.show',
  'template.form',
  'template.save',
  'template.default',
  'template.undefault',
  'template.retire',
  'template.restore',
  // How the person who presses writes.
  'voice.form',
  'voice.forget',
  'voice.pause',
  'voice.resume',
  'voice.reset',
  'voice.restore',
  // Under approved summaries and their follow-ups.
  'follow-up.choose',
  'follow-up.draft',
  'follow-up.send',
  'follow-up.at',
  'follow-up.time',
  'follow-up.undo',
  'follow-up.cancel',
  'follow-up.arrived',
  'follow-up.address',
  // Lists of sessions; the value says which sessions come next.
  'session.more',
  // A file of summaries; the value says which, or that it is not wanted.
  'export.form',
  'export.send',
  // Of one's own coaching talk; the value is the talk and a number: an idea of one's own, or how useful it was.
  'talk.option',
  'talk.rate',
  'talk.keep-goal',
  // About the data of the person who presses; of `forget-talk` the value is a talk, of `forget-exchange` a turn.
  'privacy.page',
  'privacy.export',
  'privacy.forget-talk',
  'privacy.forget-exchange',
  'privacy.forget-all',
  'privacy.delete-me',
  // Whom to turn to; the value is a contact.
  'care.ask',
  'contact.form',
  'contact.remove',
  // Of one's own goals; the value is a goal, of a step `<goal>:<step>`, of an undo `<goal>:<turn of the change>`.
  'goal.list',
  'goal.show',
  'goal.choose',
  'goal.form',
  'goal.tick',
  'goal.untick',
  'goal.note',
  'goal.check-in',
  'goal.tomorrow',
  'goal.stop',
  'goal.achieve',
  'goal.drop',
  'goal.reopen',
  'goal.undo',
  // Profiles: a form's value says what it is about, of `visible` and `reach` a field and who sees it, of `undo` the edit.
  'profile.show',
  'profile.form',
  'profile.visible',
  'profile.undo',
  // Questions about one's own profile; the value is the field that is asked about.
  'profile.fill',
  'profile.pick',
  'profile.skip',
  'profile.back',
  'profile.stop',
  'profile.reach',
  // Colleagues to talk to; the value is a suggestion, of `others` a request, of `form` `join` or nothing.
  'connection.form',
  'connection.pause',
  'connection.resume',
  'connection.leave',
  'connection.ask',
  'connection.dismiss',
  'connection.others',
  'connection.accept',
  'connection.decline',
  'connection.decline-pause',
  'connection.exclude',
  // A leader's digest; the value is the leader whose team it shows.
  'digest.team',
] as const;
export type ActionId = (typeof actionIds)[number];

/** Buttons that open a form; their value is its context. */
export const formOpenedBy: Partial<Record<ActionId, FormId>> = {
  'note.form': 'note.create',
  'gap.form': 'gap.question',
  'entry.form': 'entry.save',
  'speaker.pick': 'speaker.pick',
  'speaker.client': 'speaker.client',
  'summary.compare': 'summary.compare',
  'action.assign': 'action.assign',
  'template.form': 'template.save',
  'voice.form': 'voice.words',
  'follow-up.time': 'follow-up.schedule',
  'follow-up.address': 'follow-up.address',
  'export.form': 'export.summaries',
  'privacy.delete-me': 'privacy.delete-me',
  'contact.form': 'contact.save',
  'goal.form': 'goal.save',
  'goal.note': 'goal.note',
  'goal.check-in': 'goal.check-in',
  'profile.form': 'profile.edit',
  'connection.form': 'connection.settings',
  'connection.ask': 'connection.ask',
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
  'speaker.pick',
  'speaker.client',
  'summary.compare',
  'action.assign',
  'template.save',
  'voice.words',
  'follow-up.schedule',
  'follow-up.address',
  'export.summaries',
  'privacy.delete-me',
  'contact.save',
  'goal.save',
  'goal.note',
  'goal.check-in',
  'profile.edit',
  'connection.settings',
  'connection.ask',
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
