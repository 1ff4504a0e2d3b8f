import type { ImportDeps } from './deps.ts';

/** So long an import waits to be confirmed. */
const waitsMs = 7 * 24 * 3_600_000;

/** Leaves an import that nobody confirmed in seven days: its file is deleted. Any other stays as it is. */
export async function expireImport(
  { store, audit, clock }: Pick<ImportDeps, 'store' | 'audit' | 'clock'>,
  organizationId: string,
  importId: string,
): Promise<void> {
  const log = await store.find(organizationId, importId);
  if (log?.status !== 'waiting' || clock.now().getTime() - log.createdAt.getTime() < waitsMs) return;
  const left = await store.cancel(organizationId, importId);
  if (left?.status !== 'cancelled') return;
  await audit.record({
    organizationId,
    action: 'import.expire',
    subjectType: 'import',
    subjectId: importId,
    surface: 'import',
    detail: { type: log.type },
  });
}
