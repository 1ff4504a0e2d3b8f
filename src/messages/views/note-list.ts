import { audienceMembers, type Audience } from '../../coaching/access/audience.ts';
import type { NamedNote, NoteListing } from '../../coaching/notes/list-notes.ts';
import { encodeNoteFilter } from '../../coaching/notes/note-filter-code.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { audienceLine } from './audience-line.ts';

const { quickNotes: say } = words;
/** Of a note's words; the card has them whole. In characters. */
const wordsShown = 240;

/**
 * Notes, newest first, each with a button that opens it.
 * @param isLater a page after the first one
 */
export function noteListView(audience: Audience, listing: NoteListing, isLater = false): Message {
  const footer = audienceLine(audience);
  switch (listing.kind) {
    case 'not-here': {
      const place = audience.kind === 'shared' ? audience.label : 'this chat';
      return sentence('note.list.not-here', say.list.notHere(escapeMarkdown(place)), footer);
    }
    case 'which-person': {
      const candidates = listing.candidates.map(escapeMarkdown).join(', ');
      return sentence(
        'note.list.which-person',
        say.list.whichPerson(escapeMarkdown(listing.name), candidates),
        footer,
      );
    }
    case 'page':
      return listing.notes.length === 0
        ? sentence('note.list.empty', emptyWords(audience, listing), footer)
        : pageView(audience, listing, isLater);
  }
}

type Page = Extract<NoteListing, { kind: 'page' }>;

const sentence = (view: string, markdown: string, footer: string): Message => ({
  view,
  summary: say.list.summary,
  blocks: [{ kind: 'text', markdown }],
  footer,
});

function emptyWords({ actor }: Audience, { filter }: Page): string {
  if (actor.role === 'AGENT') return say.list.noneShared;
  return Object.values(filter).every((value) => value === undefined) ? say.list.none : say.list.noneFitting;
}

function pageView(audience: Audience, page: Page, isLater: boolean): Message {
  const { notes, total, next, filter } = page;
  const title = isLater ? say.list.older : say.list.title(notes.length, total);
  const code = next === undefined ? undefined : encodeNoteFilter(filter, next);
  const more: Block[] =
    next === undefined
      ? []
      : code === undefined
        ? [{ kind: 'text', markdown: say.list.tooMany }]
        : [{ kind: 'actions', actions: [{ id: 'note.list', label: say.buttons.more, value: code }] }];
  return {
    view: 'note.list',
    // Read aloud and shown on lock screens: a number, and nobody's name.
    summary: title,
    blocks: [
      { kind: 'heading', text: title },
      ...notes.flatMap((named): Block[] => [
        { kind: 'divider' },
        { kind: 'text', markdown: textOf(named, audience) },
        { kind: 'actions', actions: actionsOf(named, audience) },
      ]),
      ...(more.length === 0 ? [] : [{ kind: 'divider' } satisfies Block, ...more]),
    ],
    footer: audienceLine(audience),
  };
}

const isAboutReader = ({ note }: NamedNote, audience: Audience): boolean =>
  [audience.actor, ...audienceMembers(audience)].some(({ id }) => id === note.subjectId);

/** Whom it is about is told the words, and not how they were sorted. */
function textOf(named: NamedNote, audience: Audience): string {
  const { note, subject = say.somebody, author = say.somebody } = named;
  const { timezone } = audience.actor;
  const cut =
    note.content.length > wordsShown ? `${note.content.slice(0, wordsShown - 1).trimEnd()}…` : note.content;
  const day = formatDay(dayIn(note.occurredAt, timezone));
  const { states } = say.list;
  const about = isAboutReader(named, audience)
    ? { title: say.list.from(author), details: [day] }
    : {
        title: subject,
        details: [
          say.types[note.type],
          say.priorities[note.priority],
          ...(note.category === undefined ? [] : [note.category]),
          day,
          ...(note.authorId === audience.actor.id ? [] : [say.list.by(author)]),
          note.addressed === undefined ? states.open : states.addressed,
          ...(note.requiresFollowUp && note.addressed === undefined ? [states.followUp] : []),
          ...(note.sharedAt === undefined ? [] : [states.shared]),
        ],
      };
  return `**${escapeMarkdown(about.title)}** · ${escapeMarkdown(about.details.join(' · '))}\n\n${escapeMarkdown(cut)}`;
}

function actionsOf(named: NamedNote, audience: Audience): Action[] {
  const { id, addressed } = named.note;
  const open: Action = { id: 'note.show', label: say.buttons.open, value: id };
  return addressed === undefined && !isAboutReader(named, audience)
    ? [open, { id: 'note.address', label: say.buttons.address, value: id }]
    : [open];
}
