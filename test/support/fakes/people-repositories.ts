import type { IdentityRepository, UserInput, UserRepository } from '../../../src/coaching/people/ports.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import type { AuditLog, Organization, OrganizationRepository } from '../../../src/coaching/tenants/ports.ts';
import { AppError } from '../../../src/shared/errors.ts';
import type { Clock } from '../../../src/shared/clock.ts';
import { newId } from '../../../src/shared/ids.ts';

export interface FakeTenants {
  organizations: OrganizationRepository;
  audit: AuditLog;
  /** The organisation that an installation is bound to. */
  organizationOf(platform: string, installationId: string): string | undefined;
  audited(organizationId: string): { action: string; actorId?: string; subjectId?: string }[];
}

export function createFakeTenants(): FakeTenants {
  const organizations = new Map<string, Organization>();
  const installations = new Map<string, string>();
  const entries: Parameters<AuditLog['record']>[0][] = [];
  const keyOf = (platform: string, externalId: string): string => `${platform}\u0000${externalId}`;
  return {
    organizations: {
      create({ id = newId(), name, isDemo = false }) {
        if (organizations.has(id))
          return Promise.reject(new AppError({ code: 'TENANT_002', message: 'The id is taken.' }));
        const organization = { id, name, isDemo, requireOffline: false };
        organizations.set(organization.id, organization);
        return Promise.resolve(organization);
      },
      find: (id) => Promise.resolve(organizations.get(id)),
      bindInstallation(organizationId, platform, externalId) {
        const key = keyOf(platform, externalId);
        const bound = installations.get(key) ?? organizationId;
        if (bound !== organizationId) {
          return Promise.reject(new AppError({ code: 'TENANT_001', message: 'Bound to another one.' }));
        }
        installations.set(key, organizationId);
        return Promise.resolve();
      },
    },
    audit: {
      record(entry) {
        entries.push(entry);
        return Promise.resolve();
      },
    },
    organizationOf: (platform, installationId) => installations.get(keyOf(platform, installationId)),
    audited: (organizationId) =>
      entries
        .filter((entry) => entry.organizationId === organizationId)
        .map(({ action, actorId, subjectId }) => ({
          action,
          ...(actorId === undefined ? {} : { actorId }),
          ...(subjectId === undefined ? {} : { subjectId }),
        })),
  };
}

export function createFakeUsers(): UserRepository {
  const users = new Map<string, User>();
  const of = (organizationId: string): User[] =>
    [...users.values()].filter((user) => user.organizationId === organizationId);
  const present = (organizationId: string): User[] =>
    of(organizationId).filter(({ status }) => status !== 'TERMINATED');
  const toUser = (organizationId: string, { id, ...person }: UserInput, before?: User): User => ({
    status: before?.status ?? 'ACTIVE',
    ...person,
    id: before?.id ?? id ?? newId(),
    organizationId,
    email: person.email.toLowerCase(),
  });
  return {
    findById: (organizationId, id) => Promise.resolve(present(organizationId).find((user) => user.id === id)),
    findByIds: (organizationId, ids) =>
      Promise.resolve(present(organizationId).filter((user) => ids.includes(user.id))),
    findByEmail: (organizationId, email) =>
      Promise.resolve(present(organizationId).find((user) => user.email === email.toLowerCase())),
    list: (organizationId) =>
      Promise.resolve(present(organizationId).sort((a, b) => (a.name < b.name ? -1 : 1))),
    lineAbove(organizationId, userId) {
      const known = new Map(of(organizationId).map((user) => [user.id, user]));
      const line = new Set<string>();
      for (let level = [userId]; level.length > 0;) {
        level = level
          .flatMap((id) => [known.get(id)?.teamLeaderId, known.get(id)?.managerId])
          .filter((id) => id !== undefined)
          .filter((id) => id !== userId && !line.has(id));
        for (const id of level) line.add(id);
      }
      return Promise.resolve([...line]);
    },
    upsertMany(organizationId, people) {
      const counts = { created: 0, updated: 0, unchanged: 0 };
      for (const person of people) {
        const before = of(organizationId).find((user) => user.email === person.email.toLowerCase());
        const after = toUser(organizationId, person, before);
        const isSame = before !== undefined && sortedJson(before) === sortedJson(after);
        counts[before === undefined ? 'created' : isSame ? 'unchanged' : 'updated'] += 1;
        users.set(after.id, after);
      }
      return Promise.resolve(counts);
    },
  };
}

const sortedJson = (user: User): string =>
  JSON.stringify(Object.entries(user).sort(([a], [b]) => (a < b ? -1 : 1)));

export function createFakeIdentities(tenants: FakeTenants, clock: Clock): IdentityRepository {
  const known = new Map<string, { userId?: string; verifiedAt: Date }>();
  const keyOf = (...parts: readonly string[]): string => parts.join('\u0000');
  return {
    verifiedSince: (organizationId, platform, installationId, platformUserIds, since) =>
      Promise.resolve(
        new Map(
          platformUserIds.flatMap((id) => {
            const seen = known.get(keyOf(organizationId, platform, installationId, id));
            return seen?.userId === undefined || seen.verifiedAt <= since ? [] : [[id, seen.userId] as const];
          }),
        ),
      ),
    save(organizationId, platform, installationId, platformUserId, userId) {
      if (tenants.organizationOf(platform, installationId) === organizationId) {
        known.set(keyOf(organizationId, platform, installationId, platformUserId), {
          verifiedAt: clock.now(),
          ...(userId === undefined ? {} : { userId }),
        });
      }
      return Promise.resolve();
    },
  };
}
