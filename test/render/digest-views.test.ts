import { renderMessage } from '../../src/bot/slack/render.ts';
import { toPlainText } from '../../src/cli/plain-text.ts';
import type { Attention, Digest } from '../../src/coaching/digests/digest.ts';
import type { Message } from '../../src/messages/message.ts';
import { digestView, noDigestView } from '../../src/messages/views/digest.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const reader = { timezone: 'Europe/London' };
const leaderId = '00000000-0000-4000-8000-000000000001';
const longName = (index: number) => `*Maximiliane* <!channel> von und zu Hohenstein-Wittgenstein ${index}`;
const sixty = Array.from({ length: 60 }, (_, index) => index);
const attention: Attention[] = sixty.slice(0, 5).map((index) => ({
  agentId: String(index),
  name: longName(index),
  leaderId,
  points: 100,
  reasons: [
    { kind: 'check-in-missed', on: '2026-11-16', points: 30 },
    { kind: 'falling', from: 88.88, to: 66.66, points: 30 },
    { kind: 'urgent-notes', count: 12, since: new Date('2026-11-02T10:00:00Z'), points: 25 },
    { kind: 'overdue', items: 12, oldest: '2026-10-22', points: 18 },
  ],
}));
const session = (index: number, at: string) => ({
  type: 'PIP_CHECK' as const,
  at: new Date(at),
  names: [longName(index), longName(index + 1)],
});
/** A team of sixty in which everything is the matter. */
const team: Digest = {
  scope: 'team',
  today: '2026-11-20',
  people: 60,
  measured: 58,
  score: { now: 81.44, last: 83.1, before: 84.9 },
  weeks: sixty.slice(0, 7).map((week) => ({
    monday: new Date(Date.UTC(2026, 9, 5 + 7 * week)).toISOString().slice(0, 10),
    average: 80 + week / 3,
  })),
  level: 85.2,
  teams: [],
  attention,
  needing: 41,
  sessions: {
    due: sixty.map((index) => session(index, '2026-11-24T14:30:00Z')),
    missed: sixty.map((index) => session(index, '2026-11-18T14:30:00Z')),
  },
  overdue: sixty.map((index) => ({
    agentId: String(index),
    name: longName(index),
    items: 12,
    oldest: '2026-10-22',
  })),
  plans: sixty.map((index) => ({
    agentId: String(index),
    name: longName(index),
    state: 'check-in-overdue' as const,
    nextCheckInOn: '2026-11-16',
  })),
  praise: [
    { kind: 'rise', agentId: '1', name: longName(1), from: 70.12, to: 80.9 },
    { kind: 'record', agentId: '2', name: longName(2), score: 92.2 },
    { kind: 'notes', agentId: '3', name: longName(3), count: 22 },
  ],
};
const teams: Digest = {
  ...team,
  scope: 'organization',
  teams: sixty.map((index) => ({
    leaderId,
    leader: longName(index),
    people: 10,
    score: { now: 80.1, last: 85.2 },
    needing: 3,
  })),
};
const empty: Digest = {
  scope: 'team',
  leader: { id: leaderId, name: longName(0) },
  today: '2026-11-20',
  people: 3,
  measured: 0,
  score: {},
  weeks: [],
  teams: [],
  attention: [],
  needing: 0,
  sessions: { due: [], missed: [] },
  overdue: [],
  praise: [],
};
const views: Record<string, Message> = {
  'a team of sixty': digestView(team, reader),
  'sixty teams': digestView(teams, reader),
  'a team without figures': digestView(empty, reader),
  'nobody’s': noDigestView(),
};
const pictured = (message: Message): Message => ({
  ...message,
  blocks: message.blocks.map((block) =>
    block.kind === 'chart' ? { ...block, picture: { png: new Uint8Array(9), reference: 'F1' } } : block,
  ),
});

it.each(Object.entries(views))('the digest of %s fits everywhere, on one screen', (_name, view) => {
  expectFitsEverywhere(view);
  for (const message of [view, pictured(view)]) {
    const [part, ...more] = renderMessage(message);
    expect(more).toEqual([]);
    const blocks = (part?.blocks ?? []) as unknown as Json[];
    expect(blocks.length).toBeLessThanOrEqual(12);
    expect(visibleText({ text: '', blocks }).length).toBeLessThanOrEqual(2_200);
  }
});

it.each(Object.entries(views))('of %s a notification learns nothing', (_name, view) => {
  expect(view.summary).toBe('Your team digest');
  expect(view.footer).toContain('Only you can see this');
});

it('says the average with its comparison, and the picture’s numbers in words', () => {
  const text = toPlainText(digestView(team, reader));
  expect(text).toContain('81.4 on average this week so far, down 1.7 on last week (83.1).');
  expect(text).toContain(
    'Last week as a whole: 83.1, down 1.8 on the week before. 58 of 60 people have figures.',
  );
  expect(text).toContain(
    'Team average by week, 5 Oct to 16 Nov. This team: 80 on 5 Oct, 82 on 16 Nov, up 2;',
  );
  expect(text).toContain('Needs your attention: the first 5 of 41');
  expect(text).toContain('plan check-in of 16 Nov not held · down two weeks running, 88.9 to 66.7');
  expect(text).toContain('24 Nov, 14:30: 1:1 with');
  expect(text).toContain('positive notes not shared yet');
  expect(text).not.toMatch(/\bPIP\b/);
});

it('without plans it names none, and says that there is more in the direct message', () => {
  const shared: Digest = { ...team, attention: [], sessions: { due: [], missed: [] } };
  delete shared.plans;
  const text = toPlainText(digestView(shared, reader));
  expect(text).not.toMatch(/\bplan\b/i);
  expect(text).toContain('There is more in our direct message.');
  expect(toPlainText(digestView(team, reader))).not.toContain('There is more');
});

it('an empty one says what it would take', () => {
  const text = toPlainText(digestView(empty, reader));
  expect(text).toContain('There are no figures of this week or last for 3 people. An admin can import them.');
  expect(text).toContain('Nobody stands out. Good.');
  expect(text).toContain('Nothing is due or overdue.');
});
