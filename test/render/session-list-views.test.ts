import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import { renderParts } from '../../src/bot/local/render.ts';
import type { ListedSession } from '../../src/coaching/sessions/catalog-ports.ts';
import type { SessionListing } from '../../src/coaching/sessions/list-sessions.ts';
import type { CoachingSession } from '../../src/coaching/sessions/session.ts';
import type { Summary } from '../../src/coaching/summaries/summary.ts';
import type { Message } from '../../src/messages/message.ts';
import { exportFileView, exportForm, exportFormView } from '../../src/messages/views/export.ts';
import { openedSessionView } from '../../src/messages/views/opened-session.ts';
import { sessionListView } from '../../src/messages/views/session-list.ts';
import { csr } from '../support/agent-scene.ts';
import { refusalOfMessage, refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const direct = { kind: 'direct', actor: csr } as const;
const channel = { kind: 'shared', actor: csr, members: [csr], complete: true, label: '#room' } as const;
const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';

const listed = (change: Partial<ListedSession> = {}): ListedSession => ({
  id: randomUUID(),
  title: `${nasty} ${'T'.repeat(200)}`.slice(0, 120),
  date: '2026-10-14',
  type: 'REGULAR',
  facilitatorId: randomUUID(),
  facilitator: 'Theo Lindt',
  processing: 'completed',
  meeting: 'held',
  whole: true,
  participants: Array.from({ length: 30 }, (_, at) => `${nasty} ${at}`),
  summaries: [{ id: randomUUID(), version: 2, state: 'draft', participant: 'Priya Nair' }],
  ...change,
});
const page = (change: Partial<Extract<SessionListing, { kind: 'page' }>> = {}): SessionListing => ({
  kind: 'page',
  sessions: Array.from({ length: 10 }, () => listed()),
  total: 23,
  next: randomUUID(),
  filter: {},
  topic: '',
  ...change,
});
const session: CoachingSession = {
  id: randomUUID(),
  organizationId: randomUUID(),
  facilitatorId: randomUUID(),
  type: 'WORKSHOP',
  title: nasty,
  date: '2026-10-14',
  processing: 'completed',
  createdAt: new Date('2026-10-14T10:00:00Z'),
};
const summaries = Array.from({ length: 25 }, (_, at): Summary => ({
  id: randomUUID(),
  organizationId: session.organizationId,
  sessionId: session.id,
  participantId: randomUUID(),
  participant: `Person${at} Nair`,
  state: 'draft',
  version: 1,
  lines: [],
  leftOut: 0,
}));
const card = { session, participants: [], facilitator: 'Theo Lindt', inThread: false } as const;
const scheduled = { ...session, processing: 'pending', meeting: 'scheduled' } as const;

const views: readonly (readonly [string, Message])[] = [
  ['a page', sessionListView(direct, page())],
  ['a later page, in a channel', sessionListView(channel, page(), true)],
  ['a page about something', sessionListView(direct, page({ topic: nasty, filter: { ids: [] } }))],
  ['no sessions', sessionListView(direct, page({ sessions: [], total: 0 }))],
  ['none that fits', sessionListView(direct, page({ sessions: [], total: 0, filter: { state: 'draft' } }))],
  ['nothing for this place', sessionListView(channel, { kind: 'not-here' })],
  [
    'which person',
    sessionListView(direct, { kind: 'which-person', name: nasty, candidates: [nasty, nasty] }),
  ],
  ['a session', openedSessionView({ ...card, state: { kind: 'done', summaries } }, summaries)],
  [
    'a session to come',
    openedSessionView({ ...card, session: scheduled, state: { kind: 'working', done: 0 } }, []),
  ],
  ['an export’s form', exportFormView(exportForm())],
  ['a file', exportFileView({ sessions: 1_200, summaries: 3_400 }, 'csv')],
];

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, and means nothing to it', () => {
    const parts = renderMessage(view);
    for (const { blocks, text } of parts)
      expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
    const said = parts.map(({ blocks }) => visibleText({ text: '', blocks: blocks as unknown as Json[] }));
    expect(said.join('').trim()).not.toBe('');
    // A heading is plain text to Slack; everywhere else it would mean everybody.
    const markdown = parts.flatMap(({ blocks }) => blocks.filter(({ type }) => type === 'markdown'));
    expect(JSON.stringify(markdown)).not.toContain('<!channel>');
  });

  it('fits into Teams and the local page', () => {
    for (const activity of renderActivities(view))
      expect(utf16Bytes(activity)).toBeLessThanOrEqual(maxActivityBytes);
    for (const { card: shown } of renderParts(view)) {
      expect(JSON.stringify(shown)).not.toContain('"text":""');
      expect(JSON.stringify(shown)).not.toContain('"actions":[]');
    }
  });
});

const actionsOf = ({ blocks }: Message) =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));

it('gives each session a button, and more sessions one that carries ids only', () => {
  const person = randomUUID();
  const view = sessionListView(direct, page({ filter: { state: 'draft', personIds: [person] } }));
  expect(actionsOf(view).map(({ id }) => id)).toEqual([
    ...Array<string>(10).fill('session.open'),
    'session.more',
  ]);
  for (const { value } of actionsOf(view)) expect(value).toMatch(/^[\w;,-]{1,200}$/);
});

it('opens for a participant their own summary and nothing else', () => {
  const own = { id: randomUUID(), version: 3, state: 'approved', participant: 'Priya Nair' } as const;
  const view = sessionListView(
    direct,
    page({ sessions: [listed({ whole: false, summaries: [own] })], total: 1 }),
  );
  expect(actionsOf(view)).toMatchObject([
    { id: 'summary.show', value: `${own.id}:3` },
    { id: 'session.more' },
  ]);
});

it('does not say on a lock screen whose sessions they are', () => {
  expect(sessionListView(direct, page()).summary).toBe('The newest 10 of 23 sessions');
});

it('asks for an export in a modal', () => {
  const carry = {
    context: '',
    place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
    handle: { teamId: 'T1' },
  } as const;
  expect(refusalOfView(toModal(exportForm(), carry) as unknown as Json)).toBeUndefined();
});
