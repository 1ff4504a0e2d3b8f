import type { DeliveryRepository } from '../../coaching/delivery/ports.ts';
import type { DocumentLoads, LoadOutcome } from '../../coaching/knowledge/document-loads.ts';
import type { KnowledgeDocument } from '../../coaching/knowledge/document.ts';
import type { DocumentRepository } from '../../coaching/knowledge/ports.ts';
import type { Message } from '../../messages/message.ts';
import {
  documentAskView,
  documentFailedView,
  documentGoneView,
  documentLoadedView,
  documentLoadingView,
} from '../../messages/views/document.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ChatPlatform, Target } from '../chat-platform.ts';
import type { Deliverer } from '../deliverer.ts';
import { underLease } from '../lease.ts';
import { findStoredPlace } from '../stored-place.ts';
import type { ConversationReferenceRepository, InboxRepository, JobQueue } from '../ports.ts';
import type { Platform } from '../turn.ts';

type DocumentRecord = Omit<KnowledgeDocument, 'text'>;

export interface DocumentPosterDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  documents: Pick<DocumentRepository, 'find'>;
  loads: Pick<DocumentLoads, 'load'>;
  deliveries: Pick<DeliveryRepository, 'findByKey'>;
  references: ConversationReferenceRepository;
  inbox: Pick<InboxRepository, 'acquireLease' | 'heartbeat' | 'release'>;
  deliverer: Deliverer;
  queue: JobQueue;
  clock: Clock;
  logger: Logger;
}

/** The one message that an upload has: it asks, then shows how far the load is, then how it ended. */
export interface DocumentPoster {
  ask(
    platform: ChatPlatform,
    target: Target,
    document: DocumentRecord,
    former?: DocumentRecord,
  ): Promise<void>;
  /** Puts a view in the place of the message; without one (the document came by the command line) nothing happens. */
  show(organizationId: string, documentId: string, message: Message): Promise<void>;
  /** Shows that a confirmed upload is being read, and asks a worker to load it. */
  begin(organizationId: string, documentId: string): Promise<void>;
  /** Loads the document and keeps its message up to date. One worker at a time; run twice, it loads once. */
  process(organizationId: string, documentId: string, signal: AbortSignal): Promise<void>;
}

/** Platforms take about one edit a second. */
const editEveryMs = 1_000;
/** While the platform is away, how a load ended is told later, for so long. */
const tellWithinMs = 3_600_000;
const tellAgainMs = 30_000;

const keyOf = (documentId: string): string => `document:${documentId}`;

export function createDocumentPoster(deps: DocumentPosterDeps): DocumentPoster {
  const { deliveries, references, deliverer, queue, clock, logger } = deps;

  /** Where the message of an upload stands. */
  async function messageOf(organizationId: string, documentId: string) {
    const sent = await deliveries.findByKey(organizationId, keyOf(documentId));
    if (sent?.platformMessageId === undefined) return undefined;
    const place = await findStoredPlace(deps, organizationId, sent.conversationKey);
    return place && { ...place, messageId: sent.platformMessageId };
  }

  async function show(organizationId: string, documentId: string, message: Message): Promise<void> {
    const posted = await messageOf(organizationId, documentId);
    if (posted === undefined) return;
    const { platform, target, messageId } = posted;
    try {
      await platform.update(target, messageId, message);
    } catch (error) {
      if (!(error instanceof AppError) || error.retry === 'later') throw error;
      // Deleted meanwhile: how it ended is told anew, once; progress is not.
      if (message.view === 'document.loading') return;
      await deliverer.send(platform, target, message, {
        organizationId,
        key: `${keyOf(documentId)}:${message.view}`,
        subject: { type: 'document', id: documentId },
      });
    }
  }

  /** Edits at most once a second, one at a time; an edit that fails is a blemish, and the next one brings it along. */
  function createProgress(organizationId: string, document: DocumentRecord) {
    let shownAt = clock.now().getTime();
    let edit: Promise<void> | undefined;
    return {
      report(done: number, total: number): void {
        const now = clock.now().getTime();
        if (edit !== undefined || now - shownAt < editEveryMs) return;
        shownAt = now;
        edit = show(organizationId, document.id, documentLoadingView(document, { done, total }))
          .catch((error: unknown) => {
            const code = error instanceof AppError ? error.code : 'unknown';
            logger.warn('progress could not be shown', { organizationId, documentId: document.id, code });
          })
          .finally(() => {
            edit = undefined;
          });
      },
      settled: () => edit ?? Promise.resolve(),
    };
  }

  const viewOf = (outcome: LoadOutcome): Message | undefined => {
    switch (outcome.kind) {
      case 'completed': {
        const { document, chunks, embedded } = outcome;
        return documentLoadedView(document, chunks, embedded === undefined ? undefined : chunks - embedded);
      }
      case 'failed':
        return documentFailedView(outcome.document);
      case 'gone':
        return documentGoneView('replaced');
      case 'waiting':
        return undefined;
    }
  };

  async function process(organizationId: string, documentId: string, signal: AbortSignal): Promise<void> {
    const document = await deps.documents.find(organizationId, documentId);
    const progress = document && createProgress(organizationId, document);
    const outcome = await deps.loads.load(organizationId, documentId, {
      signal,
      onProgress: (done, total) => progress?.report(done, total),
    });
    await progress?.settled();
    const view = viewOf(outcome);
    if (view === undefined) return;
    try {
      await show(organizationId, documentId, view);
    } catch (error) {
      const ageMs = document ? clock.now().getTime() - document.createdAt.getTime() : Infinity;
      if (ageMs > tellWithinMs) throw error;
      const asked = error instanceof AppError ? error.retryAfterMs : undefined;
      await queue.enqueue(
        'knowledge.load',
        { organizationId, documentId },
        { delayMs: asked ?? tellAgainMs },
      );
    }
  }

  return {
    async ask(platform, target, document, former) {
      const { organizationId, id } = document;
      await deliverer.send(platform, target, documentAskView(document, former), {
        organizationId,
        key: keyOf(id),
        subject: { type: 'document', id },
      });
      // The worker that loads it finds the message again without a turn at hand.
      await references.save(organizationId, {
        platform: platform.platform,
        installationId: target.installationId,
        place: target.place,
        ...(target.replyHandle === undefined ? {} : { replyHandle: target.replyHandle }),
      });
    },
    show,
    async begin(organizationId, documentId) {
      const document = await deps.documents.find(organizationId, documentId);
      if (document?.status === 'processing') {
        await show(organizationId, documentId, documentLoadingView(document));
      }
      await queue.enqueue('knowledge.load', { organizationId, documentId });
    },
    async process(organizationId, documentId, signal) {
      await underLease(deps.inbox, organizationId, keyOf(documentId), (_lease, lost) =>
        process(organizationId, documentId, AbortSignal.any([signal, lost])),
      );
    },
  };
}
