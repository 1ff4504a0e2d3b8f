import type { DeliveryRepository } from '../../coaching/delivery/ports.ts';
import type { ImportLog } from '../../coaching/imports/import.ts';
import type { Imports } from '../../coaching/imports/ports.ts';
import type { Message } from '../../messages/message.ts';
import { importStateView } from '../../messages/views/imports.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ChatPlatform, Target } from '../chat-platform.ts';
import type { Deliverer } from '../deliverer.ts';
import type { ConversationReferenceRepository, JobQueue } from '../ports.ts';
import { findStoredPlace } from '../stored-place.ts';
import type { Platform } from '../turn.ts';

export interface ImportPosterDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  imports: Pick<Imports, 'run'>;
  deliveries: Pick<DeliveryRepository, 'findByKey'>;
  references: ConversationReferenceRepository;
  deliverer: Deliverer;
  queue: JobQueue;
  clock: Clock;
  logger: Logger;
}

/** The one message that an import has in chat: its preview, then how far it is, then how it ended. */
export interface ImportPoster {
  /** Sends the message, once: asked again for the same import it is there already. */
  post(platform: ChatPlatform, target: Target, log: ImportLog, message: Message): Promise<void>;
  /**
   * Puts a view in the place of the message.
   * @returns its id; undefined: the import has none in chat, and nothing happened
   */
  show(log: Pick<ImportLog, 'id' | 'organizationId'>, message: Message): Promise<string | undefined>;
  /** Asks a worker to do a confirmed import. */
  begin(log: ImportLog): Promise<void>;
  /** Does the import and keeps its message up to date. Run twice, it imports once and says the same. */
  process(organizationId: string, importId: string, signal: AbortSignal): Promise<void>;
}

/** Platforms take about one edit a second. */
const editEveryMs = 1_500;
/** While the platform is away, how an import ended is told later, for so long. */
const tellWithinMs = 3_600_000;
const tellAgainMs = 30_000;

const keyOf = (importId: string): string => `import:${importId}`;
const subjectOf = (id: string) => ({ type: 'import', id });

export function createImportPoster(deps: ImportPosterDeps): ImportPoster {
  const { deliveries, references, deliverer, queue, clock, logger } = deps;

  async function messageOf(organizationId: string, importId: string) {
    const sent = await deliveries.findByKey(organizationId, keyOf(importId));
    if (sent?.platformMessageId === undefined) return undefined;
    const place = await findStoredPlace(deps, organizationId, sent.conversationKey);
    return place && { ...place, messageId: sent.platformMessageId };
  }

  const show: ImportPoster['show'] = async ({ id, organizationId }, message) => {
    const posted = await messageOf(organizationId, id);
    if (posted === undefined) return undefined;
    const { platform, target, messageId } = posted;
    try {
      await platform.update(target, messageId, message);
      return messageId;
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later') throw error;
      // Deleted meanwhile: how it ended is told anew, once; progress is not.
      if (message.view === 'import.progress') return undefined;
      return deliverer.send(platform, target, message, {
        organizationId,
        key: `${keyOf(id)}:${message.view}`,
        subject: subjectOf(id),
      });
    }
  };

  /** Edits one at a time and not too often; one that fails is a blemish, and the next brings it along. */
  function createProgress() {
    let shownAt = clock.now().getTime();
    let edit: Promise<unknown> | undefined;
    return {
      report(log: ImportLog): void {
        const now = clock.now().getTime();
        if (edit !== undefined || now - shownAt < editEveryMs) return;
        shownAt = now;
        edit = show(log, importStateView(log))
          .catch((error: unknown) => {
            const code = error instanceof AppError ? error.code : 'unknown';
            const { organizationId, id: importId } = log;
            logger.warn('progress could not be shown', { organizationId, importId, code });
          })
          .finally(() => {
            edit = undefined;
          });
      },
      settled: () => edit ?? Promise.resolve(),
    };
  }

  /** @returns undefined: there is nothing to do, or another worker is at it and will tell */
  async function run(
    organizationId: string,
    importId: string,
    options: { onProgress: (log: ImportLog) => void; signal: AbortSignal },
  ): Promise<ImportLog | undefined> {
    try {
      return await deps.imports.run(organizationId, importId, options);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.retry === 'later' && error.code !== 'IMPORT_016') throw error;
      logger.info('an import was not run', { organizationId, importId, code: error.code });
      return undefined;
    }
  }

  return {
    async post(platform, target, log, message) {
      const { organizationId, id } = log;
      await deliverer.send(platform, target, message, {
        organizationId,
        key: keyOf(id),
        subject: subjectOf(id),
      });
      // The worker that does it finds the message again without a turn at hand.
      await references.save(organizationId, {
        platform: platform.platform,
        installationId: target.installationId,
        place: target.place,
        ...(target.replyHandle === undefined ? {} : { replyHandle: target.replyHandle }),
      });
    },
    show,
    async begin({ organizationId, id: importId }) {
      await queue.enqueue('imports.run', { organizationId, importId });
    },
    async process(organizationId, importId, signal) {
      const progress = createProgress();
      const log = await run(organizationId, importId, {
        signal,
        onProgress: (so) => {
          progress.report(so);
        },
      });
      await progress.settled();
      if (log === undefined) return;
      try {
        await show(log, importStateView(log));
      } catch (error) {
        const ageMs = clock.now().getTime() - (log.completedAt ?? log.createdAt).getTime();
        if (ageMs > tellWithinMs) throw error;
        const asked = error instanceof AppError ? error.retryAfterMs : undefined;
        const delayMs = asked ?? tellAgainMs;
        await queue.enqueue('imports.run', { organizationId, importId }, { delayMs });
      }
    },
  };
}
