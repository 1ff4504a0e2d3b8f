import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import { renderParts } from '../../src/bot/local/render.ts';
import { formElements } from '../../src/messages/adaptive-card/action-elements.ts';
import type { NoteListing } from '../../src/coaching/notes/list-notes.ts';
import { noteLimits, noteTypes, type QuickNote } from '../../src/coaching/notes/quick-note.ts';
import type { Action, Form, Message } from '../../src/messages/message.ts';
import {
  noteAddressForm,
  noteChangeForm,
  noteForm,
  noteFormView,
  noteLinkForm,
} from '../../src/messages/views/note-forms.ts';
import { noteListView } from '../../src/messages/views/note-list.ts';
import { noteAnsweredView, noteAskForm, noteSharedView } from '../../src/messages/views/note-shared.ts';
import {
  noteCardView,
  noteGoneView,
  noteShareSureView,
  noteUndoneView,
  noteWhoView,
  type NoteCard,
} from '../../src/messages/views/note.ts';
import { csr } from '../support/agent-scene.ts';
import { refusalOfMessage, refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const long = (length: number): string => `${nasty} ${'w'.repeat(length)}`.slice(0, length);
const at = new Date('2026-11-20T12:00:00Z');
const timezone = 'America/Argentina/Buenos_Aires';
const direct = { kind: 'direct', actor: csr } as const;
const channel = { kind: 'shared', actor: csr, members: [csr], complete: true, label: '#room' } as const;

const note = (change: Partial<QuickNote> = {}): QuickNote => ({
  id: randomUUID(),
  organizationId: randomUUID(),
  authorId: randomUUID(),
  subjectId: randomUUID(),
  type: 'COACHING',
  category: 'Call quality',
  subcategory: 'Hold time',
  priority: 'HIGH',
  content: long(noteLimits.content),
  tags: ['quality', 'über-ruhig'],
  requiresFollowUp: true,
  callId: long(noteLimits.reference),
  customerId: 'C-1042',
  sourceUrl: 'https://northwind.slack.com/archives/C0NORTH/p1795155000000100',
  occurredAt: at,
  linkedSessionId: randomUUID(),
  addressed: { at, by: randomUUID(), how: long(noteLimits.how) },
  version: 3,
  createdAt: at,
  ...change,
});
const bare: QuickNote = {
  id: randomUUID(),
  organizationId: randomUUID(),
  authorId: randomUUID(),
  subjectId: randomUUID(),
  type: 'GENERAL',
  priority: 'LOW',
  content: 'Steady work',
  tags: [],
  requiresFollowUp: false,
  occurredAt: at,
  version: 1,
  createdAt: at,
};
const card = (change: Partial<NoteCard> = {}): NoteCard => ({
  note: note(),
  subject: 'Priya Nair',
  author: 'Theo Lindt',
  viewer: 'author',
  timezone,
  session: { title: long(200), date: '2026-11-27' },
  addressedBy: 'Maya Manager',
  ...change,
});
const people = (count: number) =>
  Array.from({ length: count }, (_one, index) => ({
    id: randomUUID(),
    name: `${nasty.slice(0, 40)} ${index}`,
  }));
const page = (change: Partial<Extract<NoteListing, { kind: 'page' }>> = {}): NoteListing => ({
  kind: 'page',
  notes: Array.from({ length: 8 }, () => ({ note: note(), subject: nasty, author: nasty })),
  total: 1_234,
  next: randomUUID(),
  filter: { state: 'open' },
  ...change,
});
const sessions = Array.from({ length: 99 }, () => ({
  id: randomUUID(),
  title: long(200),
  date: '2026-11-27',
}));

const views: readonly (readonly [string, Message])[] = [
  ...noteTypes.map(
    (type) => [`a ${type} note`, noteCardView(card({ note: note({ type }) }), { isNew: true })] as const,
  ),
  [
    'a small note',
    noteCardView({ note: bare, subject: 'P', author: 'T', viewer: 'author', timezone }, { isNew: true }),
  ],
  ['a note typed in public', noteCardView(card(), { isNew: true, publicPlace: nasty })],
  ['a note that changed', noteCardView(card(), { said: 'Changed.' })],
  ['a shared note', noteCardView(card({ note: note({ sharedAt: at }) }))],
  ['a note for the line', noteCardView(card({ viewer: 'line' }))],
  ['a shared note for the line', noteCardView(card({ viewer: 'line', note: note({ sharedAt: at }) }))],
  ['asked twice', noteShareSureView({ note: note({ type: 'URGENT' }), subject: nasty })],
  [
    'as its subject reads it',
    noteSharedView({ note: note({ sharedAt: at }), author: 'Theo Lindt', timezone }),
  ],
  ['thanks', noteAnsweredView(note(), { subject: 'Priya Nair' })],
  ['a question', noteAnsweredView(note(), { subject: 'Priya Nair', question: long(1_000) })],
  ['removed', noteUndoneView(nasty, randomUUID())],
  ['gone', noteGoneView()],
  ['who', noteWhoView([])],
  ['which of them', noteWhoView([nasty, nasty])],
  ['a list', noteListView(direct, page())],
  ['a list in a channel', noteListView(channel, page())],
  ['a later page', noteListView(direct, page(), true)],
  ['a search', noteListView(direct, page({ filter: { words: ['refund'] } }))],
  ['nothing', noteListView(direct, page({ notes: [], total: 0 }))],
  ['which person', noteListView(direct, { kind: 'which-person', name: nasty, candidates: [nasty, nasty] })],
  ['not here', noteListView(channel, { kind: 'not-here' })],
  ['the form', noteFormView(noteForm(people(100), ''))],
];

const actionsOf = ({ blocks }: Message): Action[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, and pings nobody', () => {
    const parts = renderMessage(view);
    for (const { text, blocks } of parts) {
      expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
      const markdown = blocks.filter(({ type }) => type === 'markdown');
      expect(JSON.stringify(markdown)).not.toMatch(/<!channel>|<@U1>/);
    }
    const said = parts.map(({ blocks }) => visibleText({ text: '', blocks: blocks as unknown as Json[] }));
    expect(said.join('').trim()).not.toBe('');
  });

  it('fits into Teams and the local page', () => {
    for (const activity of renderActivities(view))
      expect(utf16Bytes(activity)).toBeLessThanOrEqual(maxActivityBytes);
    for (const { card: shown } of renderParts(view)) {
      const json = JSON.stringify(shown);
      expect(json).not.toContain('"text":""');
      expect(json).not.toContain('"actions":[]');
    }
  });

  it('carries ids alone in its buttons, and shows nothing of the note in a notification', () => {
    for (const { value } of actionsOf(view)) {
      expect(value).toMatch(/^[0-9a-zA-Z:;,-]{0,200}$/);
      expect(value).not.toMatch(/refund/);
    }
    expect(view.summary).not.toMatch(/wwww|refund|Steady|Urgent|Compliance/);
  });
});

