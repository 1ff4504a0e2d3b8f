import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { scoreMetrics, type MetricKey } from './metric.ts';
import { shiftDay, todayOf } from './own-scores.ts';
import type { PeerComparisons } from './peer-ports.ts';
import { historyPeriod } from './read-history-period.ts';

/** Below that, who else takes part could be guessed. */
const fewestPeers = 10;
/** Nobody's exact place is told: with few peers it would say who is above. */
const step = 5;

export interface OwnStanding {
  isIn: boolean;
  /** Last day of the month that is compared: the last whole one. */
  month: string;
  /** Percent of the others who are below, to the nearest five. Empty: not in, too few peers, or no figures. */
  scores: readonly { metric: MetricKey; percentile: number }[];
}

export interface PeerDeps {
  peers: PeerComparisons;
  clock: Clock;
}

/** Where the actor stands among those of the same kind of work who take part too; told to nobody else. */
export async function ownStanding({ peers, clock }: PeerDeps, actor: Actor): Promise<OwnStanding> {
  const owner = { organizationId: actor.organizationId, userId: actor.id };
  const month = shiftDay(historyPeriod('month', todayOf(clock, actor)).from, -1);
  if (!(await peers.isIn(owner))) return { isIn: false, month, scores: [] };
  const { percentiles } = await peers.standing(owner, month, fewestPeers);
  return {
    isIn: true,
    month,
    scores: scoreMetrics.flatMap((metric) => {
      const value = percentiles[metric];
      return value === undefined ? [] : [{ metric, percentile: Math.round(value / step) * step }];
    }),
  };
}

/** Off until the person says so, and off again as soon as they do. Said twice it changes nothing. */
export async function comparePeers(deps: PeerDeps, actor: Actor, isIn: boolean): Promise<OwnStanding> {
  await deps.peers.set({ organizationId: actor.organizationId, userId: actor.id }, isIn);
  return ownStanding(deps, actor);
}
