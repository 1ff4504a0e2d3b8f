import type { Imports } from '../../coaching/imports/ports.ts';
import type { ImportPoster } from '../../turns/imports/import-poster.ts';
import type { JobQueue } from '../../turns/ports.ts';
import type { JobHandler } from '../queues.ts';

interface ImportId {
  organizationId: string;
  importId: string;
}

export interface RunImportDeps {
  poster: Pick<ImportPoster, 'process'>;
  imports: Pick<Imports, 'expire'>;
  queue: JobQueue;
  /** Confirmed, and not heard of for `olderThanMs`. */
  neglectedImports(olderThanMs: number, limit: number): Promise<ImportId[]>;
  /** Still waiting for a yes after seven days. */
  unconfirmedImports(limit: number): Promise<ImportId[]>;
}

/** A worker at an import says that it lives four times a minute; one that never began lost its job. */
const neglectedMs = 150_000;
const atOnce = 500;
/** As long as a sweep is apart from the next: an import that waits its turn is asked for once each time. */
const askedForMs = 60_000;

export const createRunImportHandler =
  (deps: RunImportDeps): JobHandler<'imports.run'> =>
  async ({ organizationId, importId }, signal) => {
    if (organizationId !== undefined && importId !== undefined) {
      await deps.poster.process(organizationId, importId, signal);
      return;
    }
    for (const due of await deps.neglectedImports(neglectedMs, atOnce)) {
      const once = { id: `import:${due.importId}`, forMs: askedForMs };
      await deps.queue.enqueue('imports.run', due, { once });
    }
    for (const left of await deps.unconfirmedImports(atOnce))
      await deps.imports.expire(left.organizationId, left.importId);
  };
