import type { TakeBack } from '../../coaching/privacy/ports.ts';
import type { Logger } from '../../shared/logger.ts';
import { findStoredPlace, type StoredPlace, type StoredPlaceDeps } from '../stored-place.ts';

/** Removes messages where their platform lets the bot: its own everywhere, the person's in the local chat. */
export const createTakeBack =
  (deps: StoredPlaceDeps & { logger: Logger }): TakeBack =>
  async (organizationId, messages) => {
    const places = new Map<string, StoredPlace | undefined>();
    let gone = 0;
    for (const { conversationKey, messageId } of messages) {
      try {
        if (!places.has(conversationKey))
          places.set(conversationKey, await findStoredPlace(deps, organizationId, conversationKey));
        const place = places.get(conversationKey);
        if ((await place?.platform.remove?.(place.target, messageId)) === true) gone += 1;
      } catch (error) {
        // What was said is forgotten all the same; what stands in the chat is the person's to delete.
        deps.logger.info('a message could not be taken back', {
          organizationId,
          reason: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
    return gone;
  };
