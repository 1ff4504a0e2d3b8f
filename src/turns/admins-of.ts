import type { UserRepository } from '../coaching/people/ports.ts';

/** Whom to ask, in words: `Ada Ames (ada@example.com) or Ben Bell (ben@example.com)`. */
export async function adminsOf(users: Pick<UserRepository, 'list'>, organizationId: string): Promise<string> {
  const admins = (await users.list(organizationId)).filter((user) => user.role === 'ADMIN');
  return admins.length === 0
    ? 'your administrator'
    : admins.map((admin) => `${admin.name} (${admin.email})`).join(' or ');
}
