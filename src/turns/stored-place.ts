import type { ChatPlatform, Target } from './chat-platform.ts';
import { placeOfKey } from './place.ts';
import type { ConversationReferenceRepository } from './ports.ts';
import type { Platform } from './turn.ts';

export interface StoredPlaceDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  references: Pick<ConversationReferenceRepository, 'find'>;
}

/** A place that can be written to without a turn that came from there. */
export interface StoredPlace {
  platform: ChatPlatform;
  target: Target;
}

/** Undefined where the place is not known, or its platform does not run here. */
export async function findStoredPlace(
  { platforms, references }: StoredPlaceDeps,
  organizationId: string,
  conversationKey: string,
): Promise<StoredPlace | undefined> {
  const reference = await references.find(organizationId, conversationKey);
  const platform = reference && platforms.get(reference.platform);
  if (reference === undefined || platform === undefined) return undefined;
  const { installationId, place, replyHandle } = reference;
  return {
    platform,
    target: {
      installationId,
      place: placeOfKey(place),
      ...(replyHandle === undefined ? {} : { replyHandle }),
    },
  };
}
