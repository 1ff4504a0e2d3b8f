import { forgetOldFigures, type FigureRetentionDeps } from '../performance/retain-figures.ts';
import type { RetentionCounts, RetentionLimits, RetentionPeriods, RetentionStore } from './ports.ts';

export interface RetentionDeps extends FigureRetentionDeps {
  retention: RetentionStore;
  periods: RetentionPeriods;
}

const dayMs = 24 * 3_600_000;

const add = (sum: RetentionCounts, more: RetentionCounts): void => {
  for (const [table, done] of Object.entries(more)) {
    const row = (sum[table] ??= {});
    for (const [doing, count] of Object.entries(done)) row[doing] = (row[doing] ?? 0) + count;
  }
};

/**
 * Archives conversations past their retention, sealed, a month each, and deletes what else is old. Every person's rows in
 * that person's scope, every shared conversation in its own. What a run leaves undone the next one does; run again at once
 * it changes nothing.
 * @param options.dryRun counts what would be done, and writes nothing at all
 * @returns by table what was done to how many rows; empty: nothing is old
 */
export async function runRetention(
  deps: RetentionDeps,
  organizationId: string,
  { dryRun = false, signal }: { dryRun?: boolean; signal?: AbortSignal } = {},
): Promise<RetentionCounts> {
  const { retention, periods, clock } = deps;
  const ranAt = clock.now();
  const before = (days: number): Date => new Date(ranAt.getTime() - days * dayMs);
  const limits: RetentionLimits = {
    conversations: before(periods.conversationDays),
    suggestions: before(periods.suggestionDays),
    events: before(periods.eventDays),
  };
  const counts: RetentionCounts = {};
  for (const userId of await retention.people(organizationId)) {
    signal?.throwIfAborted();
    add(counts, await retention.ofPerson({ organizationId, userId }, limits, dryRun));
  }
  for (const key of await retention.places(organizationId)) {
    signal?.throwIfAborted();
    add(counts, await retention.ofPlace(organizationId, key, limits, dryRun));
  }
  add(counts, await retention.ofOrganization(organizationId, limits, dryRun));
  add(counts, await forgetOldFigures(deps, organizationId, dryRun));
  if (!dryRun) await retention.record(organizationId, { ranAt, counts });
  return counts;
}
