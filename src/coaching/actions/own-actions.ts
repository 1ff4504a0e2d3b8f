import { dayIn } from '../people/day-in.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
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
