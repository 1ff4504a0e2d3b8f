import { randomUUID } from 'node:crypto';
import { planChart } from '../../src/messages/views/own-plan.ts';
import { planCardView } from '../../src/messages/views/plan-card.ts';
import {
  checkInForm,
  editPlanForm,
  endForm,
  extendForm,
  newPlanForm,
  planFormView,
  sendBackForm,
  updateForm,
} from '../../src/messages/views/plan-forms.ts';
import {
  noPlanView,
  planListView,
  planSaidView,
  whichPersonView,
} from '../../src/messages/views/plan-list.ts';
import { planNewsView } from '../../src/messages/views/plan-news.ts';
import type { User } from '../../src/coaching/people/user.ts';
import { planStages, planSteps, type PlanStage } from '../../src/coaching/plans/plan-machine.ts';
import type { PlanRecord } from '../../src/coaching/plans/plan-record.ts';
import type { PlanCard } from '../../src/coaching/plans/show-plan.ts';
import type { Message } from '../../src/messages/message.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const person: User = {
  id: randomUUID(),
  organizationId: randomUUID(),
  email: 'priya@example.test',
  name: `Priya ${nasty}`,
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'Europe/London',
  status: 'ACTIVE',
};
const leader = randomUUID();
const at = new Date('2026-11-10T09:00:00Z');
const days = Array.from({ length: 20 }, (_, index) => ({
  day: `2026-11-${String(index + 1).padStart(2, '0')}`,
  values: { quality_score: 70 + index },
}));
const statusOf = (stage: PlanStage): PlanRecord['status'] =>
  stage === 'submitted' || stage === 'approved' ? 'draft' : stage;
const planAt = (stage: PlanStage, fields: Partial<PlanRecord> = {}): PlanRecord => ({
  id: randomUUID(),
  organizationId: person.organizationId,
  agentId: person.id,
  startOn: '2026-11-01',
  targetEndOn: '2026-12-31',
  status: statusOf(stage),
  reason: nasty,
  targets: [{ metric: 'quality_score', target: 90, start: 70 }],
  mandatory: ['quality above 85', `Calls ${nasty}`],
  recommended: ['no absences'],
  checkIn: 'weekly',
  nextCheckInOn: '2026-11-23',
  updates: [{ at, by: leader, text: nasty }],
  createdAt: at,
  createdBy: leader,
  ...(stage === 'submitted' ? { submittedAt: at } : {}),
  ...(stage === 'draft' || stage === 'submitted' ? {} : { approvedAt: at, approvedBy: leader }),
  ...(statusOf(stage) === 'draft' ? {} : { activatedAt: at }),
  extensionCount: 1,
  outcome: 'extended',
  outcomeNotes: nasty,
  lessons: nasty,
  sentBack: nasty,
  score: 54.5,
  marks: {},
  version: 7,
  ...fields,
});
const cardAt = (stage: PlanStage, plan = planAt(stage)): PlanCard => ({
  plan,
  person,
  stage,
  steps: planSteps[stage],
  ...(plan.status === 'draft'
    ? { current: { quality_score: 71 } }
    : {
        progress: {
          targets: [{ metric: 'quality_score', target: 90, start: 70, now: 86, state: 'on-track' }],
          score: 80,
          daysLeft: 41,
          days,
        },
      }),
  mandatory: [
    { text: 'quality above 85', state: 'met', basis: { kind: 'figure', metric: 'quality_score', value: 86 } },
    { text: `Calls ${nasty}`, state: 'by-hand' },
  ],
  recommended: [{ text: 'no absences', state: 'not-met', basis: { kind: 'days', days: 2 } }],
  checkIns: [
    { dueOn: '2026-11-09', state: 'missed', figures: {} },
    { dueOn: '2026-11-16', state: 'held', heldOn: '2026-11-16', notes: nasty, figures: {}, score: 40 },
  ],
  openCheckIns: ['2026-11-20'],
  names: new Map([[leader, `Theo ${nasty}`]]),
  startsToday: true,
  approvers: ['Maya'],
});
const own = { plan: planAt('active'), targets: [], daysLeft: 41, days };
const proposal = {
  current: { quality_score: 71, aht: 320 },
  targets: [{ metric: 'aht' as const, target: 300 }],
};
const full = planAt('active', {
  mandatory: Array.from({ length: 12 }, (_, index) => `${index} ${nasty}`.padEnd(200, 'x')),
  reason: nasty.repeat(30).slice(0, 2_000),
  updates: Array.from({ length: 9 }, () => ({ at, by: leader, text: nasty.repeat(30).slice(0, 2_000) })),
});

