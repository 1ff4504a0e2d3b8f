import type { ChatAddresses } from '../coaching/people/chat-addresses.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';
import { platforms as platformNames, type Platform } from './turn.ts';

export interface DirectPlaceDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  addresses: ChatAddresses;
}

export interface DirectPlace {
  platform: ChatPlatform;
  target: Target;
}

/**
 * The direct message with a person who did not just write: on the platform where they last talked with the bot there, of
 * those that run here.
 * @returns undefined where the bot never met them, or may not write to them
 * @throws AppError of the platform
 */
export async function findDirectPlace(
  { platforms, addresses }: DirectPlaceDeps,
  organizationId: string,
  userId: string,
): Promise<DirectPlace | undefined> {
  const places: DirectPlace[] = [];
  for (const { platform: name, installationId, platformUserId } of await addresses.of(
    organizationId,
    userId,
  )) {
    const known = platformNames.find((platform) => platform === name);
    const platform = known && platforms.get(known);
    const target = await platform?.directPlace(installationId, platformUserId);
    if (platform !== undefined && target?.place.kind === 'direct') places.push({ platform, target });
  }
  if (places.length < 2) return places[0];
  const keys = places.map(({ target }) => target.place.key);
  const heard = await addresses.heardAt(organizationId, keys);
  const heardAt = ({ target }: DirectPlace): number => heard.get(target.place.key)?.getTime() ?? 0;
  return places.sort((one, other) => heardAt(other) - heardAt(one))[0];
}
