import { createHash } from 'node:crypto';
import type { ExportRecord } from '../../coaching/knowledge/backup-ports.ts';
import { AppError } from '../../shared/errors.ts';
import { exportKnowledge, type ExportDeps } from './export-knowledge.ts';
import { removeExpired } from './retention.ts';
import { testRestore, type Verification } from './verify-export.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** From 03:00 UTC, spread over an hour by organisation, so that not all are written at once. */
const firstMinute = 180;
const spreadMinutes = 60;

/** The last instant at which the organisation's daily export fell due. */
export function exportWindowStart(organizationId: string, now: Date): Date {
  const spread = createHash('sha256').update(organizationId).digest().readUInt16BE(0) % spreadMinutes;
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const today = midnight + (firstMinute + spread) * 60_000;
  return new Date(today <= now.getTime() ? today : today - dayMs);
}

/** Whether the day's export is still missing, or has not been tested yet. What was missed while nothing ran is due, too. */
export function isExportDue(organizationId: string, records: readonly ExportRecord[], now: Date): boolean {
  const start = exportWindowStart(organizationId, now).getTime();
  const done = records.some(({ state, until }) => state === 'verified' && until.getTime() >= start);
  // A storage that is away, or a fault that repeats, is tried again hourly and not with every look.
  const triedAt = Math.max(
    0,
    ...records.filter(({ state }) => state === 'failed').map(({ until }) => until.getTime()),
  );
  return !done && now.getTime() - triedAt >= hourMs;
}

export interface DailyExport {
  exportId: string;
  kind: ExportRecord['kind'];
  /** False: it stood already, and was only tested. */
  written: boolean;
  verification: Verification;
  removed: number;
}

/**
 * The day's export with its restore test, and the end of exports that are too old. Run again, it does what is left to do;
 * undefined: nothing was.
 *
 * @throws AppError KNOWLEDGE_040 to KNOWLEDGE_049; an export that fails its test counts as failed
 */
export async function runDailyExport(
  deps: ExportDeps,
  organizationId: string,
  { keepDays }: { keepDays: number },
): Promise<DailyExport | undefined> {
  const { catalog, clock } = deps;
  const windowStart = exportWindowStart(organizationId, clock.now());
  const written = await exportKnowledge(deps, organizationId, { windowStart });
  const untested = (await catalog.list(organizationId)).find(
    ({ state, until }) => state === 'complete' && until >= windowStart,
  );
  if (untested === undefined) return undefined;
  const verification = await testExport(deps, organizationId, untested.id);
  const removed = await removeExpired(deps, organizationId, { now: clock.now(), keepDays });
  return {
    exportId: untested.id,
    kind: untested.kind,
    written: written?.id === untested.id,
    verification,
    removed,
  };
}

/** The restore test of one export, with its outcome in the catalogue. @throws AppError KNOWLEDGE_041 to KNOWLEDGE_046 */
export async function testExport(
  deps: ExportDeps,
  organizationId: string,
  exportId: string,
): Promise<Verification> {
  try {
    const verification = await testRestore(deps, organizationId, exportId);
    await deps.catalog.verified(organizationId, exportId, deps.clock.now());
    return verification;
  } catch (error) {
    // A storage that is away says nothing about the export.
    if (error instanceof AppError && error.retry === 'never')
      await deps.catalog.fail(organizationId, exportId, error.userMessage ?? error.message);
    throw error;
  }
}
