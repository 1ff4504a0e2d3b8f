import { definitionOf, type DailyFigures, type MetricKey } from '../../../src/coaching/performance/metric.ts';
import type { ActionPlan } from '../../../src/coaching/performance/plan.ts';
import type {
  MetricRepository,
  OwnHistory,
  PlanRepository,
} from '../../../src/coaching/performance/ports.ts';
import type { Clock } from '../../../src/shared/clock.ts';

/** As the table computes it: none where a part is missing. */
function withComposite(values: DailyFigures['values']): DailyFigures['values'] {
  const parts = [
    [values.service_score, 0.25],
    [values.productivity_score, 0.2],
    [values.quality_score, 0.2],
    [values.attendance_rate, 0.2],
    [values.adherence_score, 0.15],
  ] as const;
  let sum = 0;
  for (const [value, weight] of parts) {
    if (value === undefined) return values;
    sum += value * weight;
  }
  return { ...values, composite_score: Number(sum.toFixed(2)) };
}

export function createFakeFigures(): MetricRepository {
  const kept = new Map<string, DailyFigures & { organizationId: string; agentId: string }>();
  return {
    days: (organizationId, agentId, from, to) =>
      Promise.resolve(
        [...kept.values()]
          .filter((row) => row.organizationId === organizationId && row.agentId === agentId)
          .filter(({ day }) => day >= from && day <= to)
          .sort((one, other) => one.day.localeCompare(other.day))
          .map(({ day, values }) => ({ day, values })),
      ),
    record(organizationId, rows) {
      for (const { agentId, day, values } of rows) {
        for (const [name, value] of Object.entries(values)) {
          const { limits } = definitionOf(name as MetricKey);
          if (limits !== undefined && (value < limits.min || value > limits.max)) {
            return Promise.reject(new Error(`${name} is outside its limits`));
          }
        }
        const key = [organizationId, agentId, day].join(' ');
        kept.set(key, {
          organizationId,
          agentId,
          day,
          values: withComposite({ ...kept.get(key)?.values, ...values }),
        });
      }
      return Promise.resolve();
    },
  };
}

/** Running plans, put there as a test says; how they come to run is the plan store's. */
export interface FakePlans extends PlanRepository {
  create(organizationId: string, plan: Omit<ActionPlan, 'createdAt'>): Promise<void>;
}

export function createFakePlans(clock: Clock): FakePlans {
  const kept: (ActionPlan & { organizationId: string })[] = [];
  return {
    current: (organizationId, agentId) =>
      Promise.resolve(
        kept
          .filter((plan) => plan.organizationId === organizationId && plan.agentId === agentId)
          .filter(({ status }) => status === 'active' || status === 'extended')
          .sort((one, other) => other.startOn.localeCompare(one.startOn))
          .map(({ organizationId: _organization, ...plan }) => plan)[0],
      ),
    create(organizationId, plan) {
      if (!kept.some(({ id }) => id === plan.id))
        kept.push({ ...plan, organizationId, createdAt: clock.now() });
      return Promise.resolve();
    },
  };
}

/** What happened around people, as a test says it. */
export interface FakeHistory extends OwnHistory {
  happened: {
    lastSession?: { date: string; at: Date };
    added?: string[];
    done?: string[];
    summaries?: { title: string; date: string }[];
  };
}

export function createFakeHistory(): FakeHistory {
  const seen = new Map<string, Date>();
  const fake: FakeHistory = {
    happened: {},
    seenAt: ({ userId }) => Promise.resolve(seen.get(userId)),
    markSeen({ userId }, at) {
      const before = seen.get(userId);
      seen.set(userId, before !== undefined && before > at ? before : at);
      return Promise.resolve();
    },
    lastSession: () => Promise.resolve(fake.happened.lastSession),
    itemsSince: () => Promise.resolve({ added: fake.happened.added ?? [], done: fake.happened.done ?? [] }),
    summariesSince: () => Promise.resolve(fake.happened.summaries ?? []),
  };
  return fake;
}
