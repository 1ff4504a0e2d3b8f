import { randomUUID } from 'node:crypto';
import { renderParts } from '../../src/bot/local/render.ts';
import { maxAltText } from '../../src/bot/slack/limits.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities, type RenderedActivity } from '../../src/bot/teams/render.ts';
import { toPlainText } from '../../src/cli/plain-text.ts';
import type { OwnPlan } from '../../src/coaching/performance/own-plan.ts';
import type { OwnScores } from '../../src/coaching/performance/own-scores.ts';
import type { OwnNextSession } from '../../src/coaching/performance/own-next-session.ts';
import type { WhatChanged } from '../../src/coaching/performance/what-changed.ts';
import type { Actor } from '../../src/coaching/people/user.ts';
import { chartBlock, type ChartPoint } from '../../src/messages/chart.ts';
import type { Message } from '../../src/messages/message.ts';
import { ownChangesView, ownOverviewView, ownSessionView } from '../../src/messages/views/own-data.ts';
import { ownPlanView } from '../../src/messages/views/own-plan.ts';
import { ownScoresView } from '../../src/messages/views/own-scores.ts';
import { refusalOfMessage } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const actor: Actor = {
  id: randomUUID(),
  organizationId: randomUUID(),
  email: 'priya@example.test',
  name: 'Priya',
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'Europe/London',
};
const dayOf = (index: number): string =>
  new Date(Date.UTC(2025, 10, 21) + index * 86_400_000).toISOString().slice(0, 10);
const days = Array.from({ length: 365 }, (_, index) => ({
  day: dayOf(index),
  values: { composite_score: 70 + (index % 20), quality_score: 80, aht: 300 + index },
}));
const scores: OwnScores = {
  period: { from: dayOf(0), to: dayOf(364) },
  before: { from: dayOf(-365), to: dayOf(-1) },
  summaries: [
    {
      metric: 'composite_score',
      average: 79.5,
      change: 2.5,
      trend: 'better',
      best: { day: dayOf(19), value: 89 },
      worst: { day: dayOf(0), value: 70 },
    },
    { metric: 'quality_score', average: 80, change: -3, trend: 'worse' },
    { metric: 'attendance_rate' },
  ],
  weeks: Array.from({ length: 52 }, (_, index) => ({
    monday: dayOf(7 * index),
    days: 5,
    averages: { composite_score: 80 },
  })),
  days,
  weekdaysWithout: 3,
};
const none: OwnScores = { ...scores, days: [], weeks: [], summaries: [{ metric: 'composite_score' }] };
const handleTime: OwnScores = {
  ...scores,
  summaries: [{ metric: 'aht', average: 320, change: 20, trend: 'worse' }],
  weekdaysWithout: 1,
};
const plan: OwnPlan = {
  plan: {
    id: randomUUID(),
    agentId: actor.id,
    startOn: dayOf(330),
    targetEndOn: '2026-12-20',
    status: 'active',
    reason: nasty.repeat(4),
    targets: [],
    mandatory: [nasty, 'Two calls a week'],
    recommended: [],
    checkIn: 'weekly',
    nextCheckInOn: '2026-11-24',
    updates: [{ at: new Date('2026-11-10T09:00:00Z'), text: `${nasty} calmer` }],
    createdAt: new Date('2026-11-01T09:00:00Z'),
  },
  targets: [
    { metric: 'aht', target: 300, start: 340, now: 320, state: 'behind' },
    { metric: 'quality_score', target: 90, now: 91, state: 'reached' },
    { metric: 'csat', target: 4.5, state: 'unknown' },
  ],
  daysLeft: 30,
  days: days.slice(330),
};
const next = (change: Partial<OwnNextSession['session']> = {}): OwnNextSession => ({
  session: {
    id: randomUUID(),
    organizationId: actor.organizationId,
    facilitatorId: randomUUID(),
    type: 'PIP_CHECK',
    title: 'PIP check: Priya slips',
    date: '2026-11-24',
    processing: 'pending',
    meeting: 'scheduled',
    scheduledAt: new Date('2026-11-24T14:30:00Z'),
    createdAt: new Date('2026-11-19T09:00:00Z'),
    ...change,
  },
  ledBy: `${nasty} Theo`,
});
const changed: WhatChanged = {
  since: new Date('2026-11-12T14:00:00Z'),
  from: { kind: 'session', date: '2026-11-12' },
  scores: [{ metric: 'composite_score', was: 80, now: 84.25, trend: 'better' }],
  added: Array.from({ length: 40 }, () => `${nasty} ${'a'.repeat(200)}`),
  done: ['Read the steps'],
  overdue: ['Call back'],
  summaries: [{ title: nasty, date: '2026-11-12' }],
  plan: { began: true, updates: [`${nasty} note`], nextCheckInOn: '2026-11-24' },
  nextSession: next(),
};
const overview = { scores, actions: [], session: next(), plan };
const views: Record<string, Message> = {
  overview: ownOverviewView(overview, actor.timezone),
  'overview without anything': ownOverviewView(
    { scores: none, actions: [], session: undefined, plan: undefined },
    actor.timezone,
  ),
  scores: ownScoresView(scores),
  'one figure': ownScoresView(handleTime),
  'no scores': ownScoresView(none),
  plan: ownPlanView(plan),
  'no plan': ownPlanView(undefined),
  session: ownSessionView(next(), actor),
  'no session': ownSessionView(undefined, actor),
  changes: ownChangesView(changed, actor),
  'no changes': ownChangesView(
    { since: changed.since, scores: [], added: [], done: [], overdue: [], summaries: [] },
    actor,
  ),
};
/** As `withPictures` makes it. */
const pictured = (message: Message): Message => ({
  ...message,
  blocks: message.blocks.map((block) =>
    block.kind === 'chart'
      ? { ...block, picture: { png: new Uint8Array(45_000).fill(7), reference: 'F0CHART0001' } }
      : block,
  ),
});
const cases = Object.entries(views).flatMap(([name, view]): [string, Message][] => [
  [name, view],
  [`${name}, with its picture`, pictured(view)],
]);
/** Teams does not count a picture that comes as a data URI. */
const withoutPictures = (activity: RenderedActivity) => ({
  ...activity,
  attachments: activity.attachments?.filter(({ contentType }) => contentType !== 'image/png'),
});

