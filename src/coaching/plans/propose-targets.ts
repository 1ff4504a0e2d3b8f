import { dayIn } from '../people/day-in.ts';
import type { User } from '../people/user.ts';
import { definitionOf, scoreMetrics, type MetricKey } from '../performance/metric.ts';
import type { PlanTarget } from '../performance/plan.ts';
import { currentFigures, type CurrentFigures } from './current-figures.ts';
import type { PlanDeps } from './plan-access.ts';

/** The composite follows from its parts: nobody works on it. */
const considered: readonly MetricKey[] = [
  ...scoreMetrics.filter((key) => key !== 'composite_score'),
  'csat',
  'fcr',
  'aht',
];
const proposedAtMost = 3;
/** With fewer, an average says little. */
const colleaguesAtLeast = 3;
const colleaguesAtMost = 25;
/** Nearer to the team's average than this share of it is no weakness. */
const gapAtLeast = 0.02;

export interface TargetProposal {
  /** Of the person, over the last thirty days. */
  current: CurrentFigures;
  /** Where they are furthest behind their team's average, with that as the target; furthest first. */
  targets: readonly PlanTarget[];
}

/** What a draft begins with: nothing is decided by it. Teams are those who share a leader. */
export async function proposeTargets(
  { figures, users, clock }: Pick<PlanDeps, 'figures' | 'users' | 'clock'>,
  person: User,
): Promise<TargetProposal> {
  const { organizationId } = person;
  const today = dayIn(clock.now(), person.timezone);
  const team = (await users.list(organizationId))
    .filter(({ id, teamLeaderId, managerId }) => {
      const isSame =
        teamLeaderId === undefined ? managerId === person.managerId : teamLeaderId === person.teamLeaderId;
      return id !== person.id && isSame && (teamLeaderId ?? managerId) !== undefined;
    })
    .slice(0, colleaguesAtMost);
  const [current, ...others] = await Promise.all(
    [person, ...team].map(({ id }) => currentFigures(figures, organizationId, id, today)),
  );
  const own = current ?? {};
  const gaps = considered.flatMap((metric) => {
    const theirs = others.flatMap(({ [metric]: value }) => (value === undefined ? [] : [value]));
    const value = own[metric];
    if (value === undefined || theirs.length < colleaguesAtLeast) return [];
    const average = theirs.reduce((sum, one) => sum + one, 0) / theirs.length;
    const { better, digits } = definitionOf(metric);
    const behind = (better === 'lower' ? value - average : average - value) / average || 0;
    // A target is said aloud: whole where the figure is about a hundred, else as it is shown.
    const target = Number(average.toFixed(average >= 10 ? 0 : digits));
    return behind < gapAtLeast ? [] : [{ metric, target, behind }];
  });
  return {
    current: own,
    targets: gaps
      .sort((one, other) => other.behind - one.behind)
      .slice(0, proposedAtMost)
      .map(({ metric, target }) => ({ metric, target })),
  };
}
