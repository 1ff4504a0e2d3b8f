import { differenceInCalendarDays, parseISO } from 'date-fns';
import { isOverdue } from '../actions/action-item.ts';
import type { ActionItemRepository } from '../actions/ports.ts';
import { fewestCases, type EffectivenessReader } from '../effectiveness/ports.ts';
import type { OpenNotes } from '../notes/ports.ts';
import { dayIn } from '../people/day-in.ts';
import { belowOf } from '../people/line.ts';
import { toActor, type Actor, type User } from '../people/user.ts';
import {
  averageOf,
  definitionOf,
  metricKeys,
  trendOf,
  type DailyFigures,
  type MetricKey,
} from '../performance/metric.ts';
import { ownPlan } from '../performance/own-plan.ts';
import { shiftDay } from '../performance/own-scores.ts';
import type { MetricRepository } from '../performance/ports.ts';
import type { MeetingDeps } from './meeting-deps.ts';
import { defaultMinutes, type OneOnOne } from './one-on-one.ts';
import type { Prep, PrepFigure } from './prep.ts';
import { rankTopics } from './rank-topics.ts';

export interface BuildPrepDeps extends MeetingDeps {
  figures: Pick<MetricRepository, 'days'>;
  actions: Pick<ActionItemRepository, 'listByOwner'>;
  /** What of the person's profile their line may see and helps to talk with them. Default: nothing. */
  preferences?: (leader: Actor, agentId: string) => Promise<Prep['preferences']>;
  /** Default: no notes. */
  openNotes?: OpenNotes;
  /** Default: nothing is known about what helped. */
  effectiveness?: EffectivenessReader;
}

const defaultDays = 30;
/** A longer time since the last one tells little about now. */
const mostDays = 92;
const most = { notes: 5, items: 5, figures: 4, shortText: 160 } as const;

const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= most.shortText ? line : `${line.slice(0, most.shortText - 1).trimEnd()}…`;
};

/** @param meeting the planned 1:1 that it is for, whose length is split. Who may ask is checked before. */
export async function buildPrep(
  deps: BuildPrepDeps,
  leader: Actor,
  agent: User,
  meeting?: Pick<OneOnOne, 'plannedMinutes' | 'leaderId'>,
): Promise<Prep> {
  const { organizationId } = leader;
  const now = deps.clock.now();
  const today = dayIn(now, agent.timezone);
  const above = await deps.users.lineAbove(organizationId, agent.id);
  const leaderIds = [...new Set([leader.id, ...(meeting === undefined ? [] : [meeting.leaderId]), ...above])];
  const last = await deps.meetings.lastHeld(organizationId, agent.id, leaderIds, now);
  const lastOn = last === undefined ? undefined : dayIn(last.at, agent.timezone);
  const daysSince = lastOn === undefined ? 0 : differenceInCalendarDays(parseISO(today), parseISO(lastOn));
  const sinceLastTime = lastOn !== undefined && daysSince >= 1 && daysSince <= mostDays;
  const since = sinceLastTime ? lastOn : shiftDay(today, -defaultDays);
  const [{ figures, days }, items, notes, running, preferences] = await Promise.all([
    figuresOf(deps, agent, since, today),
    deps.actions.listByOwner(organizationId, { kind: 'user', id: agent.id }, ['open', 'in_progress']),
    deps.openNotes?.openAbout(organizationId, agent.id, leaderIds, most.notes) ?? [],
    ownPlan(deps, toActor(agent)),
    deps.preferences?.(leader, agent.id) ?? [],
  ]);
  const [weakest] = figures.filter(({ trend }) => trend === 'worse');
  const facts = {
    figures,
    notes: notes.map(({ id, type, content, occurredAt }) => ({
      id,
      type,
      text: short(content),
      on: dayIn(occurredAt, agent.timezone),
    })),
    items: items.slice(0, most.items).map((item) => ({
      title: short(item.title),
      overdue: isOverdue(item, today),
      ...(item.dueOn === undefined ? {} : { dueOn: item.dueOn }),
    })),
    ...(running === undefined ? {} : { plan: { daysLeft: running.daysLeft, targets: running.targets } }),
    ...(last === undefined || lastOn === undefined ? {} : { lastTime: lastTimeOf(last, lastOn) }),
  };
  const worked = weakest === undefined ? undefined : await whatWorked(deps, leader, weakest.metric);
  return {
    builtAt: now.toISOString(),
    since,
    until: today,
    sinceLastTime,
    ...facts,
    ...chartOf(days, weakest?.metric ?? 'composite_score'),
    preferences: preferences.map(({ field, value }) => ({ field, value: short(value) })),
    ...(worked === undefined ? {} : { worked }),
    topics: rankTopics(facts, meeting?.plannedMinutes ?? defaultMinutes),
  };
}

function lastTimeOf({ outcome }: OneOnOne, on: string): NonNullable<Prep['lastTime']> {
  const { commitments, followUpTopics } = outcome;
  return {
    on,
    topics: followUpTopics.slice(0, most.items).map(short),
    ...(commitments === undefined ? {} : { commitments: short(commitments) }),
  };
}

/** Figures that have a better and a worse, since that day against as many days before. */
async function figuresOf({ figures }: BuildPrepDeps, agent: User, since: string, today: string) {
  const length = differenceInCalendarDays(parseISO(today), parseISO(since)) + 1;
  const all = await figures.days(agent.organizationId, agent.id, shiftDay(since, -length), today);
  const days = all.filter(({ day }) => day >= since);
  const before = all.filter(({ day }) => day < since);
  const known = metricKeys.flatMap((metric): PrepFigure[] => {
    const [average, was] = [averageOf(days, metric), averageOf(before, metric)];
    if (average === undefined || definitionOf(metric).better === undefined) return [];
    if (was === undefined) return [{ metric, average }];
    return [{ metric, average, change: average - was, trend: trendOf(metric, average - was) }];
  });
  // In steps of what counts as a change, so that seconds and percent can be compared.
  const size = ({ metric, change = 0 }: PrepFigure) => Math.abs(change) / definitionOf(metric).steady;
  const of = (trend: PrepFigure['trend']) =>
    known.filter((figure) => figure.trend === trend).sort((one, other) => size(other) - size(one));
  const composite = known.filter(({ metric }) => metric === 'composite_score');
  const ranked = [...of('worse').slice(0, 2), ...composite, ...of('better').slice(0, 2)];
  const shown = [...new Map(ranked.map((figure) => [figure.metric, figure])).values()];
  return { figures: shown.slice(0, most.figures), days };
}

function chartOf(days: readonly DailyFigures[], metric: MetricKey): Pick<Prep, 'chart'> {
  const points = days.flatMap(({ day, values: { [metric]: value } }) =>
    value === undefined ? [] : [{ day, value }],
  );
  return points.length < 2 ? {} : { chart: { metric, points } };
}

/** What helped most with this figure among all whom the leader leads; never of one person. */
async function whatWorked(
  { effectiveness, users }: BuildPrepDeps,
  leader: Actor,
  metric: MetricKey,
): Promise<Prep['worked']> {
  if (effectiveness === undefined) return undefined;
  const people = await users.list(leader.organizationId);
  const team = leader.role === 'ADMIN' ? people : belowOf(people, leader.id);
  const results = await effectiveness.worked(
    leader.organizationId,
    team.map(({ id }) => id),
    metric,
  );
  const best = results.find(({ cases, medianImprovement }) => cases >= fewestCases && medianImprovement > 0);
  if (best === undefined) return undefined;
  const { method, cases, helped, medianImprovement } = best;
  return { metric, method, cases, helped, medianImprovement };
}
