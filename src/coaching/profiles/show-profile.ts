import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import type { OrganizationRepository } from '../tenants/ports.ts';
import { maySee, relationTo, type ProfileRelation } from './field-access.ts';
import { isProfileField, profileFieldKeys, type ProfileFieldKey } from './field-catalogue.ts';
import type { ProfileRepository } from './ports.ts';
import { personUnknown } from './profile-errors.ts';
import type { ProfileField, ProfileSource, ProfileValue, Visibility } from './profile.ts';

export interface ShowProfileDeps {
  profiles: ProfileRepository;
  users: UserRepository;
  organizations: Pick<OrganizationRepository, 'find'>;
}

export interface ShownField {
  field: ProfileFieldKey;
  value: ProfileValue;
  visibility: Visibility;
  /** `directory`: the organisation's list of people says so, and nobody wrote it into the profile. */
  source: ProfileSource | 'directory';
  /** Who wrote it, where that was not the person themselves and is still here. */
  writer?: string;
}

export interface ShownProfile {
  subject: { id: string; name: string };
  relation: ProfileRelation;
  /** In the catalogue's order; only what the viewer may see. */
  fields: readonly ShownField[];
}

/** Work titles by job family; an access role is no title. */
const titles: Partial<Record<User['jobFamily'], string>> = {
  CSR: 'Customer service agent',
  SALES_REP: 'Sales agent',
};

function fromDirectory(user: User, company: string | undefined): Map<ProfileFieldKey, string> {
  const title = user.role === 'AGENT' ? titles[user.jobFamily] : undefined;
  const known: readonly (readonly [ProfileFieldKey, string | undefined])[] = [
    ['company', company],
    ['department', user.department],
    ['role', title],
  ];
  return new Map(known.flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const])));
}

/**
 * A profile as `actor` may see it: one's own whole, somebody's below one's own or (for admins) anybody's without what is
 * private, a colleague's only where it is open to everyone. Each field says who sees it and who wrote it.
 * @param options.privateToo default true; false leaves even one's own private fields out
 * @throws AppError PROFILE_008 not in the organisation
 */
export async function showProfile(
  deps: ShowProfileDeps,
  actor: Actor,
  subjectId: string,
  { privateToo = true }: { privateToo?: boolean } = {},
): Promise<ShownProfile> {
  const { organizationId } = actor;
  const [subject, relation, organization] = await Promise.all([
    deps.users.findById(organizationId, subjectId),
    relationTo(deps, actor, subjectId),
    deps.organizations.find(organizationId),
  ]);
  if (subject === undefined || subject.status === 'TERMINATED') throw personUnknown();
  const stored = await deps.profiles.fields({ organizationId, viewerId: actor.id }, subjectId);
  const visible = stored.filter(
    ({ visibility }) => maySee(relation, visibility) && (privateToo || visibility !== 'private'),
  );
  const byField = new Map(visible.map((field) => [field.field, field]));
  const directory = fromDirectory(subject, organization?.name);
  const names = await writersOf(deps, organizationId, subjectId, visible);
  const fields = profileFieldKeys.flatMap((key): ShownField[] => {
    const field = byField.get(key);
    if (field !== undefined) return [toShown(key, field, names)];
    const value = directory.get(key);
    if (value === undefined) return [];
    return [{ field: key, value, visibility: 'organization', source: 'directory' }];
  });
  return { subject: { id: subject.id, name: subject.name }, relation, fields };
}

function toShown(
  field: ProfileFieldKey,
  { value, visibility, source, writtenBy }: ProfileField,
  names: ReadonlyMap<string, string>,
): ShownField {
  const writer = writtenBy === undefined ? undefined : names.get(writtenBy);
  return { field, value, visibility, source, ...(writer === undefined ? {} : { writer }) };
}

async function writersOf(
  { users }: ShowProfileDeps,
  organizationId: string,
  subjectId: string,
  fields: readonly ProfileField[],
): Promise<Map<string, string>> {
  const ids = new Set(
    fields.flatMap(({ writtenBy = subjectId }) => (writtenBy === subjectId ? [] : [writtenBy])),
  );
  if (ids.size === 0) return new Map();
  const people = await users.findByIds(organizationId, [...ids]);
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** The person's own fields as they are stored, by key; for verbs that change them. */
export async function storedFields(
  { profiles }: { profiles: ProfileRepository },
  { organizationId, id: viewerId }: Actor,
  subjectId: string,
): Promise<Map<ProfileFieldKey, ProfileField>> {
  const fields = await profiles.fields({ organizationId, viewerId }, subjectId);
  return new Map(
    fields.flatMap((field) => (isProfileField(field.field) ? [[field.field, field] as const] : [])),
  );
}
