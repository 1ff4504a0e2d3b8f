import type { CriterionProgress } from '../../coaching/plans/criteria.ts';
import type { PlanStepName } from '../../coaching/plans/plan-machine.ts';
import type { PlanCard } from '../../coaching/plans/show-plan.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { ActionId } from '../action-ids.ts';
import type { Action, Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { planChart } from './own-plan.ts';
import { valueOf } from './own-scores.ts';

const { plans: say } = words;

const updatesShown = 3;
const checkInsShown = 3;

const text = (markdown: string): Block => ({ kind: 'text', markdown });
const lines = (title: string, items: readonly LineItem[]): Block[] =>
  items.length === 0 ? [] : [{ kind: 'lines', title, items, empty: '' }];
const dayOf = (at: Date): string => formatDay(at.toISOString().slice(0, 10));

/** One plan for those who lead its person, with what they may do about it. @param said what was just done; made safe before */
export function planCardView(card: PlanCard, said?: string): Message {
  const { plan, person, stage, progress, mandatory, recommended } = card;
  const isDraft = plan.status === 'draft' || progress === undefined;
  return {
    view: 'plan.card',
    summary: say.summary,
    blocks: [
      ...(said === undefined ? [] : [text(said)]),
      { kind: 'heading', text: say.title(person.name) },
      { kind: 'fields', items: factsOf(card) },
      ...draftLines(card),
      text(say.why(escapeMarkdown(plan.reason))),
      { kind: 'lines', title: say.targets, items: targetLines(card), empty: say.noTargets },
      ...(progress === undefined ? [] : planChart({ plan, ...progress })),
      ...lines(say.mandatory, mandatory.map(criterionLine)),
      ...lines(say.recommended, recommended.map(criterionLine)),
      ...checkInLines(card),
      ...lines(say.updates, updateLines(card)),
      ...(plan.outcomeNotes === undefined ? [] : [text(say.outcomeNotes(escapeMarkdown(plan.outcomeNotes)))]),
      ...(plan.lessons === undefined ? [] : [text(say.lessons(escapeMarkdown(plan.lessons)))]),
      ...(stage === 'active' || stage === 'extended' ? [text(`_${say.scoreHow}_`)] : []),
      { kind: 'actions', actions: planActions(card), visible: 3 },
    ],
    footer: isDraft ? say.draftFooter : say.footer,
  };
}

function factsOf({ plan, stage, progress, names }: PlanCard): { label: string; value: string }[] {
  const { labels } = say;
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : names.get(id)) ?? say.somebody;
  const field = (label: string, value: string | undefined) => (value === undefined ? [] : [{ label, value }]);
  const isRunning = stage === 'active' || stage === 'extended';
  const score = isRunning ? progress?.score : plan.score;
  return [
    { label: labels.stage, value: say.stages[stage] },
    { label: labels.time, value: `${formatDay(plan.startOn)} – ${formatDay(plan.targetEndOn)}` },
    ...(isRunning && progress !== undefined ? field(labels.left, say.days(progress.daysLeft)) : []),
    ...field(labels.score, score === undefined ? undefined : `${Math.round(score)}%`),
    { label: labels.checkIns, value: say.frequencies[plan.checkIn] },
    ...field(labels.next, plan.nextCheckInOn === undefined ? undefined : formatDay(plan.nextCheckInOn)),
    ...field(labels.extensions, plan.extensionCount === 0 ? undefined : say.times(plan.extensionCount)),
    ...field(labels.ended, plan.actualEndOn === undefined ? undefined : formatDay(plan.actualEndOn)),
    ...field(
      labels.outcome,
      plan.outcome === undefined || isRunning ? undefined : say.outcomes[plan.outcome],
    ),
    { label: labels.by, value: nameOf(plan.createdBy) },
    ...field(
      labels.approved,
      plan.approvedAt === undefined
        ? undefined
        : say.approvedOn(nameOf(plan.approvedBy), dayOf(plan.approvedAt)),
    ),
  ];
}

function draftLines({ plan, person, stage, names, approvers }: PlanCard): Block[] {
  if (plan.status !== 'draft') return [];
  const deciders = approvers.length === 0 ? say.nobodyDecides : say.decides(approvers.join(' / '));
  const by = plan.changedBy === undefined ? '' : (names.get(plan.changedBy) ?? '');
  return [
    ...(plan.sentBack === undefined
      ? []
      : [text(say.sentBack(escapeMarkdown(by), escapeMarkdown(plan.sentBack)))]),
    text(
      escapeMarkdown(
        stage === 'approved' ? say.notKnown(person.name) : `${say.notKnown(person.name)} ${deciders}`,
      ),
    ),
  ];
}

