import { customMetricLimits, type CustomMetric } from '../../coaching/performance/custom-metric.ts';
import { chartBlock, formatShortDay } from '../chart.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { customValue } from './period-words.ts';

const { custom: say } = words.figures;
const numberLength = 20;

const detailOf = ({ unit, better, minimum, maximum, retiredAt }: CustomMetric): string =>
  [
    ...(unit === '' ? [] : [unit.trim()]),
    ...(better === undefined ? [] : [say.better[better]]),
    ...(minimum === undefined && maximum === undefined
      ? []
      : [say.limits(String(minimum ?? '…'), String(maximum ?? '…'))]),
    ...(retiredAt === undefined ? [] : [say.retired]),
  ].join(' · ');

const changes = ({ id, label, retiredAt }: CustomMetric): Action[] =>
  retiredAt === undefined
    ? [
        { id: 'metric.form', label: say.rename(label), value: id },
        { id: 'metric.retire', label: say.retire(label), value: id },
      ]
    : [{ id: 'metric.restore', label: say.restore(label), value: id }];

/** The organisation's own figures; admins get the buttons to change them. */
export function customMetricsView(
  metrics: readonly CustomMetric[],
  { isAdmin, notice }: { isAdmin: boolean; notice?: string },
): Message {
  const blocks = metrics.flatMap((metric): Block[] => {
    const line = [say.line(metric.label, metric.key), detailOf(metric)].filter((part) => part !== '');
    return [
      { kind: 'text', markdown: `- ${escapeMarkdown(line.join(' · '))}` },
      ...(isAdmin ? [{ kind: 'actions' as const, actions: changes(metric) }] : []),
    ];
  });
  const add: Action = { id: 'metric.form', label: say.add, value: '' };
  return {
    view: 'metric.list',
    summary: say.summary,
    blocks: [
      ...(notice === undefined ? [] : [{ kind: 'text' as const, markdown: notice }]),
      { kind: 'heading', text: say.title },
      ...(blocks.length === 0 ? [{ kind: 'text' as const, markdown: say.empty }] : blocks),
      ...(isAdmin ? [{ kind: 'actions' as const, actions: [add] }] : []),
    ],
    footer: say.footer,
  };
}

/** A new one, or one that is there, which can only be renamed; its id is the context. */
export function metricForm(metric?: CustomMetric): Form {
  const field = (
    name: string,
    label: string,
    maxLength: number,
    more: { required?: boolean; hint?: string } = {},
  ): FormField => ({
    name,
    label,
    required: false,
    ...more,
    type: 'text',
    multiline: false,
    maxLength,
  });
  const label: FormField = {
    ...{ name: 'label', label: say.label, required: true, type: 'text', multiline: false },
    maxLength: customMetricLimits.label,
    placeholder: say.labelPlaceholder,
    ...(metric === undefined ? {} : { initial: metric.label }),
  };
  const digits = Array.from({ length: customMetricLimits.digits + 1 }, (_, index) => String(index));
  return {
    id: 'metric.save',
    title: say.form,
    fields:
      metric === undefined
        ? [
            label,
            field('unit', say.unit, customMetricLimits.unit, { hint: say.unitHint }),
            {
              ...{ name: 'digits', label: say.digits, required: true, type: 'select', initial: '1' },
              options: digits.map((value) => ({ value, label: value })),
            },
            {
              ...{ name: 'better', label: say.direction, required: true, type: 'select', initial: 'higher' },
              options: [
                { value: 'higher', label: say.better.higher },
                { value: 'lower', label: say.better.lower },
                { value: 'neither', label: say.neither },
              ],
            },
            field('minimum', say.minimum, numberLength),
            field('maximum', say.maximum, numberLength),
          ]
        : [label],
    submitLabel: say.save,
    context: metric?.id ?? '',
  };
}

export const metricFormView = (form: Form): Message => ({
  view: 'metric.form',
  summary: say.form,
  blocks: [{ kind: 'form', form }],
  footer: words.audience.direct,
});

/** One custom figure of the asker's own. */
export function ownCustomView(
  metric: CustomMetric,
  days: readonly { day: string; value: number }[],
  { from, to }: { from: string; to: string },
): Message {
  const [first, last] = [formatShortDay(from), formatShortDay(to)];
  const average = days.reduce((sum, { value }) => sum + value, 0) / days.length;
  const { unit, digits, label } = metric;
  return {
    view: 'own.custom',
    summary: say.ownSummary,
    blocks: [
      { kind: 'heading', text: say.own(label) },
      ...(days.length === 0
        ? [{ kind: 'text' as const, markdown: say.ownNone(escapeMarkdown(label), first, last) }]
        : [
            {
              kind: 'text' as const,
              markdown: say.ownAverage(
                escapeMarkdown(label),
                customValue(average, metric),
                first,
                last,
                days.length,
              ),
            },
            chartBlock({ title: label, unit, digits, from, to, series: [{ name: label, points: days }] }),
          ]),
    ],
    footer: words.ownData.footer,
  };
}