it.each(cases)('%s fits Slack, Teams and the local page, and says who can see it', (_name, message) => {
  for (const { text, blocks } of renderMessage(message)) {
    expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
  }
  for (const activity of renderActivities(message)) {
    expect(utf16Bytes(withoutPictures(activity))).toBeLessThanOrEqual(maxActivityBytes);
  }
  expect(renderParts(message).length).toBeGreaterThan(0);
  expect(toPlainText(message)).toContain('Only you can see this');
});

it.each(Object.entries(views))('%s tells a notification nothing but what it is', (_name, message) => {
  expect(message.summary).toMatch(/^(?:Your (?:overview|scores|plan|next session)|What changed for you)$/);
});

it('never names the plan otherwise than as a plan, and a check of it just “1:1”', () => {
  for (const name of ['overview', 'plan', 'session', 'changes']) {
    expect(toPlainText(views[name] ?? (views['plan'] as Message))).not.toMatch(/\bPIP\b|slips/);
  }
  expect(toPlainText(ownSessionView(next(), actor))).toContain('1:1 on Tue 24 Nov 2026, 14:30');
});

it('shows the plan in a shared place to nobody', () => {
  expect(toPlainText(ownChangesView(changed, actor, false))).not.toContain('Your plan');
  expect(toPlainText(ownChangesView(changed, actor))).toContain('Your plan');
});

it('a person who leads their next session reads its title', () => {
  const { session: own } = next({
    facilitatorId: actor.id,
    type: 'WORKSHOP',
    title: 'Strengths day',
  });
  expect(toPlainText(ownSessionView({ session: own }, actor))).toContain('You lead it: Strengths day.');
});

it('says numbers with unit, period and comparison, and a trend by words as well as signs', () => {
  const text = toPlainText(ownScoresView(handleTime));
  expect(text).toContain(
    'Average handle time: 320 s on average from 21 Nov to 20 Nov, up by 20 s on the 365 days before, where less is better.',
  );
  expect(toPlainText(ownScoresView(scores))).toMatch(/Quality: 80 ▼ lower/);
  expect(text).toContain('1 weekday has no figures.');
});

describe('a chart', () => {
  const points: ChartPoint[] = days
    .slice(0, 20)
    .map(({ day, values }) => ({ day, value: values.quality_score }));
  const block = chartBlock({
    title: 'Quality',
    unit: '',
    digits: 0,
    from: dayOf(0),
    to: dayOf(19),
    series: [{ name: 'Quality', points }],
  });
  const message: Message = { view: 'own.scores', summary: 'Your scores', blocks: [block] };

  it('is a picture with its words behind it in Slack, and its words where there is none', () => {
    expect(renderMessage(pictured(message))[0]?.blocks).toEqual([
      { type: 'image', slack_file: { id: 'F0CHART0001' }, alt_text: block.alt },
    ]);
    expect(JSON.stringify(renderMessage(message))).toContain(block.alt);
    const long = { ...block, alt: 'x'.repeat(maxAltText + 1) };
    const [part] = renderMessage(pictured({ ...message, blocks: [long] }));
    expect(refusalOfMessage((part?.blocks ?? []) as unknown as Json[], '')).toBeUndefined();
  });

  it('is a picture beside the card in Teams, and its words in the card', () => {
    const [activity, ...more] = renderActivities(pictured(message));
    expect(more).toEqual([]);
    const [card, picture] = activity?.attachments ?? [];
    expect(JSON.stringify(card?.content)).toContain(block.alt);
    expect(JSON.stringify(card?.content)).not.toContain('base64');
    expect(picture).toMatchObject({ contentType: 'image/png', name: 'Quality' });
    expect(picture?.contentUrl).toMatch(/^data:image\/png;base64,Bwc/);
    // Teams takes pictures of up to 1 MB.
    expect(picture?.contentUrl?.length).toBeLessThan(1024 * 1024);
    expect(renderActivities(message)[0]?.attachments).toHaveLength(1);
  });

  it('is a picture with its words behind it on the local page, in one message', () => {
    const [part, ...more] = renderParts(pictured(message));
    expect(more).toEqual([]);
    expect(part.card.body).toEqual([
      expect.objectContaining({
        type: 'Image',
        altText: block.alt,
        url: expect.stringMatching(/^data:image\/png;base64,/) as string,
      }),
    ]);
    expect(JSON.stringify(renderParts(message)[0].card)).toContain(block.alt);
  });
});
