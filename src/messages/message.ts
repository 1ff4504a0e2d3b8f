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
  // Items that people work on; the value is the item, of `page` what is listed, of `progress` with percent, of `give` with whom.
  'action.page',
  'action.show',
  'action.new',
  'action.give',
  'action.progress',
  'action.note',
  'action.block',
  'action.unblock',
  'action.finish',
  'action.verify',
  'action.send-back',
  'action.reopen',
  'action.cancel',
  // Of a measured 1:1.
  'worked.review',
  'note.undo',
  'note.form',
  // Of one quick note; of `type`, `priority` and `follow-up` the value is `<note>:<what it is set to>`, of `share` maybe
  // `<note>:sure`; of `list` it says which notes come next.
  'note.show',
  'note.list',
  'note.type',
  'note.priority',
  'note.follow-up',
  'note.change',
  'note.restore',
  'note.share',
  'note.thank',
  'note.ask',
  'note.address',
  'note.reopen',
  'note.link',
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
  // Plans to improve performance: the value is `<plan>:<the version that was shown>`, of `show` the plan, of `form` also
  // `new:<person>`, of `end` with how it ends behind, of `extend` with a day behind.
  'plan.list',
  'plan.show',
  'plan.form',
  'plan.submit',
  'plan.approve',
  'plan.send-back',
  'plan.activate',
  'plan.update',
  'plan.check-in',
  'plan.extend',
  'plan.end',
  'plan.reopen',
  // Of 1:1s; the value is a meeting, of `form` whom it is with, of `plan` and `move-to` what a person said yes to.
  'meeting.list',
  'meeting.form',
  'meeting.plan',
  'meeting.show',
  'meeting.move',
  'meeting.move-to',
  'meeting.cancel',
  'meeting.no-show',
  'meeting.start',
  'meeting.prep',
  'meeting.refresh',
  'meeting.agenda',
  'meeting.complete',
  'meeting.preview',
  'meeting.send',
  'meeting.cannot',
  // Of one import; the value is its id, of `columns` with the page of the form.
  'import.confirm',
  'import.columns',
  'import.kind',
  'import.cancel',
  'import.errors',
  'import.undo',
  'import.show',
  // Figures of people and teams: the value is a person, a note beside their figures, or a custom figure.
  'annotation.form',
  'annotation.remove',
  'metric.form',
  'metric.retire',
  'metric.restore',
  // Of the person who presses, about themself.
  'peers.join',
  'peers.leave',
  // A leader's digest; the value is the leader whose team it shows.
  'digest.team',
] as const;
export type ActionId = (typeof actionIds)[number];

/** Buttons that open a form; their value is its context. */
export const formOpenedBy: Partial<Record<ActionId, FormId>> = {
  'note.form': 'note.create',
  'note.change': 'note.change',
  'note.ask': 'note.ask',
  'note.address': 'note.address',
  'note.link': 'note.link',
  'gap.form': 'gap.question',
  'entry.form': 'entry.save',
  'speaker.pick': 'speaker.pick',
  'speaker.client': 'speaker.client',
  'summary.compare': 'summary.compare',
  'action.assign': 'action.assign',
  'action.new': 'action.create',
  'action.note': 'action.note',
  'action.block': 'action.block',
  'action.finish': 'action.finish',
  'action.send-back': 'action.send-back',
  'worked.review': 'worked.review',
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
  'plan.form': 'plan.save',
  'plan.send-back': 'plan.send-back',
  'plan.update': 'plan.update',
  'plan.check-in': 'plan.check-in',
  'plan.extend': 'plan.extend',
  'plan.end': 'plan.end',
  'meeting.form': 'meeting.plan',
  'meeting.move': 'meeting.move',
  'meeting.cancel': 'meeting.cancel',
  'meeting.no-show': 'meeting.no-show',
  'meeting.agenda': 'meeting.agenda',
  'meeting.complete': 'meeting.complete',
  'meeting.cannot': 'meeting.cannot',
  'import.columns': 'import.columns',
  'import.kind': 'import.kind',
  'annotation.form': 'annotation.save',
  'metric.form': 'metric.save',
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
  'note.change',
  'note.ask',
  'note.address',
  'note.link',
  'document.load',
  'gap.question',
  'entry.save',
  'speaker.pick',
  'speaker.client',
  'summary.compare',
  'action.assign',
  'action.create',
  'action.note',
  'action.block',
  'action.finish',
  'action.send-back',
  'worked.review',
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
  'plan.save',
  'plan.send-back',
  'plan.update',
  'plan.check-in',
  'plan.extend',
  'plan.end',
  'meeting.plan',
  'meeting.move',
  'meeting.cancel',
  'meeting.no-show',
  'meeting.agenda',
  'meeting.complete',
  'meeting.cannot',
  'import.columns',
  'import.kind',
  'annotation.save',
  'metric.save',
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
  | PersonField
);

/** Among whom a person is chosen; each platform asks `Query` `people` while somebody types. */
export const personPools = ['noted', 'led', 'colleagues'] as const;
/** `noted`: whom one may take notes about; `led`: one's own line; `colleagues`: everyone else. */
export type PersonPool = (typeof personPools)[number];

/** One person, chosen by typing a part of the name; the value is the id. */
export interface PersonField {
  type: 'person';
  among: PersonPool;
  /** The first of them, at most a hundred, the chosen one included. */
  options: readonly { value: string; label: string }[];
  /** There are more than these: the others are found by typing. */
  more: boolean;
  initial?: string;
}
