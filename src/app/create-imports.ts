import { createImports } from '../coaching/imports/create-imports.ts';
import { createMetricsKind } from '../coaching/imports/kinds/metrics.ts';
import type { ImportKind, Imports } from '../coaching/imports/ports.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import type { HistoryKeeper } from '../coaching/performance/history-ports.ts';
import type { AuditLog } from '../coaching/tenants/ports.ts';
import { createFigureImports } from '../data/imports/figure-imports.ts';
import { createImportStore } from '../data/imports/import-store.ts';
import { openScopedPool, type ScopedPool } from '../data/scoped-pool.ts';
import { createImportReader } from '../files/tables/import-reader.ts';
import type { Clock } from '../shared/clock.ts';

/** Transactions that wait for rows of a file: one import at work and one that is tried. */
const copyConnections = 2;

export interface ImportParts {
  imports: Imports;
}

/**
 * @param deps.databaseUrl of the app's role: COPY has connections of its own
 * @param deps.kinds besides figures
 */
export function createImportParts(deps: {
  databaseUrl: string;
  pool: ScopedPool;
  users: UserRepository;
  history?: HistoryKeeper;
  kinds?: readonly ImportKind[];
  audit: AuditLog;
  clock: Clock;
}): ImportParts & { close: () => Promise<void> } {
  const { pool, users, audit, clock, history } = deps;
  const copyPool = openScopedPool(deps.databaseUrl, { max: copyConnections, pipeline: false });
  const metrics = createMetricsKind({
    figures: createFigureImports({ pool, copyPool }),
    ...{ users, clock },
    ...(history === undefined ? {} : { history }),
  });
  return {
    imports: createImports({
      store: createImportStore(pool),
      reader: createImportReader(),
      kinds: [metrics, ...(deps.kinds ?? [])],
      ...{ users, audit, clock },
    }),
    close: () => copyPool.close(),
  };
}
