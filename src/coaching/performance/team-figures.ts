import { format, parseISO, subDays } from 'date-fns';
import type { Clock } from '../../shared/clock.ts';
import { belowOf, leads, peopleLedBy } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import type { CustomMetricRepository } from './custom-metric-ports.ts';
import type { HistoryReader, PeriodFigures } from './history-ports.ts';
import { trendOf } from './metric.ts';
import { todayOf } from './own-scores.ts';
import { leadsNobody, notInLine } from './performance-errors.ts';
import { periodBounds } from './period-bounds.ts';
import { historyPeriod, type HistoryPeriod } from './read-history-period.ts';
import { meanOf, scoresOf, type CustomScore, type PeriodScore } from './score-of-period.ts';
import type { TeamCounts } from './team-ports.ts';

/** Periods in the picture, the one that is asked about included. */
const periodsShown = 8;
const namesShown = 3;
const daysOfSessions = 7;

export interface TeamFigures {
  /** Whose team; undefined: that of who asks. */
  of?: string;
  period: HistoryPeriod;
  /** The people's averages averaged, so that everybody counts once; changes over those who were measured in both periods. */
  scores: readonly PeriodScore[];
  people: number;
  measured: number;
  /** Whose composite changed most, the most first. */
  rose: readonly { name: string; change: number }[];
  fell: readonly { name: string; change: number }[];
  /** Standard deviation of the daily composite: the team's usual one, and who varies most. */
  spread?: { usual: number; most: { name: string; value: number } };
  /** Active people without figures in the period, by name. */
  without: readonly string[];
  /** By who leads them, where there are several. */
  teams: readonly { leader: string; people: number; composite?: number }[];
  custom: readonly CustomScore[];
  /** Composite of the team by period, earliest first. */
  course: readonly { ending: string; value: number }[];
  /** Sessions of the last seven days. */
  sessions: number;
  /** Running plans to improve performance, as a number. */
  plans: number;
}

export interface TeamFiguresDeps {
  users: Pick<UserRepository, 'list' | 'lineAbove'>;
  history: HistoryReader;
  customMetrics: Pick<CustomMetricRepository, 'list' | 'averages'>;
  teamCounts: TeamCounts;
  clock: Clock;
}

/**
 * Figures of the agents below somebody: of the actor themself, or of a leader in the actor's line. Without a period the
 * running month, or the one before where nobody has figures yet.
 * @throws AppError METRIC_010 when that leader is not in the actor's line, METRIC_011 when there is nobody below
 */
export async function teamFigures(
  deps: TeamFiguresDeps,
  actor: Actor,
  { leaderId = actor.id, period }: { leaderId?: string; period?: HistoryPeriod } = {},
): Promise<TeamFigures> {
  const { users, history, customMetrics, teamCounts, clock } = deps;
  const { organizationId } = actor;
  if (leaderId !== actor.id && !(await leads(users, actor, leaderId))) throw notInLine();
  const everybody = await users.list(organizationId);
  const below = leaderId === actor.id ? await peopleLedBy(users, actor) : belowOf(everybody, leaderId);
  const people = below.filter(({ role }) => role === 'AGENT');
  if (people.length === 0) throw leadsNobody();
  const ids = people.map(({ id }) => id);
  const today = todayOf(clock, actor);
  const wanted = period ?? historyPeriod('month', today);
  const periods = await history.periods(organizationId, ids, {
    type: wanted.type,
    from: earliestEnding(wanted),
    to: wanted.to,
  });
  const chosen = period ?? newestMeasured(periods, wanted);
  const now = periods.filter(({ ending }) => ending === chosen.to);
  const [custom, averages, sessions, plans] = await Promise.all([
    customMetrics.list(organizationId),
    customMetrics.averages(organizationId, ids, chosen),
    teamCounts.sessions(
      organizationId,
      ids,
      format(subDays(parseISO(today), daysOfSessions - 1), 'yyyy-MM-dd'),
    ),
    teamCounts.plans(organizationId, ids),
  ]);
  const leader = everybody.find(({ id }) => id === leaderId);
  const measured = new Set(now.map(({ agentId }) => agentId));
  return {
    ...(leaderId === actor.id || leader === undefined ? {} : { of: leader.name }),
    period: chosen,
    scores: scoresOf(
      (metric) => meanOf(now.flatMap(({ averages: { [metric]: value } }) => value ?? [])),
      (metric) => meanOf(now.flatMap(({ trends: { [metric]: value } }) => value ?? [])),
    ),
    people: people.length,
    measured: measured.size,
    ...movers(people, now),
    ...spreadOf(people, now),
    without: people
      .filter(({ id, status }) => status === 'ACTIVE' && !measured.has(id))
      .map(({ name }) => name),
    teams: byLeader(people, everybody, now),
    custom: custom.flatMap((metric) => {
      const average = meanOf(
        averages.filter(({ metricId }) => metricId === metric.id).map((one) => one.average),
      );
      return average === undefined ? [] : [{ metric, average }];
    }),
    course: courseOf(periods.filter(({ ending }) => ending <= chosen.to)),
    sessions,
    plans,
  };
}

