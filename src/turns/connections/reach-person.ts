import { AppError } from '../../shared/errors.ts';
import type { ChatPlatform, Target } from '../chat-platform.ts';
import type { Platform } from '../turn.ts';

/** Who a person of the organisation is on the platforms that they use. */
export interface ChatIdentity {
  platform: Platform;
  installationId: string;
  platformUserId: string;
}

export interface ReachDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  /** Last verified first. */
  identitiesOf: (organizationId: string, userId: string) => Promise<ChatIdentity[]>;
}

export interface Reached {
  platform: ChatPlatform;
  /** Their direct message with the bot. */
  target: Target;
  platformUserId: string;
}

/**
 * The direct message of a person who said nothing just now: where `near` is, if they are there, else wherever they last were.
 * @returns undefined where no platform that runs here lets the bot write to them
 */
export async function reachPerson(
  { platforms, identitiesOf }: ReachDeps,
  { organizationId, userId }: { organizationId: string; userId: string },
  near?: Pick<ChatIdentity, 'platform' | 'installationId'>,
): Promise<Reached | undefined> {
  const isNear = (identity: ChatIdentity): boolean =>
    identity.platform === near?.platform && identity.installationId === near.installationId;
  const known = await identitiesOf(organizationId, userId);
  // On the local page people are who they are in the organisation, also before they first said something.
  const local: ChatIdentity[] = near?.platform === 'local' ? [{ ...near, platformUserId: userId }] : [];
  const inOrder = [...known.filter(isNear), ...local, ...known.filter((identity) => !isNear(identity))];
  for (const { platform: name, installationId, platformUserId } of inOrder) {
    const platform = platforms.get(name);
    const target = platform && (await directOf(platform, installationId, platformUserId));
    if (platform !== undefined && target !== undefined) return { platform, target, platformUserId };
  }
  return undefined;
}

/** Somebody who left the workspace, or blocked the bot, may still be elsewhere. */
async function directOf(
  platform: ChatPlatform,
  installationId: string,
  platformUserId: string,
): Promise<Target | undefined> {
  try {
    return await platform.directPlace(installationId, platformUserId);
  } catch (error) {
    if (error instanceof AppError && error.retry === 'never') return undefined;
    throw error;
  }
}
