import type {
  Eraser,
  ErasureLog,
  ErasureRepository,
  ForgettableReader,
  OwnDataReader,
  RetentionPeriods,
  RetentionStore,
  TakeBack,
} from '../coaching/privacy/ports.ts';
import type { FigurePeriods } from '../coaching/performance/figure-retention-ports.ts';
import { defaultFigurePeriods } from '../coaching/performance/retain-figures.ts';
import { replayErasures } from '../coaching/privacy/replay-erasures.ts';
import type { Config } from '../config/read-config.ts';
import { createErasureLog } from '../data/privacy/erasure-log.ts';
import { createErasureRepository } from '../data/privacy/erasure-repository.ts';
import { createEraser, type EraserDeps } from '../data/privacy/eraser.ts';
import { createForgettableReader } from '../data/privacy/forgettable-reader.ts';
import { createOwnDataReader } from '../data/privacy/own-data-reader.ts';
import { createRetentionStore } from '../data/privacy/retention-store.ts';
import { zipFiles } from '../files/zip-files.ts';
import { recordLanguage } from '../knowledge/records/record-language.ts';
import { openStorage } from '../knowledge/backup/open-storage.ts';
import { createPrivacyTurns } from '../turns/privacy/privacy-turns.ts';
import { createTakeBack } from '../turns/privacy/take-back.ts';
import type { StoredPlaceDeps } from '../turns/stored-place.ts';
import type { ActionHandlers } from '../turns/actions.ts';
import { createResumeErasuresHandler } from '../workers/jobs/resume-erasures.handler.ts';
import { resumeErasuresJob } from '../workers/jobs/resume-erasures.job.ts';
import { createRunRetentionHandler } from '../workers/jobs/run-retention.handler.ts';
import { runRetentionJob } from '../workers/jobs/run-retention.job.ts';
import type { Queues } from '../workers/queues.ts';
import type { Core } from './open-core.ts';
import { exportStorageOf } from './paths.ts';

/** What export, forgetting, deletion and retention are made of. */
export interface PrivacyParts {
  erasures: ErasureRepository;
  erasureLog: ErasureLog;
  eraser: Eraser;
  forgettable: ForgettableReader;
  ownData: OwnDataReader;
  retention: RetentionStore;
  periods: RetentionPeriods;
  figurePeriods: FigurePeriods;
}

const defaultPeriods: RetentionPeriods = { conversationDays: 730, suggestionDays: 365, eventDays: 90 };

export function createPrivacyParts(config: Config, deps: EraserDeps): PrivacyParts {
  const { pool } = deps;
  return {
    erasures: createErasureRepository(pool),
    erasureLog: createErasureLog(openStorage(exportStorageOf(config))),
    eraser: createEraser(deps),
    forgettable: createForgettableReader(pool, recordLanguage),
    ownData: createOwnDataReader(deps),
    retention: createRetentionStore(deps),
    periods: config.retention ?? defaultPeriods,
    figurePeriods: {
      detailMonths: config.retention?.figureMonths ?? defaultFigurePeriods.detailMonths,
      historyMonths: config.retention?.historyMonths ?? defaultFigurePeriods.historyMonths,
    },
  };
}

/** What verbs need beside the core: where a platform runs, messages are taken back too. */
export const privacyDepsOf = (core: Core, takeBack?: TakeBack) => ({
  ...core,
  ...core.privacy,
  ...core.recordSearch,
  organizationIds: () => core.dispatcher.organizationIds(),
  ...(takeBack === undefined ? {} : { takeBack }),
});

/** Privacy in chat: for `create-turn-deps.ts`. @param sendExport what `export.send` does with files of summaries */
export const createPrivacyTurnsOf = (
  core: Core,
  { platforms }: Pick<StoredPlaceDeps, 'platforms'>,
  sendExport: ActionHandlers['export.send'],
) =>
  createPrivacyTurns({
    ...privacyDepsOf(core, createTakeBack({ ...core, platforms })),
    zip: zipFiles,
    sendExport,
  });

/**
 * Erasures that a database put back does not know are carried out before anything else is answered; both jobs go on from
 * there. Where the log cannot be read, the job tries again, and the log of the process says so.
 */
export async function workOnPrivacy(
  core: Core,
  queues: Queues,
  { platforms }: Pick<StoredPlaceDeps, 'platforms'>,
): Promise<void> {
  const deps = privacyDepsOf(core, createTakeBack({ ...core, platforms }));
  await replayErasures(deps).catch((error: unknown) => {
    core.logger.error('erasures could not be carried out at the start', {
      reason: error instanceof Error ? error.name : 'unknown',
    });
  });
  await queues.work(resumeErasuresJob, createResumeErasuresHandler(deps));
  await queues.work(runRetentionJob, createRunRetentionHandler(deps));
}
