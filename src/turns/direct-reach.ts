import type { UserRepository } from '../coaching/people/ports.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';
import type { ChatAccounts } from './ports.ts';
import type { Platform } from './turn.ts';

export interface DirectReachDeps {
  accounts: ChatAccounts;
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  users: Pick<UserRepository, 'findById'>;
}

export interface Reached {
  platform: ChatPlatform;
  target: Target;
}

/**
 * The direct message with somebody who has not just written, on the platform of `near` where they have an account there.
 * @returns undefined where the person is gone, was never seen in chat, or no platform allows it
 */
export async function findDirect(
  { accounts, platforms, users }: DirectReachDeps,
  organizationId: string,
  userId: string,
  near: { platform: ChatPlatform; target: Target },
): Promise<Reached | undefined> {
  if ((await users.findById(organizationId, userId)) === undefined) return undefined;
  const isNear = (account: { platform: string; installationId: string }): boolean =>
    account.platform === near.platform.platform && account.installationId === near.target.installationId;
  const known = await accounts.of(organizationId, userId);
  for (const account of [...known.filter(isNear), ...known.filter((other) => !isNear(other))]) {
    const platform = [...platforms.values()].find((candidate) => candidate.platform === account.platform);
    // Teams needs to know the way there; that of the one who asks is the same.
    const way = isNear(account) ? near.target : undefined;
    const target = await platform
      ?.directPlace(account.installationId, account.platformUserId, way)
      .catch(() => undefined);
    if (platform !== undefined && target !== undefined) return { platform, target };
  }
  return undefined;
}
