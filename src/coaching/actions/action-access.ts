import { leads } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { canSeeSession } from '../sessions/can-see-session.ts';
import type { SessionRepository } from '../sessions/ports.ts';
import type { AuditLog } from '../tenants/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { actionNotFound } from './action-errors.ts';
import type { ActionItem } from './action-item.ts';
import type { SessionBonds, TrackedItems } from './ports.ts';

export interface ActionDeps {
  items: TrackedItems;
  bonds: SessionBonds;
  users: Pick<UserRepository, 'lineAbove' | 'list' | 'findById' | 'findByIds'>;
  sessions: Pick<SessionRepository, 'find'>;
  audit: AuditLog;
  clock: Clock;
}

/** Who a person is to an item that they may see. */
export type ActionPart = 'owner' | 'leader';

/**
 * The item, for its owner and for those who look after it: the owner's line, admins, and who led the session that it came
 * of, with their line.
 * @throws AppError ACTION_001 for everybody else, and where there is none
 */
export async function openAction(
  deps: Pick<ActionDeps, 'items' | 'users' | 'sessions'>,
  actor: Actor,
  itemId: string,
): Promise<{ item: ActionItem; part: ActionPart }> {
  const item = await deps.items.find(actor.organizationId, itemId);
  if (item === undefined) throw actionNotFound();
  const { owner, sessionId } = item;
  if (owner?.kind === 'user' && owner.id === actor.id) return { item, part: 'owner' };
  if (owner?.kind === 'user' && (await leads(deps.users, actor, owner.id))) return { item, part: 'leader' };
  const session =
    sessionId === undefined ? undefined : await deps.sessions.find(actor.organizationId, sessionId);
  if (session !== undefined && (await canSeeSession(deps, actor, session))) return { item, part: 'leader' };
  throw actionNotFound();
}

export type ActionDoing =
  'create' | 'progress' | 'block' | 'unblock' | 'complete' | 'verify' | 'send_back' | 'reopen' | 'cancel';

/** Who did what, for the record: ids and numbers only. */
export function recordAction(
  { audit }: Pick<ActionDeps, 'audit'>,
  { actor, surface }: { actor: Actor; surface: string },
  doing: ActionDoing,
  item: ActionItem,
): Promise<void> {
  return audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action: `action.${doing}`,
    subjectType: 'action_item',
    subjectId: item.id,
    surface,
    detail: {
      state: item.state,
      progress: item.progress ?? 0,
      ...(item.owner === undefined ? {} : { ownerId: item.owner.id }),
    },
  });
}
