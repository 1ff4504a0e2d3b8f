import type { ImportLog } from '../../../../src/coaching/imports/import.ts';
import { importStateView } from '../../../../src/messages/views/imports.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import { createDeliverer } from '../../../../src/turns/deliverer.ts';
import { createImportPoster } from '../../../../src/turns/imports/import-poster.ts';
import { createRunImportHandler } from '../../../../src/workers/jobs/run-import.handler.ts';
import { FakeChatPlatform } from '../../../support/fakes/chat-platform.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../../../support/fakes/repositories.ts';
import { peopledOrganization } from '../../../support/world.ts';

const target = {
  installationId: 'T1',
  place: { key: 'local:T1:D1', kind: 'direct' as const, channelId: 'D1' },
};

async function openScene(
  run: (report: (rows: number) => void, clock: ManualClock) => Promise<Partial<ImportLog>>,
) {
  const clock = new ManualClock();
  const world = createFakeWorld(clock);
  const { organizationId } = await peopledOrganization(world, 'T1');
  const platform = new FakeChatPlatform({ clock });
  const log: ImportLog = {
    ...{ id: 'i1', organizationId, type: 'metrics', fileName: 'oct.csv', fileSize: 1, fileHash: 'h' },
    ...{ status: 'validating', mapping: { columns: [], dates: 'iso' }, totalRows: 1_000_000 },
    ...{ processedRows: 0, successfulRows: 0, failedRows: 0, skippedRows: 0, rollbackAvailable: false },
    createdAt: clock.now(),
  };
  const enqueued: { name: string; payload: unknown; delayMs?: number }[] = [];
  const edits: string[] = [];
  const faults: AppError[] = [];
  const update = platform.update.bind(platform);
  platform.update = async (to, id, message) => {
    const fault = faults.shift();
    if (fault) throw fault;
    const [first] = message.blocks;
    edits.push(first?.kind === 'text' ? first.markdown : '');
    await update(to, id, message);
  };
  const queue = {
    enqueue: (name: string, payload: unknown, { delayMs }: { delayMs?: number } = {}) => {
      enqueued.push({ name, payload, ...(delayMs === undefined ? {} : { delayMs }) });
      return Promise.resolve();
    },
  };
  const poster = createImportPoster({
    platforms: new Map([[platform.platform, platform]]),
    imports: {
      run: async (_organization, _id, options = {}) => ({
        ...log,
        ...(await run(
          (rows) => options.onProgress?.({ ...log, status: 'processing', processedRows: rows }),
          clock,
        )),
      }),
    },
    deliveries: world.deliveries,
    references: world.references,
    deliverer: createDeliverer({ deliveries: world.deliveries, logger: silentLogger }),
    queue,
    clock,
    logger: silentLogger,
  });
  const post = () => poster.post(platform, target, log, importStateView(log));
  const work = () => poster.process(organizationId, log.id, new AbortController().signal);
  return { poster, platform, log, organizationId, enqueued, edits, faults, queue, post, work };
}

const done: Partial<ImportLog> = { status: 'success', successfulRows: 1_000_000 };
const busy = new AppError({
  code: 'SLACK_RATE_LIMITED',
  message: 'slow down',
  retry: 'later',
  retryAfterMs: 7_000,
});
const deleted = new AppError({ code: 'SLACK_NOT_FOUND', message: 'gone', retry: 'never' });

it('the one message of an import says how far it is, not too often, and then how it ended', async () => {
  const scene = await openScene(async (report, clock) => {
    for (let rows = 0; rows < 1_000_000; rows += 40_000) {
      clock.advance(500);
      report(rows);
      // Lets an edit that was begun end.
      await Promise.resolve();
    }
    return done;
  });
  await scene.post();
  await scene.post();
  await scene.work();
  expect(scene.platform.views()).toEqual(['import.done']);
  expect(scene.edits.slice(0, -1)).toContain('**oct.csv**: importing… 80,000 of 1,000,000 rows');
  expect(scene.edits.length).toBeLessThanOrEqual(1 + 25 / 3);
  expect(scene.edits.at(-1)).toContain('Imported: **oct.csv**');
});

it('an import run twice is told once, in the same place', async () => {
  const scene = await openScene(() => Promise.resolve(done));
  await scene.post();
  await scene.work();
  await scene.work();
  expect(scene.platform.views()).toEqual(['import.done']);
});

it('while the platform is away the end is told later; where its message was deleted, anew, once', async () => {
  const scene = await openScene(() => Promise.resolve(done));
  await scene.post();
  scene.faults.push(busy);
  await scene.work();
  expect(scene.enqueued).toMatchObject([{ name: 'imports.run', delayMs: 7_000 }]);
  scene.faults.push(deleted, deleted);
  await scene.work();
  await scene.work();
  expect(scene.platform.views().filter((view) => view === 'import.done')).toHaveLength(1);
});

it('another worker at the same import tells how it went; this one says nothing', async () => {
  const taken = new AppError({ code: 'IMPORT_016', message: 'another worker', retry: 'later' });
  const scene = await openScene(() => Promise.reject(taken));
  await scene.post();
  await scene.work();
  expect(scene.platform.views()).toEqual(['import.progress']);
  expect(scene.enqueued).toEqual([]);
});

it('what may go better another time is left to the next who looks for it', async () => {
  const away = new AppError({ code: 'DATA_001', message: 'the database is away', retry: 'later' });
  const scene = await openScene(() => Promise.reject(away));
  await expect(scene.work()).rejects.toBe(away);
});

it('an import that came by the command line is done without a message', async () => {
  const scene = await openScene(() => Promise.resolve(done));
  await scene.work();
  expect(scene.platform.views()).toEqual([]);
});

it('the sweep asks for what a dead worker left, and lets go of what nobody confirmed', async () => {
  const scene = await openScene(() => Promise.resolve(done));
  const [left, expired]: [string[], string[]] = [[], []];
  const handler = createRunImportHandler({
    poster: scene.poster,
    imports: { expire: (_, importId) => Promise.resolve(void expired.push(importId)) },
    queue: scene.queue,
    neglectedImports: (olderThanMs) => {
      left.push(`older than ${olderThanMs / 1_000} s`);
      return Promise.resolve([{ organizationId: scene.organizationId, importId: 'i1' }]);
    },
    unconfirmedImports: () => Promise.resolve([{ organizationId: scene.organizationId, importId: 'i2' }]),
  });
  await handler({}, new AbortController().signal);
  expect(scene.enqueued).toEqual([
    { name: 'imports.run', payload: { organizationId: scene.organizationId, importId: 'i1' } },
  ]);
  expect([left, expired]).toEqual([['older than 150 s'], ['i2']]);
});
