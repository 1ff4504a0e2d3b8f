import type { UserRepository } from '../people/ports.ts';
import type { Organization, OrganizationRepository } from './ports.ts';

/** Creates an organisation with its first admin and binds chat installations to it. */
export async function createOrganization(
  deps: { organizations: OrganizationRepository; users: UserRepository },
  input: {
    name: string;
    admin: { email: string; name: string };
    installations: readonly { platform: string; externalId: string }[];
  },
): Promise<Organization> {
  const { name, installations } = input;
  const organization = await deps.organizations.create({ name, installations });
  await deps.users.upsertMany(organization.id, [
    { ...input.admin, role: 'ADMIN', jobFamily: 'OTHER', timezone: 'UTC' },
  ]);
  return organization;
}
