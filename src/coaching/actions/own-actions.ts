import { dayIn } from '../people/day-in.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { canSeeSession, type SessionAccessDeps } from '../sessions/can-see-session.ts';
import type { SessionRepository } from '../sessions/ports.ts';
import { actionNotFound } from './action-errors.ts';
import { isOverdue, type ActionItem } from './action-item.ts';
import type { ActionItemRepository } from './ports.ts';

export interface OwnAction extends ActionItem {
  /** The day has passed where the owner lives. */
  overdue: boolean;
}

/** The asker's own open items, the earliest due first; nobody else's. */
export async function ownActions(
  { actions, clock }: { actions: Pick<ActionItemRepository, 'listByOwner'>; clock: Clock },
  actor: Actor,
): Promise<OwnAction[]> {
  const owner = { kind: 'user', id: actor.id } as const;
  const items = await actions.listByOwner(actor.organizationId, owner, ['open', 'in_progress']);
  const today = dayIn(clock.now(), actor.timezone);
  return items.map((item) => ({ ...item, overdue: isOverdue(item, today) }));
}

export interface TurnActionDeps extends SessionAccessDeps {
  actions: ActionItemRepository;
  sessions: Pick<SessionRepository, 'find'>;
  clock: Clock;
}

/**
 * Marks an item done, or with `done: false` open again. For its owner, and for those who may write the session's summaries.
 * Pressed twice it changes nothing the second time.
 * @returns the item, and whether it was so before
 * @throws AppError ACTION_001
 */
export async function markAction(
  deps: TurnActionDeps,
  { actor, itemId, done }: { actor: Actor; itemId: string; done: boolean },
): Promise<{ item: ActionItem; already: boolean }> {
  const { organizationId } = actor;
  const item = await deps.actions.find(organizationId, itemId);
  if (item === undefined || !(await mayMark(deps, actor, item))) throw actionNotFound();
  const changed = await deps.actions.changeState(organizationId, itemId, {
    from: done ? ['open', 'in_progress'] : ['completed'],
    to: done ? 'completed' : 'open',
    at: deps.clock.now(),
  });
  return { item: changed ?? item, already: changed === undefined };
}

async function mayMark(deps: TurnActionDeps, actor: Actor, item: ActionItem): Promise<boolean> {
  if (item.owner?.kind === 'user' && item.owner.id === actor.id) return true;
  const session =
    item.sessionId === undefined ? undefined : await deps.sessions.find(actor.organizationId, item.sessionId);
  return session !== undefined && canSeeSession(deps, actor, session);
}
