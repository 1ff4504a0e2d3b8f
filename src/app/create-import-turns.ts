import { createImportPoster, type ImportPoster } from '../turns/imports/import-poster.ts';
import { createImportTurns } from '../turns/imports/import-turns.ts';
import type { ActionHandlers } from '../turns/actions.ts';
import { createRunImportHandler } from '../workers/jobs/run-import.handler.ts';
import { runImportJob } from '../workers/jobs/run-import.job.ts';
import type { Queues } from '../workers/queues.ts';
import type { TurnParts } from './create-turn-deps.ts';
import type { Core } from './open-core.ts';

/** Imports in chat: for `create-turn-deps.ts`. @param sendExport what `export.send` does with other files */
export function createImportTurnsOf(
  core: Core,
  { platforms, queue, deliverer }: Pick<TurnParts, 'platforms' | 'queue' | 'deliverer'>,
  sendExport: ActionHandlers['export.send'],
) {
  const importPoster = createImportPoster({ ...core, platforms, queue, deliverer });
  return { ...createImportTurns({ ...core, poster: importPoster, sendExport }), importPoster };
}

/** Does imports, and looks for those that were left behind. */
export const workOnImports = (core: Core, queues: Queues, poster: ImportPoster): Promise<void> =>
  queues.work(
    runImportJob,
    createRunImportHandler({
      ...{ poster, imports: core.imports, queue: queues },
      neglectedImports: (olderThanMs, limit) => core.dispatcher.neglectedImports(olderThanMs, limit),
      unconfirmedImports: (limit) => core.dispatcher.unconfirmedImports(limit),
    }),
  );