/** Of the first period in the picture. */
function earliestEnding({ type, from, to }: HistoryPeriod): string {
  let ending = to;
  let start = from;
  for (let index = 1; index < periodsShown; index += 1) {
    ending = periodBounds(type, start, start).endingBefore;
    start = periodBounds(type, ending, ending).from;
  }
  return ending;
}

const newestMeasured = (periods: readonly PeriodFigures[], wanted: HistoryPeriod): HistoryPeriod => {
  const ending = periods.at(-1)?.ending;
  return ending === undefined ? wanted : historyPeriod(wanted.type, ending);
};

const compositeOf = ({ averages }: PeriodFigures): number[] => {
  const { composite_score: value } = averages;
  return value === undefined ? [] : [value];
};

function movers(people: readonly User[], now: readonly PeriodFigures[]): Pick<TeamFigures, 'rose' | 'fell'> {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const changes = now
    .flatMap(({ agentId, trends: { composite_score: change } }) =>
      change === undefined ? [] : [{ name: names.get(agentId) ?? '', change }],
    )
    .sort((one, other) => other.change - one.change || one.name.localeCompare(other.name));
  return {
    rose: changes
      .filter(({ change }) => trendOf('composite_score', change) === 'better')
      .slice(0, namesShown),
    fell: changes
      .filter(({ change }) => trendOf('composite_score', change) === 'worse')
      .slice(-namesShown)
      .reverse(),
  };
}

function spreadOf(people: readonly User[], now: readonly PeriodFigures[]): Pick<TeamFigures, 'spread'> {
  const spreads = now.flatMap(({ agentId, variance, daysWorked }) =>
    variance === undefined || daysWorked < 2 ? [] : [{ agentId, value: Math.sqrt(variance) }],
  );
  const usual = meanOf(spreads.map(({ value }) => value));
  const [most] = [...spreads].sort((one, other) => other.value - one.value);
  if (usual === undefined || most === undefined) return {};
  const name = people.find(({ id }) => id === most.agentId)?.name ?? '';
  return { spread: { usual, most: { name, value: most.value } } };
}

function byLeader(
  people: readonly User[],
  everybody: readonly User[],
  now: readonly PeriodFigures[],
): TeamFigures['teams'] {
  const composites = new Map(now.map((period) => [period.agentId, compositeOf(period)]));
  const groups = new Map<string, User[]>();
  for (const person of people) {
    const leader = person.teamLeaderId ?? person.managerId ?? '';
    groups.set(leader, [...(groups.get(leader) ?? []), person]);
  }
  if (groups.size < 2) return [];
  return [...groups]
    .flatMap(([leaderId, members]) => {
      const leader = everybody.find(({ id }) => id === leaderId)?.name;
      if (leader === undefined) return [];
      const composite = meanOf(members.flatMap(({ id }) => composites.get(id) ?? []));
      return [{ leader, people: members.length, ...(composite === undefined ? {} : { composite }) }];
    })
    .sort((one, other) => one.leader.localeCompare(other.leader));
}

function courseOf(periods: readonly PeriodFigures[]): TeamFigures['course'] {
  const endings = [...new Set(periods.map(({ ending }) => ending))].sort();
  return endings.flatMap((ending) => {
    const value = meanOf(periods.filter((period) => period.ending === ending).flatMap(compositeOf));
    return value === undefined ? [] : [{ ending, value }];
  });
}
