import { byHand } from '../../coaching/plans/hold-check-in.ts';
import type { CurrentFigures } from '../../coaching/plans/current-figures.ts';
import { planLengths, planLimits, targetLine } from '../../coaching/plans/plan-fields.ts';
import type { PlanRecord } from '../../coaching/plans/plan-record.ts';
import type { TargetProposal } from '../../coaching/plans/propose-targets.ts';
import { definitionOf, scoreMetrics, type MetricKey } from '../../coaching/performance/metric.ts';
import { planCheckIns } from '../../coaching/performance/plan.ts';
import type { Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { valueOf } from './own-scores.ts';

const { form: say, frequencies } = words.plans;

const maxLines = 3_000;
const area = (name: string, label: string, maxLength: number, initial = '', hint = ''): FormField => ({
  name,
  label,
  required: false,
  type: 'text',
  multiline: true,
  maxLength,
  ...(initial === '' ? {} : { initial: initial.slice(0, maxLength) }),
  ...(hint === '' ? {} : { hint }),
});
const needed = (field: FormField): FormField => ({ ...field, required: true });
const frequency = (initial: string): FormField => ({
  name: 'checkIn',
  label: say.frequency,
  required: true,
  type: 'select',
  options: planCheckIns.map((value) => ({ value, label: frequencies[value] })),
  initial,
});
const ownEnd = 'own';

const listed: readonly MetricKey[] = [...scoreMetrics, 'csat', 'fcr', 'aht'];
function figuresText(current: CurrentFigures): string {
  const list = listed.flatMap((metric) => {
    const value = current[metric];
    return value === undefined ? [] : [`${definitionOf(metric).label} ${valueOf(metric, value)}`];
  });
  return list.length === 0 ? say.noFigures : say.figures(list.join(', '));
}

/** A new draft; `proposal` fills in what the figures suggest, and nothing is decided by it. */
export const newPlanForm = (
  person: { id: string; name: string },
  proposal: TargetProposal,
  today: string,
): Form => ({
  id: 'plan.save',
  title: say.titles.draft,
  intro: say.draftIntro(person.name, figuresText(proposal.current)),
  fields: planFields({
    reason: '',
    startOn: today,
    targets: proposal.targets,
    mandatory: [],
    recommended: [],
    checkIn: 'weekly',
  }),
  submitLabel: say.save,
  context: `new:${person.id}`,
});

/** A draft to edit; of a plan that runs, what an amendment may change. */
export function editPlanForm(plan: PlanRecord, name: string, current: CurrentFigures): Form {
  const isDraft = plan.status === 'draft';
  const fields = planFields(plan);
  const fixed = new Set(['startOn', 'length', 'endOn']);
  return {
    id: 'plan.save',
    title: isDraft ? say.titles.edit : say.titles.amend,
    intro: isDraft ? say.draftIntro(name, figuresText(current)) : say.amendIntro(name),
    fields: isDraft
      ? fields
      : [...fields.filter((field) => !fixed.has(field.name)), needed(area('why', say.why, planLimits.words))],
    submitLabel: say.save,
    context: versionOf(plan),
  };
}

const versionOf = ({ id, version }: Pick<PlanRecord, 'id' | 'version'>): string => `${id}:${version}`;

function planFields(
  plan: Pick<PlanRecord, 'reason' | 'startOn' | 'targets' | 'mandatory' | 'recommended' | 'checkIn'> &
    Partial<Pick<PlanRecord, 'targetEndOn'>>,
): FormField[] {
  const { targetEndOn } = plan;
  return [
    needed(area('reason', say.reason, planLimits.reason, plan.reason)),
    { name: 'startOn', label: say.start, required: true, type: 'date', initial: plan.startOn },
    {
      name: 'length',
      label: say.length,
      required: true,
      type: 'select',
      options: [
        ...planLengths.map((days) => ({ value: String(days), label: say.lengths(days) })),
        { value: ownEnd, label: say.ownEnd },
      ],
      initial: targetEndOn === undefined ? String(planLengths[1]) : ownEnd,
    },
    {
      name: 'endOn',
      label: say.end,
      required: false,
      hint: say.endHint,
      type: 'date',
      ...(targetEndOn === undefined ? {} : { initial: targetEndOn }),
    },
    area('targets', say.targets, maxLines, plan.targets.map(targetLine).join('\n'), say.targetsHint),
    area('mandatory', say.mandatory, maxLines, plan.mandatory.join('\n'), say.mandatoryHint),
    area('recommended', say.recommended, maxLines, plan.recommended.join('\n')),
    frequency(plan.checkIn),
  ];
}

export const sendBackForm = (plan: PlanRecord): Form => ({
  id: 'plan.send-back',
  title: say.titles['send-back'],
  fields: [needed(area('words', say.sendBack, planLimits.words))],
  submitLabel: say.save,
  context: versionOf(plan),
});

export const updateForm = (plan: PlanRecord, name: string, initial = ''): Form => ({
  id: 'plan.update',
  title: say.titles.update,
  fields: [needed(area('words', say.update, planLimits.words, initial, say.updateHint(name)))],
  submitLabel: say.save,
  context: versionOf(plan),
});

/** What is said, and of each criterion that no figure tells whether it is met. */
export const checkInForm = (plan: PlanRecord, name: string, figures: string): Form => ({
  id: 'plan.check-in',
  title: say.titles['check-in'],
  intro: say.checkInIntro(name, figures),
  fields: [
    needed(area('notes', say.notes, planLimits.words)),
    ...byHand(plan).map((criterion, index): FormField => {
      const mark = plan.marks[criterion];
      return {
        name: `mark-${index}`,
        label: criterion.slice(0, 150),
        required: false,
        type: 'select',
        options: [
          { value: 'met', label: say.marks.met },
          { value: 'not', label: say.marks.not },
        ],
        ...(mark === undefined ? {} : { initial: mark.met ? 'met' : 'not' }),
      };
    }),
  ],
  submitLabel: say.save,
  context: versionOf(plan),
});

export const extendForm = (plan: PlanRecord, name: string, newEnd: string): Form => ({
  id: 'plan.extend',
  title: say.titles.extend,
  fields: [
    { name: 'endOn', label: say.newEnd, required: true, type: 'date', initial: newEnd },
    needed(area('reason', say.reasonWhy, planLimits.words, '', say.updateHint(name))),
  ],
  submitLabel: say.save,
  context: versionOf(plan),
});

export const endForm = (plan: PlanRecord, name: string, how: 'complete' | 'fail' | 'cancel'): Form => {
  const isDraft = plan.activatedAt === undefined && plan.status === 'draft';
  const hows = isDraft
    ? (['cancel'] as const)
    : (['complete', 'fail', 'cancel', 'fail-resigned', 'cancel-resigned'] as const);
  const outcome = area('notes', say.outcome, planLimits.words, '', isDraft ? '' : say.outcomeHint(name));
  return {
    id: 'plan.end',
    title: say.titles.end,
    fields: [
      {
        name: 'how',
        label: say.how,
        required: true,
        type: 'select',
        options: hows.map((value) => ({ value, label: say.hows[value] })),
        initial: isDraft ? 'cancel' : how,
      },
      isDraft ? outcome : needed(outcome),
      ...(isDraft ? [] : [area('lessons', say.lessons, planLimits.words, '', say.lessonsHint)]),
    ],
    submitLabel: say.save,
    context: versionOf(plan),
  };
};

export const planFormView = (form: Form): Message => ({
  view: 'plan.form',
  summary: words.plans.summary,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});
