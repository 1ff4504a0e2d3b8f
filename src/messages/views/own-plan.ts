import { definitionOf } from '../../coaching/performance/metric.ts';
import type { OwnPlan, TargetProgress } from '../../coaching/performance/own-plan.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { chartBlock } from '../chart.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, LineItem, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { valueOf } from './own-scores.ts';

const { plan: say, planFooter } = words.ownData;

/** The asker's own plan. Its name in a notification is "your plan", whatever it is. */
export function ownPlanView(own: OwnPlan | undefined): Message {
  if (own === undefined) {
    return {
      view: 'own.plan',
      summary: say.summary,
      blocks: [{ kind: 'text', markdown: say.none }],
      footer: planFooter,
    };
  }
  const { plan, targets, daysLeft } = own;
  const lastUpdate = plan.updates.at(-1);
  return {
    view: 'own.plan',
    summary: say.summary,
    blocks: [
      { kind: 'heading', text: say.title },
      {
        kind: 'text',
        markdown: [
          say.until(formatDay(plan.targetEndOn), daysLeft),
          plan.nextCheckInOn === undefined ? say.noCheckIn : say.checkIn(formatDay(plan.nextCheckInOn)),
        ].join(' '),
      },
      { kind: 'lines', title: say.targets, items: targets.map(targetLine), empty: say.nothing },
      ...planChart(own),
      { kind: 'text', markdown: say.now },
      ...(plan.mandatory.length === 0
        ? []
        : [
            {
              kind: 'lines' as const,
              title: say.mandatory,
              items: plan.mandatory.map((text) => ({ text })),
              empty: '',
            },
          ]),
      { kind: 'text', markdown: say.why(escapeMarkdown(plan.reason)) },
      ...(lastUpdate === undefined
        ? []
        : [
            {
              kind: 'text' as const,
              markdown: escapeMarkdown(
                say.lastUpdate(formatDay(lastUpdate.at.toISOString().slice(0, 10)), lastUpdate.text),
              ),
            },
          ]),
    ],
    footer: planFooter,
  };
}

function targetLine({ metric, target, start, now, state }: TargetProgress): LineItem {
  const { label } = definitionOf(metric);
  const wanted = valueOf(metric, target);
  const began = start === undefined ? [] : [say.began(valueOf(metric, start))];
  return {
    text: now === undefined ? say.noFigures(label, wanted) : say.target(label, valueOf(metric, now), wanted),
    detail: [say.states[state], ...began].join(' · '),
  };
}

/** One picture: of the first target that is not reached, else of the first. */
export function planChart({ plan, targets, days }: Pick<OwnPlan, 'plan' | 'targets' | 'days'>): Block[] {
  const shown = targets.find(({ state }) => state === 'behind' || state === 'on-track') ?? targets[0];
  const last = days.at(-1);
  if (shown?.now === undefined || last === undefined) return [];
  const { label, unit, digits, limits } = definitionOf(shown.metric);
  return [
    chartBlock({
      title: label,
      unit,
      digits,
      ...(limits === undefined ? {} : { limits }),
      from: plan.startOn,
      to: last.day,
      series: [
        {
          name: label,
          points: days.flatMap(({ day, values: { [shown.metric]: value } }) =>
            value === undefined ? [] : [{ day, value }],
          ),
        },
      ],
      target: shown.target,
    }),
  ];
}
