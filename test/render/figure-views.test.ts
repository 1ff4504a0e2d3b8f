import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import { annotationLimits } from '../../src/coaching/performance/annotation-ports.ts';
import { customMetricLimits, type CustomMetric } from '../../src/coaching/performance/custom-metric.ts';
import { scoreMetrics } from '../../src/coaching/performance/metric.ts';
import type { PersonFigures } from '../../src/coaching/performance/person-figures.ts';
import { historyPeriod } from '../../src/coaching/performance/read-history-period.ts';
import type { TeamFigures } from '../../src/coaching/performance/team-figures.ts';
import type { Message } from '../../src/messages/message.ts';
import {
  annotationForm,
  annotationFormView,
  annotationGoneView,
  annotationView,
} from '../../src/messages/views/annotation.ts';
import {
  customMetricsView,
  metricForm,
  metricFormView,
  ownCustomView,
} from '../../src/messages/views/custom-metrics.ts';
import { peerStandingView } from '../../src/messages/views/peer-standing.ts';
import {
  personFiguresView,
  teamFiguresView,
  whichPersonView,
} from '../../src/messages/views/team-figures.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const long = (length: number): string => `${nasty} ${'w'.repeat(length)}`.slice(0, length);
const name = long(120);

const metric = (index: number): CustomMetric => ({
  id: randomUUID(),
  key: `k${'x'.repeat(customMetricLimits.key - 3)}${index}`,
  label: long(customMetricLimits.label),
  unit: long(customMetricLimits.unit),
  digits: 4,
  better: 'lower',
  minimum: -1_000_000,
  maximum: 1_000_000,
  ...(index % 2 === 0 ? { retiredAt: new Date('2026-11-01T00:00:00Z') } : {}),
});
const custom = Array.from({ length: customMetricLimits.metrics }, (_unused, index) => ({
  metric: metric(index),
  average: 12_345.6789,
}));
const scores = scoreMetrics.map((one) => ({
  ...{ metric: one, average: 87.654 },
  ...{ change: -3.2, trend: 'worse' as const },
}));
const movers = Array.from({ length: 3 }, () => ({ name, change: 12.3 }));

const team = (change: Partial<TeamFigures> = {}): TeamFigures => ({
  of: name,
  period: historyPeriod('quarter', '2026-11-20'),
  scores,
  people: 10_000,
  measured: 9_990,
  rose: movers,
  fell: movers,
  spread: { usual: 3.4, most: { name, value: 21.5 } },
  without: Array.from({ length: 300 }, () => name),
  teams: Array.from({ length: 60 }, () => ({ leader: name, people: 12, composite: 81.2 })),
  custom,
  course: Array.from({ length: 8 }, (_unused, index) => ({
    ending: `2026-0${index + 1}-28`,
    value: 80 + index,
  })),
  sessions: 1_234,
  plans: 12,
  ...change,
});
const annotation = {
  ...{ id: randomUUID(), agentId: randomUUID(), day: '2026-11-12' },
  ...{ kind: long(annotationLimits.kind), description: long(annotationLimits.description) },
};
const person = (change: Partial<PersonFigures> = {}): PersonFigures => ({
  person: { id: randomUUID(), name },
  period: historyPeriod('week', '2026-11-20'),
  scores,
  daysWorked: 5,
  spread: 2,
  weeks: Array.from({ length: 9 }, (_unused, index) => ({
    ...{ ending: `2026-0${index + 1}-15`, days: 5, composite: 80 + index },
  })),
  annotations: Array.from({ length: 40 }, () => annotation),
  custom,
  ...change,
});
const empty = { scores: [], custom: [], rose: [], fell: [], without: [], teams: [], course: [], measured: 0 };
const month = '2026-10-31';
const carry = {
  place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
  handle: { teamId: 'T1' },
} as const;

