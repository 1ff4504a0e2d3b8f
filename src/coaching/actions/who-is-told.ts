import { leads } from '../people/line.ts';
import type { ActionDeps } from './action-access.ts';
import type { ActionItem } from './action-item.ts';

/**
 * Who looks after an item first: whoever gave it, as long as they lead the owner or led its session; else the owner's
 * nearest leader. Undefined: nobody, or only the owner.
 */
export async function whoIsTold(
  { users, sessions }: Pick<ActionDeps, 'users' | 'sessions'>,
  { organizationId, owner, createdBy, sessionId }: ActionItem,
): Promise<string | undefined> {
  if (owner?.kind !== 'user') return undefined;
  if (createdBy !== undefined && createdBy !== owner.id) {
    const maker = await users.findById(organizationId, createdBy);
    if (maker !== undefined && (await leads(users, maker, owner.id))) return maker.id;
    const session = sessionId === undefined ? undefined : await sessions.find(organizationId, sessionId);
    if (maker !== undefined && session?.facilitatorId === maker.id) return maker.id;
  }
  return (await users.lineAbove(organizationId, owner.id))[0];
}
