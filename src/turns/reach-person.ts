import type { ChatAddress, ChatAddresses } from '../coaching/people/chat-addresses.ts';
import type { Owner } from '../coaching/people/owner.ts';
import { AppError } from '../shared/errors.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';
import type { Platform } from './turn.ts';

export interface ReachDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  addresses: ChatAddresses;
}

/** Where somebody acts, as in the context of a turn: others are written to there first. */
export interface Near {
  platform: ChatPlatform;
  target: Target;
}

export interface Reached {
  platform: ChatPlatform;
  /** Their direct message with the bot. */
  target: Target;
  platformUserId: string;
}

/**
 * The direct message of a person who did not just write: where `near` is, if they are there, else where they last talked
 * with the bot in direct message, of the platforms that run here.
 * @returns undefined where the bot never met them, or may not write to them
 * @throws AppError of a platform that may allow it later
 */
export async function reachPerson(
  { platforms, addresses }: ReachDeps,
  { organizationId, userId }: Owner,
  near?: Near,
): Promise<Reached | undefined> {
  const known = await addresses.of(organizationId, userId);
  const isNear = ({ platform, installationId }: ChatAddress): boolean =>
    platform === near?.platform.platform && installationId === near.target.installationId;
  for (const address of [...known.filter(isNear), ...localAddress(userId, near)]) {
    const reached = await open(platforms, address, near?.target);
    if (reached !== undefined) return reached;
  }
  const elsewhere: Reached[] = [];
  for (const address of known.filter((other) => !isNear(other))) {
    const reached = await open(platforms, address);
    if (reached !== undefined) elsewhere.push(reached);
  }
  if (elsewhere.length < 2) return elsewhere[0];
  const keys = elsewhere.map(({ target }) => target.place.key);
  const heard = await addresses.heardAt(organizationId, keys);
  const heardAt = ({ target }: Reached): number => heard.get(target.place.key)?.getTime() ?? 0;
  return elsewhere.sort((one, other) => heardAt(other) - heardAt(one))[0];
}

/** On the local page people are who they are in the organisation, also before they first said something. */
const localAddress = (userId: string, near: Near | undefined): ChatAddress[] =>
  near?.platform.platform === 'local'
    ? [{ platform: 'local', installationId: near.target.installationId, platformUserId: userId }]
    : [];

/** @param way Teams needs to know the way there; that of somebody in the same place is the same */
async function open(
  platforms: ReachDeps['platforms'],
  { platform: name, installationId, platformUserId }: ChatAddress,
  way?: Target,
): Promise<Reached | undefined> {
  const platform = [...platforms.values()].find((candidate) => candidate.platform === name);
  if (platform === undefined) return undefined;
  try {
    const target = await platform.directPlace(installationId, platformUserId, way);
    return target && { platform, target, platformUserId };
  } catch (error) {
    // Somebody who left the workspace, or blocked the bot, may still be elsewhere.
    if (error instanceof AppError && error.retry === 'never') return undefined;
    throw error;
  }
}
