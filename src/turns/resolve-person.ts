import type { IdentityRepository, UserRepository } from '../coaching/people/ports.ts';
import type { User } from '../coaching/people/user.ts';
import type { Clock } from '../shared/clock.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';

export type Person =
  | { kind: 'known'; user: User }
  /** Not a person of this organisation, or the platform does not show a verified address. */
  | { kind: 'unknown'; email?: string; name: string }
  | { kind: 'bot' };

/** Finds out who a platform's user is; asks the platform again when the last answer has aged. */
export type ResolvePerson = (
  organizationId: string,
  platform: ChatPlatform,
  target: Target,
  platformUserId: string,
) => Promise<Person>;

const hourMs = 3_600_000;
/** A changed address is noticed within a day; somebody unknown is asked for each time, so that adding them works at once. */
const knownForMs = 24 * hourMs;

/**
 * A person is matched by the address that the platform verifies, inside the organisation that the installation is bound
 * to; guests of a workspace are never matched.
 */
export function createResolvePerson(deps: {
  users: UserRepository;
  identities: IdentityRepository;
  clock: Clock;
}): ResolvePerson {
  const { users, identities, clock } = deps;
  return async (organizationId, platform, target, platformUserId) => {
    const { installationId } = target;
    const seen = await identities.find(organizationId, platform.platform, installationId, platformUserId);
    const ageMs =
      seen === undefined ? Number.POSITIVE_INFINITY : clock.now().getTime() - seen.verifiedAt.getTime();
    if (seen?.userId !== undefined && ageMs < knownForMs) {
      const user = await users.findById(organizationId, seen.userId);
      if (user !== undefined) return { kind: 'known', user };
    }
    const shown = await platform.person(installationId, platformUserId, target);
    if (shown.isBot) return { kind: 'bot' };
    const email = shown.isGuest ? undefined : shown.email;
    const user = email === undefined ? undefined : await users.findByEmail(organizationId, email);
    await identities.save(organizationId, platform.platform, installationId, platformUserId, user?.id);
    if (user !== undefined) return { kind: 'known', user };
    return {
      kind: 'unknown',
      name: shown.name,
      ...(shown.email === undefined ? {} : { email: shown.email }),
    };
  };
}
