import type { Message } from '../../messages/message.ts';
import type { Deliverer } from '../deliverer.ts';
import { reachPerson, type Near, type ReachDeps } from '../reach-person.ts';

export interface ActionPosterDeps extends ReachDeps {
  deliverer: Deliverer;
}

/**
 * Tells somebody of an item in their direct message, once a key.
 * @returns false where they cannot be written to
 * @throws AppError of a platform that may allow it later
 */
export type TellOfAction = (
  to: { organizationId: string; userId: string },
  view: Message,
  envelope: { itemId: string; key: string },
  near: Near,
) => Promise<boolean>;

export const createActionPoster =
  (deps: ActionPosterDeps): TellOfAction =>
  async (to, view, { itemId, key }, near) => {
    const place = await reachPerson(deps, to, near);
    if (place === undefined) return false;
    await deps.deliverer.send(place.platform, place.target, view, {
      organizationId: to.organizationId,
      key: `action:${itemId}:${key}`,
      subject: { type: 'action_item', id: itemId },
    });
    return true;
  };
