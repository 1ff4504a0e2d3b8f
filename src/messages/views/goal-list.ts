import { nextStep, type GrowthGoal } from '../../coaching/growth/goal.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { goalFacts, shortLabel, stepText, stepValue } from './goal.ts';

const { growth: say } = words;

/** Two blocks each: well within what every platform takes. */
const goalsShown = 8;
const stepsShown = 5;

/** @param ended how many are achieved or dropped */
export function goalListView(goals: readonly GrowthGoal[], timezone: string, ended = 0): Message {
  const shown = goals.slice(0, goalsShown);
  const isEmpty = goals.length === 0;
  const text = (markdown: string): Block => ({ kind: 'text', markdown });
  return {
    view: 'goal.list',
    summary: say.summary,
    blocks: [
      ...(isEmpty ? [text(say.none)] : [{ kind: 'heading' as const, text: say.title(goals.length) }]),
      ...shown.flatMap((goal): Block[] => {
        const step = nextStep(goal);
        return [
          text(inShort(goal, timezone)),
          {
            kind: 'actions',
            actions: [
              { id: 'goal.show', label: say.open, value: goal.id },
              ...(step === undefined
                ? []
                : [
                    {
                      id: 'goal.tick' as const,
                      label: say.done(shortLabel(step.text)),
                      value: stepValue(goal, step),
                    },
                  ]),
            ],
          },
        ];
      }),
      ...(goals.length > shown.length ? [text(say.more(goals.length - shown.length))] : []),
      ...(ended > 0 ? [text(`_${say.ended(ended)}_`)] : []),
      {
        kind: 'actions',
        actions: [
          { id: 'goal.form', label: say.new, value: '', ...(isEmpty ? { style: 'primary' as const } : {}) },
        ],
      },
    ],
    footer: say.footer,
  };
}

function inShort(goal: GrowthGoal, timezone: string): string {
  const facts = goalFacts(goal, timezone).map(({ label, value }) => `${label}: ${escapeMarkdown(value)}`);
  const steps = goal.steps.slice(0, stepsShown).map((step) => `- ${escapeMarkdown(stepText(step))}`);
  const more = goal.steps.length - steps.length;
  return [
    `**${escapeMarkdown(goal.title)}**`,
    facts.join(' · '),
    ...(steps.length === 0 ? [] : [[...steps, ...(more > 0 ? [`- … ${more} more`] : [])].join('\n')]),
  ].join('\n\n');
}

/** Asks which one is meant; a button goes on with what was asked. */
export const whichGoalView = (goals: readonly GrowthGoal[]): Message => ({
  view: 'goal.which',
  summary: say.which,
  blocks: [
    { kind: 'text', markdown: say.which },
    {
      kind: 'actions',
      actions: goals
        .slice(0, goalsShown)
        .map(({ id, title }) => ({ id: 'goal.choose', label: shortLabel(title), value: id })),
    },
  ],
  footer: say.footer,
});

/** Nothing was said yet about what to reach. */
export const goalStartView = (markdown: string = say.start): Message => ({
  view: 'goal.start',
  summary: say.summary,
  blocks: [
    { kind: 'text', markdown },
    { kind: 'actions', actions: [{ id: 'goal.form', label: say.new, value: '', style: 'primary' }] },
  ],
  footer: say.footer,
});

/** One warm line, e.g. after a check-in was answered, with a way to take it back. */
export const goalSaidView = (markdown: string, goal?: GrowthGoal): Message => ({
  view: 'goal.said',
  summary: say.summary,
  blocks: [
    { kind: 'text', markdown },
    ...(goal === undefined
      ? []
      : [
          {
            kind: 'actions' as const,
            actions: [
              { id: 'goal.show' as const, label: say.open, value: goal.id },
              ...(goal.undoable === undefined
                ? []
                : [{ id: 'goal.undo' as const, label: say.undo, value: `${goal.id}:${goal.undoable}` }]),
            ],
          },
        ]),
  ],
  footer: say.footer,
});
