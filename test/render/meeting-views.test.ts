import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import type { MeetingList } from '../../src/coaching/one-on-ones/list-meetings.ts';
import {
  meetingLimits,
  type MeetingOutcome,
  type OneOnOne,
} from '../../src/coaching/one-on-ones/one-on-one.ts';
import type { Prep } from '../../src/coaching/one-on-ones/prep.ts';
import { rankTopics } from '../../src/coaching/one-on-ones/rank-topics.ts';
import type { Recap } from '../../src/coaching/one-on-ones/share-recap.ts';
import type { User } from '../../src/coaching/people/user.ts';
import { meetingStatuses } from '../../src/coaching/sessions/session.ts';
import type { Form, Message } from '../../src/messages/message.ts';
import {
  meetingAgendaForm,
  meetingCannotForm,
  meetingFormView,
  meetingMoveForm,
  meetingPlanForm,
  meetingReasonForm,
} from '../../src/messages/views/meeting-forms.ts';
import { meetingCompleteForm } from '../../src/messages/views/meeting-complete-form.ts';
import { meetingListView, meetingWhoView } from '../../src/messages/views/meeting-list.ts';
import { agendaLines, prepView } from '../../src/messages/views/meeting-prep.ts';
import {
  meetingCannotView,
  meetingPreviewView,
  meetingRecapView,
  meetingToldView,
} from '../../src/messages/views/meeting-told.ts';
import {
  meetingDraftView,
  meetingNotedView,
  meetingSaidView,
  meetingThreadView,
  meetingView,
} from '../../src/messages/views/meeting.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const long = (length: number): string => `${nasty} ${'w'.repeat(length)}`.slice(0, length);
const person = (name: string, timezone: string): User => ({
  ...{ id: randomUUID(), organizationId: randomUUID(), email: 'x@example.test', name, timezone },
  ...{ role: 'AGENT', jobFamily: 'CSR', status: 'ACTIVE' },
});
const leader = person(`Theo ${nasty}`, 'America/Argentina/Buenos_Aires');
const agent = person(`Priya ${nasty}`, 'Asia/Kolkata');
const at = new Date('2026-11-26T15:00:00Z');
const now = new Date('2026-11-20T09:00:00Z');
const empty: MeetingOutcome = { topics: [], resources: [], followUpRequired: false, followUpTopics: [] };
const full: MeetingOutcome = {
  ...{ engagement: 1, receptiveness: 2, understanding: 3, effectiveness: 5 },
  ...{
    discussion: long(meetingLimits.discussion),
    commitments: long(meetingLimits.text),
    achievements: long(meetingLimits.text),
    concerns: long(meetingLimits.text),
  },
  topics: [long(meetingLimits.text)],
  resources: [long(meetingLimits.text)],
  followUpRequired: true,
  followUpOn: '2026-12-10',
  followUpTopics: [long(meetingLimits.text)],
};
const meeting = (change: Partial<OneOnOne> = {}): OneOnOne => ({
  ...{ id: randomUUID(), organizationId: leader.organizationId, leaderId: leader.id, agentId: agent.id },
  ...{ type: 'PIP_CHECK', title: `1:1 with ${agent.name}`, at, plannedMinutes: 30, status: 'scheduled' },
  moved: 0,
  outcome: empty,
  ...change,
});
const people = { leader, agent };
const facts: Pick<Prep, 'figures' | 'notes' | 'items' | 'plan' | 'lastTime'> = {
  figures: [
    { metric: 'aht', average: 412.4, change: 80, trend: 'worse' },
    { metric: 'composite_score', average: 81.2, change: 0.2, trend: 'steady' },
    { metric: 'csat', average: 4.4, change: 0.4, trend: 'better' },
    { metric: 'quality_score', average: 81 },
  ],
  notes: Array.from({ length: 5 }, () => ({
    id: randomUUID(),
    type: 'URGENT',
    text: long(160),
    on: '2026-11-18',
  })),
  items: Array.from({ length: 5 }, () => ({ title: long(160), dueOn: '2026-11-10', overdue: true })),
  plan: {
    daysLeft: 40,
    targets: [
      { metric: 'aht', target: 300, now: 412, state: 'behind' },
      { metric: 'qa_score', target: 90, state: 'unknown' },
    ],
  },
  lastTime: { on: '2026-11-01', commitments: long(160), topics: [long(160)] },
};
const prep: Prep = {
  ...facts,
  ...{ builtAt: now.toISOString(), since: '2026-11-01', until: '2026-11-20', sinceLastTime: true },
  chart: {
    metric: 'aht',
    points: Array.from({ length: 20 }, (_, day) => ({
      day: `2026-11-${String(day + 1).padStart(2, '0')}`,
      value: 400 + day,
    })),
  },
  preferences: [
    { field: 'best_coaching_time', value: 'morning' },
    { field: 'session_length', value: '30 minutes' },
    { field: 'responds_to', value: long(160) },
  ],
  worked: { metric: 'aht', method: long(100), cases: 12, helped: 9, medianImprovement: 8.44 },
  topics: rankTopics(facts, 45),
};
const bare: Prep = {
  ...{ builtAt: now.toISOString(), since: '2026-10-21', until: '2026-11-20', sinceLastTime: false },
  ...{ figures: [], notes: [], items: [], preferences: [] },
  topics: rankTopics({ figures: [], notes: [], items: [] }, 30),
};
const many = Array.from({ length: 20 }, () => meeting({ cancelledReason: long(500), status: 'cancelled' }));
const list: MeetingList = {
  ...{ running: many, toComplete: many, coming: many, missed: many, held: many, invited: many },
  people: new Map([leader, agent].map((one) => [one.id, one])),
};
const none: MeetingList = {
  ...list,
  running: [],
  toComplete: [],
  coming: [],
  missed: [],
  held: [],
  invited: [],
};
const recap: Recap = {
  at,
  commitments: long(meetingLimits.text),
  items: Array.from({ length: 20 }, (_, index) => ({
    title: long(255),
    dueOn: '2026-12-01',
    mine: index % 2 === 0,
  })),
  followUpOn: '2026-12-10',
};
const card = { leader, agent, now, direct: true };
const planForm = meetingPlanForm({
  people: Array.from({ length: 120 }, (_, index) => person(`${index} ${long(80)}`, 'UTC')),
  ...{ when: { date: '2026-11-26', time: '15:10' }, minutes: 25, type: 'REGULAR', timezone: 'Europe/London' },
});
const completeForm = meetingCompleteForm({
  meeting: meeting({ outcome: full, endedAt: at }),
  agentName: 'Priya',
  ...{ topics: full.topics.join('\n'), discussion: long(5_000), items: long(meetingLimits.items) },
  notes: Array.from({ length: 8 }, () => ({ id: randomUUID(), text: long(200) })),
  ...{ canMakeItems: true, canMeasure: true },
});
const forms: Form[] = [
  planForm,
  completeForm,
  meetingMoveForm(meeting(), { date: '2026-11-26', time: '15:00' }, 'Europe/London'),
  meetingReasonForm(meeting(), 'Priya', 'meeting.cancel'),
  meetingReasonForm(meeting(), 'Priya', 'meeting.no-show'),
  meetingAgendaForm(meeting(), agendaLines(prep)),
  meetingCannotForm(meeting(), 'Theo'),
];
const views: Record<string, Message> = {
  ...Object.fromEntries(
    meetingStatuses.map((status) => [
      `card, ${status}`,
      meetingView({ ...card, meeting: meeting({ status, noShowReason: long(500) }) }),
    ]),
  ),
  'card, completed': meetingView({
    ...card,
    meeting: meeting({ status: 'held', endedAt: at, durationMinutes: 30, outcome: full }),
  }),
  'card, with every warning': meetingView({
    ...card,
    meeting: meeting({ at: new Date('2026-11-18T10:00Z') }),
    said: ['Planned. Priya knows.'],
    warnings: [
      { kind: 'past' },
      { kind: 'busy', who: 'leader', at },
      { kind: 'busy', who: 'agent', at },
      { kind: 'outside-hours', who: 'leader' },
      { kind: 'outside-hours', who: 'agent' },
      { kind: 'on-leave' },
    ],
  }),
  draft: meetingDraftView(nasty, []),
  said: meetingSaidView('Noted.'),
  'thread, of its own': meetingThreadView(meeting(), agent, true),
  'thread, without threads': meetingThreadView(meeting(), agent, false),
  noted: meetingNotedView('action'),
  list: meetingListView(list, leader),
  'list, empty': meetingListView(none, leader),
  who: meetingWhoView([]),
  'who of several': meetingWhoView([leader, agent]),
  planned: meetingToldView('planned', { meeting: meeting(), ...people }),
  moved: meetingToldView('moved', { meeting: meeting(), ...people }),
  cancelled: meetingToldView('cancelled', { meeting: meeting(), ...people }),
  cannot: meetingCannotView({ meeting: meeting(), ...people }, { reason: long(500), times: long(500) }),
  recap: meetingRecapView(recap, leader, agent),
  preview: meetingPreviewView(recap, { meeting: meeting(), ...people }),
  prep: prepView({ ...people, prep, meeting: meeting(), direct: true }),
  'prep, elsewhere': prepView({ ...people, prep, meeting: meeting(), direct: false }),
  'prep, own agenda': prepView({
    ...people,
    prep: { ...prep, agenda: Array.from({ length: 20 }, () => long(140)) },
    meeting: meeting({ status: 'in_progress' }),
    direct: true,
  }),
  'prep of nothing': prepView({ ...people, prep: bare, direct: true }),
  ...Object.fromEntries(forms.map((form) => [`form ${form.id}`, meetingFormView(form)])),
};

