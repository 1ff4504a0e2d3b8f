import { format, subMonths } from 'date-fns';
import type { Clock } from '../../shared/clock.ts';
import type { RetentionCounts } from '../privacy/ports.ts';
import type { FigurePeriods, FigureRetention } from './figure-retention-ports.ts';

/** Daily figures for thirteen months, what is made of them for three years. */
export const defaultFigurePeriods: FigurePeriods = { detailMonths: 13, historyMonths: 36 };

export interface FigureRetentionDeps {
  /** Undefined: figures are kept for good. */
  figureRetention?: FigureRetention;
  /** @default 13 and 36 months */
  figurePeriods?: FigurePeriods;
  clock: Clock;
}

const monthsBefore = (clock: Clock, months: number): string =>
  format(subMonths(clock.now(), months), 'yyyy-MM-dd');

/**
 * Moves whole months of daily figures that are older than the detail that is kept into the archive, once for the whole
 * deployment; what came late for such a month follows. Run again it moves nothing.
 * @returns months moved, or with `dryRun` those that would be
 */
export async function archiveFigures(
  { figureRetention, figurePeriods = defaultFigurePeriods, clock }: FigureRetentionDeps,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<number> {
  return (await figureRetention?.archiveMonths(monthsBefore(clock, figurePeriods.detailMonths), dryRun)) ?? 0;
}

/** Deletes one organisation's archive, periods, notes beside figures and custom figures once they are too old. */
export async function forgetOldFigures(
  { figureRetention, figurePeriods = defaultFigurePeriods, clock }: FigureRetentionDeps,
  organizationId: string,
  dryRun: boolean,
): Promise<RetentionCounts> {
  const before = monthsBefore(clock, figurePeriods.historyMonths);
  return (await figureRetention?.deleteBefore(organizationId, before, dryRun)) ?? {};
}
