import type { DeliveryRepository } from '../../coaching/delivery/ports.ts';
import type { FollowUp } from '../../coaching/follow-ups/follow-up.ts';
import { followUpCardView } from '../../messages/views/follow-up-card.ts';
import { followUpTroubleView } from '../../messages/views/follow-up-talk.ts';
import { AppError } from '../../shared/errors.ts';
import type { Logger } from '../../shared/logger.ts';
import type { ChatPlatform } from '../chat-platform.ts';
import type { Deliverer } from '../deliverer.ts';
import { findStoredPlace } from '../stored-place.ts';
import type { ConversationReferenceRepository, JobQueue } from '../ports.ts';
import type { Platform } from '../turn.ts';
import { cardOf, type CardDeps } from './follow-up-cards.ts';

export interface FollowUpPosterDeps extends CardDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  deliveries: Pick<DeliveryRepository, 'findByKey'>;
  references: Pick<ConversationReferenceRepository, 'find'>;
  deliverer: Deliverer;
  queue: JobQueue;
  logger: Logger;
}

/** Keeps the cards of follow-ups up to date where they stand. One without a card (command line) is left alone. */
export interface FollowUpPoster {
  /** Brings the card up to date. Never throws. */
  refresh(followUp: FollowUp): Promise<void>;
  /**
   * Tells how sending went: on the card, and where it went wrong in a message besides, once. While the platform is away it
   * is tried again for an hour.
   */
  tell(organizationId: string, id: string): Promise<void>;
}

/** Of the card's message in the ledger. */
export const followUpCardKey = (id: string): string => `follow-up:${id}`;

const tellWithinMs = 3_600_000;
const tellAgainMs = 30_000;

export function createFollowUpPoster(deps: FollowUpPosterDeps): FollowUpPoster {
  const { deliveries, deliverer, queue, clock, logger } = deps;

  /** Where the card stands; undefined for one that only its author was shown: nothing more is said there. */
  async function placeOf({ organizationId, id, conversationKey }: FollowUp) {
    if (conversationKey === undefined) return undefined;
    const sent = await deliveries.findByKey(organizationId, followUpCardKey(id));
    const place = sent && (await findStoredPlace(deps, organizationId, sent.conversationKey));
    return place && { ...place, messageId: sent.platformMessageId };
  }

  async function show(followUp: FollowUp): Promise<void> {
    const [place, author] = await Promise.all([
      placeOf(followUp),
      deps.users.findById(followUp.organizationId, followUp.authorId),
    ]);
    if (place === undefined) return;
    const card = await cardOf(deps, followUp, author?.timezone ?? 'UTC');
    const { platform, target, messageId } = place;
    if (messageId !== undefined) {
      await platform.update(target, messageId, followUpCardView(card)).catch((error: unknown) => {
        // Deleted meanwhile: a card that nobody kept needs no update.
        if (!(error instanceof AppError) || error.retry === 'later') throw error;
      });
    }
    if (followUp.status !== 'failed' && followUp.status !== 'unconfirmed') return;
    await deliverer.send(platform, target, followUpTroubleView(card), {
      organizationId: followUp.organizationId,
      key: `${followUpCardKey(followUp.id)}:${followUp.status}:${followUp.claimId ?? ''}`,
      subject: { type: 'follow_up', id: followUp.id },
    });
  }

  return {
    async refresh(followUp) {
      try {
        const place = await placeOf(followUp);
        const author = await deps.users.findById(followUp.organizationId, followUp.authorId);
        if (place?.messageId === undefined) return;
        const card = await cardOf(deps, followUp, author?.timezone ?? 'UTC');
        await place.platform.update(place.target, place.messageId, followUpCardView(card));
      } catch (error) {
        // The change itself is stored and was shown; an old card above it is a blemish, not a loss.
        logger.warn('a card could not be brought up to date', {
          organizationId: followUp.organizationId,
          code: error instanceof AppError ? error.code : 'unknown',
        });
      }
    },
    async tell(organizationId, id) {
      const followUp = await deps.followUps.find(organizationId, id);
      if (followUp === undefined) return;
      try {
        await show(followUp);
      } catch (error) {
        const ageMs = clock.now().getTime() - followUp.updatedAt.getTime();
        if (!(error instanceof AppError) || error.retry === 'never' || ageMs > tellWithinMs) throw error;
        await queue.enqueue(
          'follow-up.send',
          { organizationId, followUpId: id },
          { delayMs: error.retryAfterMs ?? tellAgainMs },
        );
      }
    },
  };
}