function targetLines({ plan, progress, current }: PlanCard): LineItem[] {
  if (progress === undefined) {
    return plan.targets.map(({ metric, target }) => {
      const value = current?.[metric];
      const { label } = definitionOf(metric);
      return {
        text: say.targetOnly(label, valueOf(metric, target)),
        ...(value === undefined ? {} : { detail: say.lastDays(valueOf(metric, value)) }),
      };
    });
  }
  return progress.targets.map(({ metric, target, now, start, state }) => {
    const { label } = definitionOf(metric);
    const wanted = valueOf(metric, target);
    const began = start === undefined ? [] : [say.began(valueOf(metric, start))];
    return {
      text:
        now === undefined ? say.targetOnly(label, wanted) : say.target(label, valueOf(metric, now), wanted),
      detail: [say.targetStates[state], ...began].join(' · '),
    };
  });
}

function criterionLine({ text: criterion, state, basis }: CriterionProgress): LineItem {
  const on =
    basis === undefined
      ? []
      : basis.kind === 'figure'
        ? [valueOf(basis.metric, basis.value)]
        : basis.kind === 'days'
          ? basis.days === 0
            ? []
            : [say.absences(basis.days)]
          : [dayOf(basis.at)];
  return { text: criterion, detail: [say.criteria[state], ...on].join(' · ') };
}

function checkInLines({ checkIns, openCheckIns }: PlanCard): Block[] {
  const shown = checkIns.slice(-checkInsShown).map(({ dueOn, heldOn, notes, score }): LineItem =>
    heldOn === undefined
      ? { text: say.missed(formatDay(dueOn)) }
      : {
          text: notes ?? say.held(formatDay(heldOn)),
          detail: [
            say.held(formatDay(heldOn)),
            ...(score === undefined ? [] : [say.score(Math.round(score))]),
          ].join(' · '),
        },
  );
  return [
    ...lines(say.checkInTitle, shown),
    ...(openCheckIns.length === 0 ? [] : [text(say.notHeld(openCheckIns.map(formatDay).join(', ')))]),
  ];
}

const updateLines = ({ plan, names }: PlanCard): LineItem[] =>
  plan.updates.slice(-updatesShown).map(({ at, by, text: update }) => ({
    text: update,
    detail: say.update(dayOf(at), by === undefined ? '' : (names.get(by) ?? '')),
  }));

const actionOf: Readonly<Record<PlanStepName, ActionId>> = {
  edit: 'plan.form',
  amend: 'plan.form',
  submit: 'plan.submit',
  approve: 'plan.approve',
  'send-back': 'plan.send-back',
  activate: 'plan.activate',
  update: 'plan.update',
  'check-in': 'plan.check-in',
  extend: 'plan.extend',
  complete: 'plan.end',
  fail: 'plan.end',
  cancel: 'plan.end',
  reopen: 'plan.reopen',
};
/** The most likely first; the rest wait in the overflow. */
const order: readonly PlanStepName[] = [
  'approve',
  'submit',
  'check-in',
  'activate',
  'send-back',
  'edit',
  'update',
  'extend',
  'complete',
  'fail',
  'amend',
  'reopen',
  'cancel',
];

function planActions({ plan, person, steps, startsToday }: PlanCard): Action[] {
  const value = `${plan.id}:${plan.version}`;
  const decides = steps.includes('approve');
  const { confirm: ask, buttons } = say;
  const confirms: Partial<Record<PlanStepName, Action['confirm']>> = {
    approve: { ...ask.approve, text: ask.approve.text(person.name, startsToday), ok: buttons.approve },
    activate: { ...ask.activate, text: ask.activate.text(person.name), ok: buttons.activate },
    reopen: { ...ask.reopen, text: ask.reopen.text(person.name), ok: buttons.reopen },
  };
  const actions = order
    // Who may approve it needs to ask nobody.
    .filter((step) => steps.includes(step) && !(step === 'submit' && decides))
    .map((step, index): Action => {
      const confirm = confirms[step];
      const isEnd = step === 'complete' || step === 'fail' || step === 'cancel';
      return {
        id: actionOf[step],
        label: buttons[step],
        value: isEnd ? `${value}:${step}` : value,
        ...(index === 0
          ? { style: 'primary' as const }
          : step === 'cancel'
            ? { style: 'danger' as const }
            : {}),
        ...(confirm === undefined ? {} : { confirm }),
      };
    });
  return [...actions, { id: 'plan.list', label: buttons.list, value: '' }];
}