const views: readonly (readonly [string, Message])[] = [
  ['a team, as much as there can be', teamFiguresView(team(), true)],
  [
    'a team of a few in a month',
    teamFiguresView(team({ period: historyPeriod('month', '2026-10-02'), teams: [] }), false),
  ],
  ['a team without figures', teamFiguresView({ ...team(), ...empty }, true)],
  ['a person, as much as there can be', personFiguresView(person())],
  [
    'a person without figures',
    personFiguresView(person({ scores: [], weeks: [], daysWorked: 0, annotations: [], custom: [] })),
  ],
  ['a person without a composite', personFiguresView(person({ scores: scores.slice(1), weeks: [] }))],
  ['several of a name', whichPersonView(Array.from({ length: 30 }, () => name))],
  ['a note beside figures', annotationView(annotation, name)],
  ['a note taken away', annotationView(annotation, name, 'removed')],
  ['a note that is gone', annotationGoneView()],
  ['the form of a note', annotationFormView(annotationForm({ id: randomUUID(), name }, '2026-11-20'))],
  [
    'custom figures for an admin',
    customMetricsView(
      custom.slice(0, 10).map((one) => one.metric),
      { isAdmin: true, notice: 'Saved.' },
    ),
  ],
  [
    'custom figures for others',
    customMetricsView(
      custom.map((one) => one.metric),
      { isAdmin: false },
    ),
  ],
  ['no custom figures', customMetricsView([], { isAdmin: true })],
  ['the form of a custom figure', metricFormView(metricForm())],
  ['renaming a custom figure', metricFormView(metricForm(metric(1)))],
  [
    'a custom figure of one’s own',
    ownCustomView(metric(1), [{ day: '2026-11-12', value: 3 }], { from: '2026-11-01', to: '2026-11-20' }),
  ],
  ['a custom figure not measured', ownCustomView(metric(1), [], { from: '2026-11-01', to: '2026-11-20' })],
  ['peers, not in', peerStandingView({ isIn: false, month, scores: [] })],
  ['peers, just left', peerStandingView({ isIn: false, month, scores: [] }, true)],
  ['peers, too few', peerStandingView({ isIn: true, month, scores: [] })],
  [
    'peers, a standing',
    peerStandingView({
      isIn: true,
      month,
      scores: scoreMetrics.map((one) => ({ metric: one, percentile: 65 })),
    }),
  ],
];

describe('figures of others, of one’s own making, and among peers', () => {
  it.each(views)(
    '%s fits everywhere, says who can see it, and its preview names nobody and no figure',
    (_name, view) => {
      expectFitsEverywhere(view);
      expect(view.footer).toMatch(/can see (?:this|it)/);
      expect(view.summary).not.toMatch(/\d|plan|PIP|channel/i);
    },
  );

  it('forms are ones that Slack takes', () => {
    for (const form of [
      annotationForm({ id: randomUUID(), name }, '2026-11-20'),
      metricForm(),
      metricForm(metric(1)),
    ])
      expect(
        refusalOfView(toModal(form, { ...carry, context: form.context }) as unknown as Json),
      ).toBeUndefined();
  });

  it('plans are a number, and only where the leader is alone', () => {
    expect(JSON.stringify(teamFiguresView(team(), true))).toContain('Running improvement plans');
    expect(JSON.stringify(teamFiguresView(team(), false))).not.toMatch(/plan/i);
    expect(JSON.stringify(personFiguresView(person()))).not.toMatch(/plan\b|PIP/i);
  });

  it('a time is said as people say it', () => {
    const said = (type: 'week' | 'month' | 'quarter') =>
      JSON.stringify(teamFiguresView(team({ period: historyPeriod(type, '2026-11-20') }), true));
    expect(said('week')).toContain('in the week of 16 Nov');
    expect(said('month')).toContain('in November 2026');
    expect(said('quarter')).toContain('in October to December 2026');
  });
});

it.each([
  ['week', 7],
  ['month', 31],
  ['quarter', 92],
] as const)('a course of %ss is a line, and breaks only where one is missing', (type, days) => {
  const { blocks } = teamFiguresView(team({ period: historyPeriod(type, '2026-10-02') }), true);
  const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart.bridgeDays] : []));
  expect(charts).toEqual([days]);
});