const views: [string, Message][] = [
  ...planStages.map((stage): [string, Message] => [`card, ${stage}`, planCardView(cardAt(stage), 'Done.')]),
  ['card, full', planCardView(cardAt('active', full))],
  ['card of a plan without figures', planCardView(cardAt('draft', planAt('draft', { targets: [] })))],
  ['list', planListView(Array.from({ length: 20 }, () => ({ plan: planAt('active'), person })))],
  ['list, empty', planListView([])],
  ['none', noPlanView()],
  ['said', planSaidView('Whom is it about?')],
  ['which', whichPersonView([nasty, 'Priya'])],
  ...(['begun', 'extended', 'amended', 'reopened', 'ended'] as const).map((news): [string, Message] => [
    `news, ${news}`,
    planNewsView(news, planAt('failed'), own),
  ]),
  ['form, new', planFormView(newPlanForm(person, proposal, '2026-11-20'))],
  ['form, edit', planFormView(editPlanForm(planAt('draft'), person.name, {}))],
  ['form, amend', planFormView(editPlanForm(full, person.name, {}))],
  ['form, send back', planFormView(sendBackForm(full))],
  ['form, update', planFormView(updateForm(full, person.name))],
  ['form, check-in', planFormView(checkInForm(full, person.name, 'Quality: 86 now, 90 is the target.'))],
  ['form, extend', planFormView(extendForm(full, person.name, '2027-01-31'))],
  ['form, end', planFormView(endForm(full, person.name, 'fail'))],
  ['form, end of a draft', planFormView(endForm(planAt('draft', { activatedAt: undefined }), 'P', 'cancel'))],
];

describe('views of plans', () => {
  it.each(views)('%s fits Slack, Teams and the local page', (_name, view) => {
    expectFitsEverywhere(view);
  });

  it.each(views)('%s: its preview is neutral, its footer says who can see it', (_name, view) => {
    expect(view.summary).toBe('There is something new for you.');
    expect(view.footer).toMatch(/^Only you can see this/);
    expect(view.view).not.toMatch(/pip/i);
  });

  it('a running plan comes with a picture that has its target', () => {
    const [chart] = planChart({
      plan: planAt('active'),
      targets: [{ metric: 'quality_score', target: 90, now: 86, state: 'on-track' }],
      days,
    });
    expect(chart).toMatchObject({ kind: 'chart', chart: { target: 90 } });
    expect(JSON.stringify(planCardView(cardAt('active')))).toContain('"kind":"chart"');
    expect(JSON.stringify(planCardView(cardAt('draft')))).not.toContain('"kind":"chart"');
  });

  it('buttons are those that may be pressed, with ids alone', () => {
    const actions = (card: PlanCard) =>
      planCardView(card).blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
    const leaders = { ...cardAt('submitted'), steps: ['edit', 'cancel'] as const };
    expect(actions(leaders).map(({ id }) => id)).toEqual(['plan.form', 'plan.end', 'plan.list']);
    expect(actions(cardAt('submitted')).map(({ label }) => label)).toEqual([
      'Approve',
      'Send back…',
      'Edit…',
      'Cancel it…',
      'All plans',
    ]);
    for (const { value } of planStages.flatMap((stage) => actions(cardAt(stage))))
      expect(value).toMatch(/^(?:[0-9a-f-]{36}:7(?::(?:complete|fail|cancel))?)?$/);
  });
});
