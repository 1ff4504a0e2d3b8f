import type { IdentityRepository, UserRepository } from '../coaching/people/ports.ts';
import type { User } from '../coaching/people/user.ts';
import type { Clock } from '../shared/clock.ts';
import type { ChatPlatform, Target } from './chat-platform.ts';

export type Person =
  | { kind: 'known'; user: User }
  /** Not a person of this organisation, or the platform does not show a verified address. */
  | { kind: 'unknown'; email?: string; name: string }
  | { kind: 'bot' };

/** Finds out who a platform's users are; asks the platform again when the last answer has aged. */
export interface PeopleResolver {
  /** @throws AppError of the platform, when it has to be asked and does not answer */
  person(
    organizationId: string,
    platform: ChatPlatform,
    target: Target,
    platformUserId: string,
  ): Promise<Person>;
  /** In the order of the ids. Somebody who cannot be looked up (a closed account, a limit) is `unknown`. */
  everyone(
    organizationId: string,
    platform: ChatPlatform,
    target: Target,
    platformUserIds: readonly string[],
  ): Promise<Person[]>;
}

const hourMs = 3_600_000;
/** A changed address is noticed within a day; somebody unknown is asked for each time, so that adding them works at once. */
const knownForMs = 24 * hourMs;

/**
 * A person is matched by the address that the platform verifies, inside the organisation that the installation is bound
 * to; guests of a workspace are never matched.
 */
export function createPeopleResolver(deps: {
  users: UserRepository;
  identities: IdentityRepository;
  clock: Clock;
}): PeopleResolver {
  const { users, identities, clock } = deps;

  /** Those verified not long ago, in two statements for any number. */
  async function known(
    organizationId: string,
    platform: ChatPlatform,
    { installationId }: Target,
    platformUserIds: readonly string[],
  ): Promise<Map<string, User>> {
    const since = new Date(clock.now().getTime() - knownForMs);
    const seen = await identities.verifiedSince(
      organizationId,
      platform.platform,
      installationId,
      platformUserIds,
      since,
    );
    const byId = new Map(
      (await users.findByIds(organizationId, [...seen.values()])).map((user) => [user.id, user]),
    );
    return new Map(
      [...seen].flatMap(([platformUserId, userId]) => {
        const user = byId.get(userId);
        return user === undefined ? [] : [[platformUserId, user] as const];
      }),
    );
  }

  async function ask(
    organizationId: string,
    platform: ChatPlatform,
    target: Target,
    platformUserId: string,
  ): Promise<Person> {
    const { installationId } = target;
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
  }

  return {
    async person(organizationId, platform, target, platformUserId) {
      const user = (await known(organizationId, platform, target, [platformUserId])).get(platformUserId);
      return user === undefined
        ? ask(organizationId, platform, target, platformUserId)
        : { kind: 'known', user };
    },
    async everyone(organizationId, platform, target, platformUserIds) {
      const found = await known(organizationId, platform, target, platformUserIds);
      return Promise.all(
        platformUserIds.map(async (id): Promise<Person> => {
          const user = found.get(id);
          if (user !== undefined) return { kind: 'known', user };
          return ask(organizationId, platform, target, id).catch(() => ({ kind: 'unknown', name: id }));
        }),
      );
    },
  };
}
