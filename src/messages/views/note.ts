import type { LinkableSession } from '../../coaching/notes/ports.ts';
import { notePriorities, noteTypes, type NoteType, type QuickNote } from '../../coaching/notes/quick-note.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { momentOf } from './moment.ts';

const { quickNotes: say } = words;

/** What a type is mistaken for most; one tap each. */
const likelyOthers: Readonly<Record<NoteType, readonly [NoteType, NoteType]>> = {
  POSITIVE: ['COACHING', 'GENERAL'],
  COACHING: ['POSITIVE', 'URGENT'],
  URGENT: ['COACHING', 'COMPLIANCE'],
  COMPLIANCE: ['COACHING', 'URGENT'],
  GENERAL: ['COACHING', 'POSITIVE'],
};

export interface NoteCard {
  note: QuickNote;
  /** Names of whom it is about and of who took it. */
  subject: string;
  author: string;
  /** Who reads the card. Of the author's line: `line`. */
  viewer: 'author' | 'line';
  /** IANA zone of the reader. */
  timezone: string;
  /** The session that it is kept for. */
  session?: Pick<LinkableSession, 'title' | 'date'>;
  /** Name of who marked it addressed. */
  addressedBy?: string;
}

interface NoteCardOptions {
  /** Just taken. */
  isNew?: boolean;
  /** What was just done about it, made safe before. */
  said?: string;
  /** Others could read what was typed there, and the writer should know. */
  publicPlace?: string;
}

/** One note for its author or the author's line, with what can be done about it. */
export function noteCardView(card: NoteCard, options: NoteCardOptions = {}): Message {
  const { note, subject } = card;
  const { isNew = false, said, publicPlace } = options;
  const text = (markdown: string): Block => ({ kind: 'text', markdown });
  return {
    view: isNew ? 'note.created' : 'note.shown',
    summary: isNew ? say.savedSummary(subject) : say.about(subject),
    blocks: [
      ...(said === undefined ? [] : [text(said)]),
      { kind: 'heading', text: isNew ? say.noted(subject) : say.about(subject) },
      text(escapeMarkdown(note.content)),
      { kind: 'fields', items: factsOf(card) },
      ...(note.sourceUrl === undefined ? [] : [text(`[${say.source}](${note.sourceUrl})`)]),
      ...(publicPlace === undefined ? [] : [text(say.careful(escapeMarkdown(publicPlace)))]),
      ...(card.viewer === 'author' ? corrections(card) : []),
      { kind: 'actions', actions: doings(card), visible: 3 },
    ],
    footer: whoSees(card),
  };
}

function whoSees({ note, subject, author, viewer }: NoteCard): string {
  const isShared = note.sharedAt !== undefined;
  if (viewer === 'author') return isShared ? say.see.ownShared(subject) : say.see.own(subject);
  return isShared ? say.see.lineShared(author, subject) : say.see.line(author, subject);
}

function factsOf({ note, subject, author, viewer, timezone, session, addressedBy }: NoteCard) {
  const { fields } = say;
  const { subcategory, callId, customerId, addressed, sharedAt } = note;
  const given = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  return [
    { label: fields.type, value: say.types[note.type] },
    { label: fields.category, value: note.category ?? fields.none },
    ...given(fields.subcategory, subcategory),
    { label: fields.priority, value: say.priorities[note.priority] },
    ...given(fields.tags, note.tags.length === 0 ? undefined : note.tags.map((tag) => `#${tag}`).join(' ')),
    { label: fields.when, value: momentOf(note.occurredAt, timezone) },
    ...given(fields.call, callId),
    ...given(fields.customer, customerId),
    ...given(fields.followUp, note.requiresFollowUp ? fields.yes : undefined),
    ...given(fields.by, viewer === 'author' ? undefined : author),
    ...given(
      fields.session,
      session === undefined ? undefined : `${session.title}, ${formatDay(session.date)}`,
    ),
    ...given(
      fields.addressed,
      addressed &&
        say.addressedBy(
          addressedBy ?? say.somebody,
          formatDay(dayIn(addressed.at, timezone)),
          addressed.how ?? '',
        ),
    ),
    ...given(fields.shared, sharedAt && say.sharedOn(subject, momentOf(sharedAt, timezone))),
  ];
}

