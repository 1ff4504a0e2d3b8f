import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import { toPlainText } from '../../src/cli/plain-text.ts';
import { actionLimits, actionStates, type ActionItem } from '../../src/coaching/actions/action-item.ts';
import { actionFilters } from '../../src/coaching/actions/ports.ts';
import type { ActionList } from '../../src/coaching/actions/list-actions.ts';
import { factorCodes } from '../../src/coaching/effectiveness/factors.ts';
import type { NamedCase } from '../../src/coaching/effectiveness/review-case.ts';
import type { Form, Message } from '../../src/messages/message.ts';
import { actionForm, actionFormView, newActionForm } from '../../src/messages/views/action-forms.ts';
import { actionDraftView, actionItemView, actionSaidView } from '../../src/messages/views/action-item.ts';
import { actionListView } from '../../src/messages/views/action-list.ts';
import { casesView, reviewForm, reviewFormView, workedView } from '../../src/messages/views/worked.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const long = (length: number): string => `${nasty} ${'w'.repeat(length)}`.slice(0, length);
const owner = randomUUID();

const item = (change: Partial<ActionItem> = {}): ActionItem => ({
  ...{ id: randomUUID(), organizationId: randomUUID(), title: long(actionLimits.title), state: 'open' },
  ...{ owner: { kind: 'user', id: owner }, createdBy: owner, dueOn: '2026-11-27', priority: 'HIGH' },
  ...{ description: long(actionLimits.description), category: long(actionLimits.category) },
  ...{ progress: 50, progressNotes: long(actionLimits.words), blockers: long(actionLimits.words) },
  ...{ completionNotes: long(actionLimits.words), reminderOn: '2026-11-25' },
  ...change,
});
const small = (change: Partial<ActionItem> = {}): ActionItem => ({
  ...{ id: randomUUID(), organizationId: randomUUID(), title: 'Call ACME', state: 'open' as const },
  ...change,
});
const list = (change: Partial<ActionList> = {}): ActionList => ({
  ...{ whose: 'team', filter: 'open', page: 0, total: 12 },
  items: Array.from({ length: 5 }, () => ({ ...item(), overdue: true, ownerName: long(80) })),
  ...change,
});
const cases: NamedCase[] = Array.from({ length: 5 }, () => ({
  ...{ id: randomUUID(), organizationId: randomUUID(), agentId: randomUUID(), leaderId: randomUUID() },
  ...{ issue: 'aht' as const, method: long(100), on: '2026-10-01', days: 14, name: long(80) },
  before: { aht: { average: 300.4, days: 10 } },
  after: { aht: { average: 270.1, days: 10 } },
  ...{ improvement: 10.1, sustained30: true, sustained90: false, recommended: true },
  successFactors: [...factorCodes.slice(0, 5), ...Array.from({ length: 5 }, () => `said:${long(300)}`)],
  failureFactors: [...factorCodes.slice(5), ...Array.from({ length: 5 }, () => `said:${long(300)}`)],
}));
const [firstCase] = cases;
if (firstCase === undefined) throw new Error('no case');
const method = (name: string) => ({
  ...{ method: name, cases: 7, helped: 5, medianImprovement: 4.2, medianChange: -13.4 },
  ...{ sustained30: { held: 4, of: 5 }, sustained90: { held: 1, of: 3 } },
});

const views: Message[] = [
  ...actionStates.flatMap((state) =>
    (['owner', 'leader'] as const).map((part) =>
      actionItemView({ item: item({ state }), part, ownerName: long(80), overdue: true, said: 'Noted.' }),
    ),
  ),
  actionItemView({ item: small(), part: 'owner' }),
  actionDraftView(item(), { id: owner, name: long(80) }),
  actionSaidView('Fine, I leave it.'),
  ...actionFilters.flatMap((filter) =>
    (['mine', 'team', { userId: owner }] as const).map((whose) =>
      actionListView(list({ filter, whose, ...(typeof whose === 'string' ? {} : { person: long(80) }) })),
    ),
  ),
  ...actionFilters.map((filter) => actionListView(list({ filter, whose: 'mine', items: [], total: 0 }))),
  actionListView(list({ items: [{ ...item({ state: 'completed' }), overdue: false, ownerName: 'Priya' }] })),
  workedView({ issue: 'aht', which: 'team', methods: Array.from({ length: 9 }, () => method(long(100))) }),
  workedView({ issue: 'csat', which: 'line', methods: [] }),
  casesView(cases, 'Kept.'),
  casesView([]),
  reviewFormView(firstCase),
  actionFormView(newActionForm(owner, [])),
];
const forms: Form[] = [
  newActionForm(
    owner,
    Array.from({ length: 90 }, () => ({ id: randomUUID(), name: long(120) })),
  ),
  ...(['action.note', 'action.block', 'action.finish', 'action.send-back'] as const).map((id) =>
    actionForm(id, item()),
  ),
  reviewForm(firstCase),
];

it('every view fits everywhere, says who can see it, and tells a notification nothing', () => {
  for (const view of views) {
    expectFitsEverywhere(view);
    expect(view.footer).toMatch(/can see/);
    expect(view.summary).not.toMatch(/w{5}|Call ACME|Priya/);
  }
});

const carry = {
  place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
  handle: { teamId: 'T1' },
} as const;

it('every form fits into Slack’s modal', () => {
  for (const form of forms) {
    const modal = toModal(form, { ...carry, context: form.context });
    expect(refusalOfView(modal as unknown as Json)).toBeUndefined();
  }
});

it('an overdue item says since when, and who blocks what', () => {
  const shown = toPlainText(
    actionItemView({ item: small({ dueOn: '2026-11-19' }), part: 'owner', overdue: true }),
  );
  expect(shown).toContain('⚠️ Thu 19 Nov 2026, overdue');
});

it('numbers come with their unit and sample size', () => {
  const shown = toPlainText(workedView({ issue: 'aht', which: 'team', methods: [method('Role-play')] }));
  expect(shown).toContain('helped in 5 of 7 cases');
  expect(shown).toContain('median −13 s (4 % better)');
  expect(shown).toContain('after 30 days it held in 4 of 5');
});