describe.each(Object.entries(views))('%s', (_name, view) => {
  it('fits everywhere, says who can see it, and shows nothing of anybody in a notification', () => {
    expectFitsEverywhere(view);
    expect(view.footer).toMatch(/can see/);
    expect(view.summary).not.toMatch(/Priya|Theo|PIP|plan check/i);
    for (const block of view.blocks) {
      if (block.kind !== 'actions') continue;
      for (const { value } of block.actions) expect(value.length).toBeLessThanOrEqual(200);
    }
  });
});

const carry = {
  place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
  handle: { teamId: 'T1' },
} as const;

it.each(forms.map((form) => [form.id, form] as const))('Slack opens the form %s', (_id, form) => {
  expect(
    refusalOfView(toModal(form, { ...carry, context: form.context }) as unknown as Json),
  ).toBeUndefined();
});

it('the person never reads of a kind, and elsewhere than in direct message nobody reads of a plan', () => {
  for (const name of ['planned', 'moved', 'cancelled', 'recap'] as const)
    expect(JSON.stringify(views[name])).not.toMatch(/pip|plan check/i);
  expect(JSON.stringify(views['prep, elsewhere'])).not.toMatch(/The plan|Plan, |target/);
  expect(JSON.stringify(views['prep'])).toContain('The plan’s average handle time is behind');
  expect(JSON.stringify(meetingView({ ...card, meeting: meeting(), direct: false }))).not.toMatch(
    /plan check/i,
  );
});

it('an agenda without anything known still begins with listening and ends with the next step', () => {
  expect(agendaLines(bare)).toEqual([
    'How are they? Listen first (15 min)',
    'Agree on the next step, and when you look at it again (15 min)',
  ]);
});