/** One tap for what was most likely misread; all of it behind "Change…". */
function corrections({ note }: NoteCard): Block[] {
  const { id } = note;
  const { buttons } = say;
  const [first, second] = likelyOthers[note.type];
  const toType = (type: NoteType): Action => ({
    id: 'note.type',
    label: buttons.makeIt(say.types[type]),
    value: `${id}:${type}`,
  });
  const others = noteTypes.filter((type) => type !== note.type && type !== first && type !== second);
  return [
    {
      kind: 'actions',
      visible: 3,
      actions: [
        { id: 'note.undo', label: buttons.undo, value: id },
        toType(first),
        toType(second),
        ...others.map(toType),
        ...notePriorities
          .filter((priority) => priority !== note.priority)
          .map((priority): Action => ({
            id: 'note.priority',
            label: buttons.priority(say.priorities[priority]),
            value: `${id}:${priority}`,
          })),
        {
          id: 'note.follow-up',
          label: note.requiresFollowUp ? buttons.noFollowUp : buttons.followUp,
          value: `${id}:${note.requiresFollowUp ? 'no' : 'yes'}`,
        },
      ],
    },
  ];
}

function doings({ note, subject, viewer }: NoteCard): Action[] {
  const { id } = note;
  const { buttons } = say;
  const isAuthor = viewer === 'author';
  return [
    ...(isAuthor ? [{ id: 'note.change', label: buttons.change, value: id } satisfies Action] : []),
    ...(isAuthor && note.sharedAt === undefined ? [shareAction(note, subject)] : []),
    note.addressed === undefined
      ? { id: 'note.address', label: buttons.address, value: id }
      : { id: 'note.reopen', label: buttons.reopen, value: id },
    { id: 'note.link', label: buttons.link, value: id },
  ];
}

/** Says what they will see before it is done. */
function shareAction({ id }: QuickNote, subject: string): Action {
  return {
    id: 'note.share',
    label: say.buttons.share(subject),
    value: id,
    confirm: { title: say.share.title(subject), text: say.share.text(subject), ok: say.share.ok },
  };
}

/** Asked once more before a note of a delicate type is shared. */
export function noteShareSureView({ note, subject }: Pick<NoteCard, 'note' | 'subject'>): Message {
  return {
    view: 'note.share-sure',
    summary: say.about(subject),
    blocks: [
      { kind: 'heading', text: say.share.sureTitle },
      { kind: 'text', markdown: say.share.sure(say.types[note.type], escapeMarkdown(subject)) },
      {
        kind: 'actions',
        actions: [
          { id: 'note.link', label: say.buttons.link, value: note.id, style: 'primary' },
          { id: 'note.share', label: say.share.yes(subject), value: `${note.id}:sure` },
        ],
      },
    ],
    footer: say.see.own(subject),
  };
}

export const noteUndoneView = (subject: string, noteId: string): Message => ({
  view: 'note.undone',
  summary: say.undoneSummary(subject),
  blocks: [
    { kind: 'text', markdown: say.undone(escapeMarkdown(subject)) },
    { kind: 'actions', actions: [{ id: 'note.restore', label: say.buttons.restore, value: noteId }] },
  ],
});

export const noteGoneView = (): Message => ({
  view: 'note.gone',
  summary: say.goneSummary,
  blocks: [{ kind: 'text', markdown: say.gone }],
});

export const noteWhoView = (candidates: readonly string[]): Message => ({
  view: 'note.who',
  summary: say.whoSummary,
  blocks: [
    {
      kind: 'text',
      markdown: candidates.length === 0 ? say.who : say.whoOf(candidates.map(escapeMarkdown).join(', ')),
    },
  ],
});
