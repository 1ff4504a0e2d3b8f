import { dayIn } from '../people/day-in.ts';
import { peopleLedBy } from '../people/line.ts';
import type { Actor, User } from '../people/user.ts';
import type { ActionDeps } from './action-access.ts';
import { actionNobody, actionNotAllowed } from './action-errors.ts';
import { isOverdue, type ActionItem } from './action-item.ts';
import type { ActionFilter } from './ports.ts';

export interface ListActions {
  /** `mine`: the asker's own; `team`: everybody they look after; else one person's id. */
  whose: 'mine' | 'team' | { userId: string };
  filter: ActionFilter;
  /** From 0. */
  page: number;
}

export interface ListedAction extends ActionItem {
  /** The day has passed where the owner lives. */
  overdue: boolean;
  /** Undefined: the asker's own. */
  ownerName?: string;
}

export interface ActionList extends ListActions {
  items: readonly ListedAction[];
  total: number;
  /** Of one person. */
  person?: string;
}

/** Items of one page. */
export const actionsOnPage = 5;

/** Whom the asker looks after: their line, and, where they lead sessions, who took part in those. */
export async function peopleLookedAfter(
  deps: Pick<ActionDeps, 'users' | 'bonds'>,
  actor: Actor,
): Promise<{ led: User[]; inSessions: User[] }> {
  const led = await peopleLedBy(deps.users, actor);
  const ids = new Set([actor.id, ...led.map(({ id }) => id)]);
  const others = (await deps.bonds.peopleOf(actor.organizationId, actor.id)).filter((id) => !ids.has(id));
  const inSessions = others.length === 0 ? [] : await deps.users.findByIds(actor.organizationId, others);
  return { led, inSessions };
}

/**
 * Items as somebody may see them: one's own, those of people one leads, and of people in sessions that one led what came
 * out of those. Overdue by the owner's own day.
 * @throws AppError ACTION_004 where the person is nobody whom the asker looks after, ACTION_010 where nobody is
 */
export async function listActions(
  deps: Pick<ActionDeps, 'items' | 'users' | 'bonds' | 'clock'>,
  actor: Actor,
  list: ListActions,
): Promise<ActionList> {
  const { whose, filter, page } = list;
  const now = deps.clock.now();
  if (whose === 'mine' || (typeof whose === 'object' && whose.userId === actor.id)) {
    return read([actor], { isOwn: true });
  }
  const { led, inSessions } = await peopleLookedAfter(deps, actor);
  if (led.length + inSessions.length === 0 && whose === 'team') throw actionNobody();
  if (whose === 'team') return led.length > 0 ? read(led) : read(inSessions, { sessionsOf: actor.id });
  const person = led.find(({ id }) => id === whose.userId);
  if (person !== undefined) return read([person], { person: person.name });
  const other = inSessions.find(({ id }) => id === whose.userId);
  if (other === undefined) throw actionNotAllowed();
  return read([other], { person: other.name, sessionsOf: actor.id });

  async function read(
    people: readonly Pick<User, 'id' | 'name' | 'timezone'>[],
    how: { isOwn?: boolean; person?: string; sessionsOf?: string } = {},
  ): Promise<ActionList> {
    const todays = new Map(people.map(({ id, timezone }) => [id, dayIn(now, timezone)]));
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const owners = [...todays].map(([id, today]) => ({ id, today }));
    const query = {
      filter,
      limit: actionsOnPage,
      offset: page * actionsOnPage,
      ...(how.sessionsOf === undefined ? {} : { sessionsOf: how.sessionsOf }),
    };
    const { items, total } =
      owners.length === 0
        ? { items: [], total: 0 }
        : await deps.items.listOf(actor.organizationId, owners, query);
    // The list got shorter since its button was shown.
    if (items.length === 0 && page > 0) return listActions(deps, actor, { ...list, page: 0 });
    return {
      ...list,
      total,
      items: items.map((item) => {
        const name = names.get(item.owner?.id ?? '');
        return {
          ...item,
          overdue: isOverdue(item, todays.get(item.owner?.id ?? '') ?? ''),
          ...(name === undefined || how.isOwn === true ? {} : { ownerName: name }),
        };
      }),
      ...(how.person === undefined ? {} : { person: how.person }),
    };
  }
}
