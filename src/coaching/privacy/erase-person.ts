import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { deterministicId } from '../../shared/ids.ts';
import { carryOutErasure, type ErasureDeps, type ErasureOutcome } from './carry-out-erasure.ts';
import { lastAdmin, notAnAdmin } from './privacy-errors.ts';

export interface ErasePersonDeps extends ErasureDeps {
  users: Pick<UserRepository, 'list'>;
  audit: AuditLog;
}

/**
 * Deletes a person: everything that is theirs, and what others wrote about them. What the organisation keeps of their work
 * names a former colleague. A person deletes themself; an admin anybody.
 * @param input.key names the wish: the same again, e.g. of a turn that is tried again, is one deletion
 * @throws AppError PRIVACY_001 of the only admin, PRIVACY_002 when the actor may not
 */
export async function erasePerson(
  deps: ErasePersonDeps,
  { actor, userId, key, surface }: { actor: Actor; userId: string; key: string; surface: string },
): Promise<ErasureOutcome> {
  const { organizationId } = actor;
  if (actor.id !== userId && actor.role !== 'ADMIN') throw notAnAdmin();
  const admins = (await deps.users.list(organizationId)).filter(({ role }) => role === 'ADMIN');
  if (admins.length === 1 && admins[0]?.id === userId) throw lastAdmin();
  await deps.audit.record({
    organizationId,
    actorId: actor.id,
    action: 'person.erase',
    subjectType: 'user',
    subjectId: userId,
    surface,
  });
  return carryOutErasure(deps, {
    id: deterministicId('erasure', organizationId, key),
    organizationId,
    userId,
    kind: 'person',
    turnIds: [],
    requestedBy: actor.id,
    requestedAt: deps.clock.now(),
  });
}
