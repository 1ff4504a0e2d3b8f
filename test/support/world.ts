import type { ConversationRepository } from '../../src/coaching/conversations/ports.ts';
import type { DeliveryRepository } from '../../src/coaching/delivery/ports.ts';
import type { OpenNotes, QuickNoteRepository } from '../../src/coaching/notes/ports.ts';
import type { IdentityRepository, UserInput, UserRepository } from '../../src/coaching/people/ports.ts';
import type { User } from '../../src/coaching/people/user.ts';
import type { AuditLog, OrganizationRepository } from '../../src/coaching/tenants/ports.ts';
import type { ConversationReferenceRepository, InboxRepository, Intake } from '../../src/turns/ports.ts';

/** Everything that the spine stores, behind its ports: in memory (`fakes/repositories.ts`) or in PostgreSQL. */
export interface World {
  organizations: OrganizationRepository;
  users: UserRepository;
  identities: IdentityRepository;
  conversations: ConversationRepository;
  notes: QuickNoteRepository & OpenNotes;
  deliveries: DeliveryRepository;
  references: ConversationReferenceRepository;
  inbox: InboxRepository;
  audit: AuditLog;
  intake: Intake;
  neglectedConversations(
    olderThanMs: number,
    limit: number,
  ): Promise<{ organizationId: string; conversationKey: string }[]>;
  /** What the audit log holds, oldest first. */
  audited(organizationId: string): Promise<{ action: string; actorId?: string; subjectId?: string }[]>;
  close(): Promise<void>;
}

export type OpenWorld = () => Promise<World>;

/** One person of each kind: `maya` manages, `theo` leads Priya, `cleo` coaches, `ada` is the admin, `omar` leads nobody. */
export const cast = {
  ada: { name: 'Ada Admin', role: 'ADMIN' },
  maya: { name: 'Maya Manager', role: 'MANAGER' },
  theo: { name: 'Theo Leader', role: 'TEAM_LEADER', manager: 'maya' },
  omar: { name: 'Omar Leader', role: 'TEAM_LEADER' },
  cleo: { name: 'Cleo Coach', role: 'COACH' },
  priya: { name: 'Priya Nair', role: 'AGENT', leader: 'theo' },
  daniel: { name: 'Daniel Osei', role: 'AGENT', leader: 'omar' },
} as const satisfies Record<string, { name: string; role: User['role']; leader?: string; manager?: string }>;
export type CastName = keyof typeof cast;

export const emailOf = (who: CastName): string => `${who}@example.test`;

/** An organisation with the cast in it, bound to the installation `externalId` of Slack. */
export async function peopledOrganization(
  world: World,
  externalId: string,
): Promise<{ organizationId: string; people: Record<CastName, User> }> {
  const { id } = await world.organizations.create({ name: `Organisation ${externalId}` });
  await world.organizations.bindInstallation(id, 'slack', externalId);
  const inputOf = (who: CastName, ids: ReadonlyMap<string, string>): UserInput => {
    const { name, role, leader, manager } = { leader: undefined, manager: undefined, ...cast[who] };
    const teamLeaderId = leader === undefined ? undefined : ids.get(leader);
    const managerId = manager === undefined ? undefined : ids.get(manager);
    return {
      email: emailOf(who),
      name,
      role,
      jobFamily: 'CSR',
      timezone: 'Europe/London',
      ...(teamLeaderId === undefined ? {} : { teamLeaderId }),
      ...(managerId === undefined ? {} : { managerId }),
    };
  };
  const names = Object.keys(cast) as CastName[];
  // Twice: leaders are known by id only once they are there.
  await world.users.upsertMany(
    id,
    names.map((who) => inputOf(who, new Map())),
  );
  const listed = await world.users.list(id);
  const ids = new Map(names.map((who) => [who as string, idOf(listed, who)]));
  await world.users.upsertMany(
    id,
    names.map((who) => inputOf(who, ids)),
  );
  const after = await world.users.list(id);
  const people = Object.fromEntries(
    names.map((who) => [who, after.find((user) => user.email === emailOf(who))]),
  ) as Record<CastName, User>;
  return { organizationId: id, people };
}

function idOf(users: readonly User[], who: CastName): string {
  const found = users.find((user) => user.email === emailOf(who));
  if (found === undefined) throw new Error(`${who} is missing`);
  return found.id;
}