it('asks before it shares, where Slack shows the question', () => {
  const [share] = actionsOf(noteCardView(card())).filter(({ id }) => id === 'note.share');
  expect(share?.confirm?.text).toContain('cannot be taken back');
  const menus = JSON.stringify(renderMessage(noteCardView(card())).flatMap(({ blocks }) => blocks));
  expect(menus).toContain('note.share#');
});

const forms: readonly (readonly [string, Form])[] = [
  ['a note', noteForm(people(12), '', { text: long(5_000) })],
  ['a note of a message', noteForm(people(400), `{"url":"https://x.slack.com/${'a'.repeat(900)}"}`)],
  ['a change', noteChangeForm(note(), timezone)],
  ['a change of what is shared', noteChangeForm(note({ sharedAt: at, category: 'Imported' }), timezone)],
  ['what was done', noteAddressForm(randomUUID())],
  ['which session', noteLinkForm(note(), sessions)],
  ['a question', noteAskForm(randomUUID(), nasty)],
];

it.each(forms)('the form of %s fits into Slack’s modal and a card', (_name, form) => {
  const place = { key: 'slack:T1:D1', kind: 'direct' as const, channelId: 'D1' };
  const modal = toModal(form, { context: form.context, place, handle: { teamId: 'T1' } });
  expect(refusalOfView(modal as unknown as Json)).toBeUndefined();
  expect(JSON.stringify(formElements(form))).not.toContain('"choices":[]');
});

describe('a field for a person', () => {
  const fieldOf = (count: number, chosen?: { id: string; name: string }) => {
    const form = noteForm(people(count), '', chosen === undefined ? {} : { about: chosen });
    const modal = toModal(form, {
      context: '',
      place: { key: 'k', kind: 'direct', channelId: 'D1' },
      handle: { teamId: 'T1' },
    });
    return { slack: JSON.stringify(modal.blocks), card: JSON.stringify(formElements(form)) };
  };

  it('holds up to a hundred whole, and asks for more while somebody types', () => {
    const few = fieldOf(100);
    expect(few.slack).toContain('static_select');
    expect(few.slack).not.toContain('external_select');
    expect(few.card).not.toContain('Data.Query');
    const many = fieldOf(101);
    expect(many.slack).toContain('"action_id":"people:noted"');
    expect(many.card).toContain('{"type":"Data.Query","dataset":"people:noted"}');
  });

  it('begins with whom it is opened for, also where that is one of many', () => {
    const chosen = { id: randomUUID(), name: 'Zoe Late' };
    for (const { slack, card: shown } of [fieldOf(5, chosen), fieldOf(500, chosen)]) {
      expect(slack).toContain(`"initial_option":{"text":{"type":"plain_text","text":"Zoe Late"`);
      expect(shown).toContain(`"value":"${chosen.id}"`);
    }
  });
});
