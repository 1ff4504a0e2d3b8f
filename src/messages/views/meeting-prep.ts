import type { Prep, PrepFigure, PrepTopic } from '../../coaching/one-on-ones/prep.ts';
import type { OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { definitionOf } from '../../coaching/performance/metric.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { chartBlock, formatShortDay } from '../chart.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { momentOf } from './moment.ts';
import { valueOf } from './own-scores.ts';
import { whenFor, type Person } from './meeting.ts';

const {
  meetings: { prep: say, buttons, minutes },
  ownData,
} = words;

const shown = { notes: 3, items: 3, preferences: 3 } as const;

const changeOf = ({ metric, change = 0 }: PrepFigure): string => valueOf(metric, Math.abs(change));
const labelOf = ({ metric }: Pick<PrepFigure, 'metric'>): string => definitionOf(metric).label;

/** Why something is on the agenda, in words. Plain text. */
function topicText(topic: PrepTopic): string {
  const { topics: of } = say;
  switch (topic.kind) {
    case 'listen':
    case 'close':
      return of[topic.kind];
    case 'urgent-note':
    case 'note':
    case 'praise-note':
    case 'last-time':
      return of[topic.kind](topic.about);
    case 'plan':
      return of.plan(labelOf(topic), say.planStates[topic.state]);
    case 'overdue':
      return of.overdue(topic.title, formatDay(topic.dueOn));
    case 'item':
      return of.item(topic.title);
    case 'fell':
    case 'rose':
      return of[topic.kind](labelOf(topic.figure), changeOf(topic.figure));
  }
}

/** Topics of a plan are for the direct message alone. */
const topicsFor = (prep: Prep, direct: boolean): readonly PrepTopic[] =>
  prep.topics.filter(({ kind }) => direct || kind !== 'plan');

/** The agenda as lines, for its form. */
export const agendaLines = (prep: Prep): string[] =>
  prep.agenda === undefined
    ? prep.topics.map((topic) => say.topic(topicText(topic), topic.minutes))
    : [...prep.agenda];

export interface PrepView {
  agent: Person;
  leader: Person;
  prep: Prep;
  meeting?: OneOnOne;
  /** Whether only the leader's direct message shows it: a plan is named nowhere else. */
  direct: boolean;
}

/** A 1:1's agenda on one screen, for the leader. */
export function prepView({ agent, leader, prep, meeting, direct }: PrepView): Message {
  const since = prep.sinceLastTime
    ? say.sinceLast(formatDay(prep.since))
    : say.sinceDay(formatDay(prep.since));
  const when = meeting === undefined ? say.unplanned : whenFor(meeting.at, leader, agent);
  const built = say.built(momentOf(new Date(prep.builtAt), leader.timezone));
  return {
    view: 'meeting.prep',
    summary: say.summary,
    blocks: [
      { kind: 'heading', text: say.title(agent.name) },
      { kind: 'text', markdown: `${escapeMarkdown(when)}\n\n_${built}, ${since}._` },
      ...agendaBlocks(prep, meeting, direct),
      ...figureBlocks(prep),
      ...factBlocks(prep, direct),
      ...workedBlock(prep),
      { kind: 'actions', actions: actionsOf(agent, meeting, direct || prep.plan === undefined), visible: 3 },
    ],
    footer: say.footer,
  };
}

function agendaBlocks(prep: Prep, meeting: OneOnOne | undefined, direct: boolean): Block[] {
  // The leader's own lines may name a plan too.
  const own = prep.agenda !== undefined && (direct || prep.plan === undefined) ? prep.agenda : undefined;
  const topics = topicsFor(prep, direct);
  const total = meeting?.plannedMinutes ?? topics.reduce((sum, topic) => sum + topic.minutes, 0);
  return [
    {
      kind: 'lines',
      title: own === undefined ? say.agenda(total) : say.agendaOwn,
      items: (own ?? topics.map((topic) => say.topic(topicText(topic), topic.minutes))).map((text) => ({
        text,
      })),
      empty: minutes(total),
    },
    ...(prep.plan !== undefined && !direct
      ? [{ kind: 'text' as const, markdown: `_${say.planInDirect}_` }]
      : []),
  ];
}

function figureBlocks({ figures, chart, since, until }: Prep): Block[] {
  if (figures.length === 0) return [{ kind: 'text', markdown: say.figuresNone }];
  const { marks, worseUp } = ownData.scores;
  const items = figures.map((figure) => {
    const mark =
      figure.trend === undefined
        ? ''
        : figure.trend === 'worse' && (figure.change ?? 0) > 0
          ? worseUp
          : marks[figure.trend];
    return {
      label: labelOf(figure),
      value: ownData.scores.part(valueOf(figure.metric, figure.average), mark),
    };
  });
  const fields: Block = { kind: 'fields', items };
  if (chart === undefined) return [fields];
  const { label, unit, digits, limits } = definitionOf(chart.metric);
  return [
    fields,
    chartBlock({
      title: label,
      unit,
      digits,
      from: since,
      to: until,
      ...(limits === undefined ? {} : { limits }),
      series: [{ name: label, points: chart.points }],
    }),
  ];
}

function factBlocks(prep: Prep, direct: boolean): Block[] {
  const lines = (title: string, items: readonly { text: string; detail?: string }[]): Block[] =>
    items.length === 0 ? [] : [{ kind: 'lines', title, items, empty: '' }];
  const { plan, lastTime } = prep;
  return [
    ...lines(
      say.notes,
      prep.notes.slice(0, shown.notes).map(({ text, on }) => ({ text, detail: formatShortDay(on) })),
    ),
    ...lines(
      say.items,
      prep.items.slice(0, shown.items).map(({ title, dueOn, overdue }) => ({
        text: title,
        ...(dueOn === undefined ? {} : { detail: (overdue ? say.overdue : say.due)(formatDay(dueOn)) }),
      })),
    ),
    ...(plan === undefined || !direct
      ? []
      : lines(
          say.plan(plan.daysLeft),
          plan.targets.map(({ metric, now, target, state }) => ({
            text: say.planTarget(
              definitionOf(metric).label,
              now === undefined ? '–' : valueOf(metric, now),
              valueOf(metric, target),
              say.planStates[state],
            ),
          })),
        )),
    ...(lastTime === undefined
      ? []
      : lines(
          say.lastTime(formatDay(lastTime.on)),
          [lastTime.commitments, ...lastTime.topics]
            .flatMap((text) => (text === undefined ? [] : [{ text }]))
            .slice(0, 3),
        )),
    ...lines(
      say.preferences,
      prep.preferences
        .slice(0, shown.preferences)
        .map(({ field, value }) => ({ text: `${say.preferenceLabels[field]}: ${value}` })),
    ),
  ];
}

function workedBlock({ worked }: Prep): Block[] {
  if (worked === undefined) return [];
  const { metric, method, cases, helped, medianImprovement } = worked;
  const change = `${Number(medianImprovement.toFixed(1))}%`;
  return [
    {
      kind: 'text',
      markdown: say.worked(definitionOf(metric).label, escapeMarkdown(method), helped, cases, change),
    },
  ];
}

/** @param editable false where its lines name what belongs in the direct message */
function actionsOf(agent: Person, meeting: OneOnOne | undefined, editable: boolean): Action[] {
  if (meeting === undefined)
    return [{ id: 'meeting.form', label: buttons.plan, value: agent.id, style: 'primary' }];
  const { id: value, status } = meeting;
  const refresh: Action = { id: 'meeting.refresh', label: buttons.refresh, value };
  const open: Action = { id: 'meeting.show', label: buttons.open, value };
  if (status !== 'scheduled' && status !== 'in_progress') return [open];
  return [
    status === 'scheduled'
      ? { id: 'meeting.start', label: buttons.start, value, style: 'primary' }
      : { id: 'meeting.complete', label: buttons.complete, value, style: 'primary' },
    ...(editable ? [{ id: 'meeting.agenda' as const, label: buttons.agenda, value }] : []),
    refresh,
    open,
  ];
}
