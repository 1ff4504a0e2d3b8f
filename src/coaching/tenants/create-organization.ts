import type { UserRepository } from '../people/ports.ts';
import type { Organization, OrganizationRepository } from './ports.ts';

/** Creates an organisation with its first admin and binds chat installations to it. */
export async function createOrganization(
  deps: { organizations: OrganizationRepository; users: UserRepository },
  input: {
    /** @default a new one */
    id?: string;
    name: string;
    admin: { email: string; name: string };
    installations: readonly { platform: string; externalId: string }[];
  },
): Promise<Organization> {
  const { id, name, installations } = input;
  const organization = await deps.organizations.create({
    name,
    installations,
    ...(id === undefined ? {} : { id }),
  });
  await deps.users.upsertMany(organization.id, [
    { ...input.admin, role: 'ADMIN', jobFamily: 'OTHER', timezone: 'UTC' },
  ]);
  return organization;
}
