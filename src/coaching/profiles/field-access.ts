import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { Visibility } from './profile.ts';

/**
 * How somebody stands to the person whose profile it is. `line`: above them. A coach who is not in the line is a
 * `colleague`; an admin sees what the line sees and writes none of it.
 */
export type ProfileRelation = 'self' | 'line' | 'admin' | 'colleague';

export async function relationTo(
  { users }: { users: UserRepository },
  actor: Actor,
  subjectId: string,
): Promise<ProfileRelation> {
  if (actor.id === subjectId) return 'self';
  if ((await users.lineAbove(actor.organizationId, subjectId)).includes(actor.id)) return 'line';
  return actor.role === 'ADMIN' ? 'admin' : 'colleague';
}

const seen: Readonly<Record<ProfileRelation, readonly Visibility[]>> = {
  self: ['private', 'line', 'organization'],
  line: ['line', 'organization'],
  admin: ['line', 'organization'],
  colleague: ['organization'],
};

export const maySee = (relation: ProfileRelation, visibility: Visibility): boolean =>
  seen[relation].includes(visibility);

/** From narrow to wide. */
const width: Readonly<Record<Visibility, number>> = { private: 0, line: 1, organization: 2 };
export const isWider = (visibility: Visibility, than: Visibility): boolean => width[visibility] > width[than];
