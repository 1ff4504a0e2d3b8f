import { leads } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Annotation, AnnotationRepository } from './annotation-ports.ts';
import type { CustomMetricRepository } from './custom-metric-ports.ts';
import type { HistoryReader } from './history-ports.ts';
import { shiftDay, todayOf } from './own-scores.ts';
import { notInLine } from './performance-errors.ts';
import { historyPeriod, type HistoryPeriod } from './read-history-period.ts';
import { scoresOf, type CustomScore, type PeriodScore } from './score-of-period.ts';

const weeksShown = 12;

export interface PersonFigures {
  person: { id: string; name: string };
  period: HistoryPeriod;
  /** Of the period, against the one before. */
  scores: readonly PeriodScore[];
  daysWorked: number;
  /** Standard deviation of the daily composite; undefined under two days. */
  spread?: number;
  /** The twelve weeks up to the end of the period that have figures, earliest first. */
  weeks: readonly { ending: string; days: number; composite?: number }[];
  /** Of those weeks, earliest first. */
  annotations: readonly Annotation[];
  custom: readonly CustomScore[];
}

export interface PersonFiguresDeps {
  users: Pick<UserRepository, 'findById' | 'lineAbove'>;
  history: HistoryReader;
  annotations: Pick<AnnotationRepository, 'list'>;
  customMetrics: Pick<CustomMetricRepository, 'list' | 'averages'>;
  clock: Clock;
}

/**
 * Figures of somebody in the actor's line, with what was written beside them. Without a period the running month, or the one
 * before where there are none yet.
 * @throws AppError METRIC_010 when the person is not in the actor's line
 */
export async function personFigures(
  { users, history, annotations, customMetrics, clock }: PersonFiguresDeps,
  actor: Actor,
  { personId, period }: { personId: string; period?: HistoryPeriod },
): Promise<PersonFigures> {
  const { organizationId } = actor;
  const person = await users.findById(organizationId, personId);
  if (person === undefined || !(await leads(users, actor, personId))) throw notInLine();
  const today = todayOf(clock, actor);
  const wanted = period ?? historyPeriod('month', today);
  const read = (type: HistoryPeriod['type'], from: string, to: string) =>
    history.periods(organizationId, [personId], { type, from, to });
  const found = await read(wanted.type, period?.to ?? shiftDay(wanted.from, -1), wanted.to);
  const now = found.at(-1);
  const chosen = now === undefined ? wanted : historyPeriod(wanted.type, now.ending);
  const lastDay = chosen.to > today ? today : chosen.to;
  const weeks = { from: shiftDay(lastDay, 1 - 7 * weeksShown), to: historyPeriod('week', lastDay).to };
  const [course, notes, custom, averages] = await Promise.all([
    read('week', weeks.from, weeks.to),
    annotations.list(organizationId, [personId], weeks),
    customMetrics.list(organizationId),
    customMetrics.averages(organizationId, [personId], chosen),
  ]);
  return {
    person: { id: personId, name: person.name },
    period: chosen,
    scores: scoresOf(
      (metric) => now?.averages[metric],
      (metric) => now?.trends[metric],
    ),
    daysWorked: now?.daysWorked ?? 0,
    ...(now?.variance === undefined || now.daysWorked < 2 ? {} : { spread: Math.sqrt(now.variance) }),
    weeks: course.map(({ ending, daysWorked, averages: { composite_score: composite } }) => ({
      ending,
      days: daysWorked,
      ...(composite === undefined ? {} : { composite }),
    })),
    annotations: notes,
    custom: custom.flatMap((metric) => {
      const average = averages.find(({ metricId }) => metricId === metric.id)?.average;
      return average === undefined ? [] : [{ metric, average }];
    }),
  };
}
