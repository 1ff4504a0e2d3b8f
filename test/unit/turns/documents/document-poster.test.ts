import type { LoadOutcome } from '../../../../src/coaching/knowledge/document-loads.ts';
import type { KnowledgeDocument } from '../../../../src/coaching/knowledge/document.ts';
import { AppError } from '../../../../src/shared/errors.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import { createDeliverer } from '../../../../src/turns/deliverer.ts';
import { createDocumentPoster } from '../../../../src/turns/documents/document-poster.ts';
import { FakeChatPlatform } from '../../../support/fakes/chat-platform.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeWorld } from '../../../support/fakes/repositories.ts';
import { peopledOrganization } from '../../../support/world.ts';

const place = { key: 'local:T1:D1', kind: 'direct' as const, channelId: 'D1' };
const target = { installationId: 'T1', place };

async function openScene(
  load: (report: (done: number, total: number) => void, clock: ManualClock) => Promise<LoadOutcome>,
) {
  const clock = new ManualClock();
  const world = createFakeWorld(clock);
  const { organizationId } = await peopledOrganization(world, 'T1');
  const platform = new FakeChatPlatform({ clock });
  const document: KnowledgeDocument = {
    ...{ id: 'd1', organizationId, name: 'refunds.md', title: 'Refunds', type: 'sop', access: 'all' },
    ...{ version: 1, status: 'processing', text: 'words', contentHash: 'h', createdAt: clock.now() },
  };
  const enqueued: { name: string; payload: unknown; delayMs?: number }[] = [];
  const edits: string[] = [];
  const faults: AppError[] = [];
  const update = platform.update.bind(platform);
  platform.update = async (to, id, message) => {
    const fault = faults.shift();
    if (fault) throw fault;
    edits.push(message.summary);
    await update(to, id, message);
  };
  const poster = createDocumentPoster({
    platforms: new Map([[platform.platform, platform]]),
    documents: { find: () => Promise.resolve(document) },
    loads: {
      load: (_organization, _id, options = {}) =>
        load((done, total) => options.onProgress?.(done, total), clock),
    },
    deliveries: world.deliveries,
    references: world.references,
    inbox: world.inbox,
    deliverer: createDeliverer({ deliveries: world.deliveries, logger: silentLogger }),
    queue: {
      enqueue: (name, payload, { delayMs } = {}) => {
        enqueued.push({ name, payload, ...(delayMs === undefined ? {} : { delayMs }) });
        return Promise.resolve();
      },
    },
    clock,
    logger: silentLogger,
  });
  const run = () => poster.process(organizationId, document.id, new AbortController().signal);
  return { poster, platform, document, organizationId, enqueued, edits, faults, run };
}

const loaded = (document: KnowledgeDocument): LoadOutcome => ({
  kind: 'completed',
  document: { ...document, status: 'completed' },
  chunks: 120,
  embedded: 100,
});
const busy = new AppError({
  code: 'SLACK_RATE_LIMITED',
  message: 'slow down',
  retry: 'later',
  retryAfterMs: 7_000,
});
const deleted = new AppError({ code: 'SLACK_NOT_FOUND', message: 'gone', retry: 'never' });

describe('the message of an upload', () => {
  it('is edited at most once a second while the load goes on, and always at its end', async () => {
    const scene = await openScene(async (report, clock) => {
      for (let done = 0; done <= 120; done += 1) {
        report(done, 120);
        // Lets an edit that was begun end.
        await Promise.resolve();
        clock.advance(100);
      }
      return loaded(scene.document);
    });
    await scene.poster.ask(scene.platform, target, scene.document);
    await scene.poster.begin(scene.organizationId, 'd1');
    await scene.run();
    expect(scene.platform.views()).toEqual(['document.loaded']);
    expect(scene.edits.length).toBeGreaterThan(4);
    expect(scene.edits.length).toBeLessThanOrEqual(2 + 13);
    expect(scene.edits[0]).toBe('Refunds: reading…');
    expect(scene.edits.slice(1, -1).every((edit) => /reading… \d+ of 120 sections$/.test(edit))).toBe(true);
    expect(scene.edits.at(-1)).toBe('Loaded: Refunds, version 1, 120 sections; 20 unchanged.');
    expect(scene.enqueued).toEqual([
      { name: 'knowledge.load', payload: { organizationId: scene.organizationId, documentId: 'd1' } },
    ]);
  });

  it('that cannot show progress does not hold the load up; its end is told later', async () => {
    const scene = await openScene(async (report, clock) => {
      clock.advance(1_000);
      report(1, 120);
      await Promise.resolve();
      return loaded(scene.document);
    });
    await scene.poster.ask(scene.platform, target, scene.document);
    scene.faults.push(busy, busy);
    await scene.run();
    expect(scene.enqueued).toMatchObject([{ name: 'knowledge.load', delayMs: 7_000 }]);
    await scene.run();
    expect(scene.platform.views()).toEqual(['document.loaded']);
  });

  it('that somebody deleted is told anew, once', async () => {
    const scene = await openScene(() => Promise.resolve(loaded(scene.document)));
    await scene.poster.ask(scene.platform, target, scene.document);
    scene.faults.push(deleted, deleted);
    await scene.run();
    await scene.run();
    expect(scene.platform.views().filter((view) => view === 'document.loaded')).toHaveLength(1);
  });

  it('does not exist for what came by the command line, which is loaded all the same', async () => {
    let loads = 0;
    const scene = await openScene(() => {
      loads += 1;
      return Promise.resolve(loaded(scene.document));
    });
    await scene.run();
    expect(loads).toBe(1);
    expect(scene.platform.views()).toEqual([]);
  });
});
