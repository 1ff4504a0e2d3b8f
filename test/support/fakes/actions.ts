import { isOpen, isOverdue, type ActionItem } from '../../../src/coaching/actions/action-item.ts';
import type {
  ActionChange,
  ActionItemRepository,
  NewActionItem,
  TrackedItems,
} from '../../../src/coaching/actions/ports.ts';
import { newId } from '../../../src/shared/ids.ts';

/** Tracked items in memory; `test/contract` holds them to what PostgreSQL does. */
export function createFakeActions(): ActionItemRepository & TrackedItems {
  const stored = new Map<string, ActionItem>();
  const of = (organizationId: string) =>
    [...stored.values()].filter((item) => item.organizationId === organizationId);
  const keys = new Map<string, string>();
  const insert = (
    organizationId: string,
    { key, ...item }: Omit<NewActionItem, 'owner'> & Partial<Pick<NewActionItem, 'owner'>>,
    state: ActionItem['state'],
  ): Promise<ActionItem> => {
    const known = stored.get(keys.get(`${organizationId} ${key}`) ?? '');
    if (known !== undefined) return Promise.resolve(known);
    const made: ActionItem = {
      ...{ id: newId(), organizationId, state, priority: 'MEDIUM', progress: 0 },
      ...item,
    };
    keys.set(`${organizationId} ${key}`, made.id);
    stored.set(made.id, made);
    return Promise.resolve(made);
  };
  return {
    findMade: (organizationId, key) =>
      Promise.resolve(stored.get(keys.get(`${organizationId} ${key}`) ?? '')),
    make: (organizationId, item) => insert(organizationId, item, 'open'),
    draft: (organizationId, item) => insert(organizationId, item, 'cancelled'),
    give(organizationId, id, { ownerId, createdBy, sessionId }) {
      const item = of(organizationId).find((other) => other.id === id);
      if (item?.state !== 'cancelled' || item.owner !== undefined || item.createdBy !== createdBy)
        return Promise.resolve(undefined);
      const given: ActionItem = {
        ...{ ...item, state: 'open', owner: { kind: 'user', id: ownerId } },
        ...(sessionId === undefined ? {} : { sessionId }),
      };
      stored.set(id, given);
      return Promise.resolve(given);
    },
    change(organizationId, id, { from, set }) {
      const item = of(organizationId).find((other) => other.id === id);
      if (item === undefined || !from.includes(item.state)) return Promise.resolve(undefined);
      const changed = changedBy(item, set);
      stored.set(id, changed);
      return Promise.resolve(changed);
    },
    listOf(organizationId, owners, { filter, limit, offset }) {
      const todays = new Map(owners.map(({ id, today }) => [id, today]));
      const fits = (item: ActionItem): boolean => {
        const today = todays.get(item.owner?.id ?? '');
        if (today === undefined) return false;
        if (filter === 'to_verify') return item.state === 'completed';
        if (filter === 'overdue') return isOverdue(item, today);
        return isOpen(item) && (filter === 'open' || item.blockers !== undefined);
      };
      const all = of(organizationId)
        .filter(fits)
        .toSorted((one, other) => (one.dueOn ?? '9').localeCompare(other.dueOn ?? '9'));
      return Promise.resolve({ items: all.slice(offset, offset + limit), total: all.length });
    },
    find: (organizationId, id) => Promise.resolve(of(organizationId).find((item) => item.id === id)),
    listBySummary: (organizationId, summaryId) =>
      Promise.resolve(of(organizationId).filter((item) => item.summaryId === summaryId)),
    listByOwner: (organizationId, owner, states) =>
      Promise.resolve(
        of(organizationId)
          .filter((item) => item.owner?.kind === owner.kind && item.owner.id === owner.id)
          .filter(({ state }) => states.includes(state))
          .toSorted((one, other) => (one.dueOn ?? '9').localeCompare(other.dueOn ?? '9')),
      ),
    saveOfSummary(organizationId, summaryId, items, from) {
      for (const item of items) {
        const before = of(organizationId).find(
          (other) => other.summaryId === summaryId && other.lineId === item.lineId,
        );
        const { completedAt, priority = 'MEDIUM', progress = 0 } = before ?? {};
        const id = before?.id ?? newId();
        stored.set(id, {
          ...{ id, organizationId, summaryId, priority, progress, ...from, ...item },
          ...(completedAt === undefined ? {} : { completedAt }),
        });
      }
      return Promise.resolve();
    },
    changeState(organizationId, id, { from, to, at }) {
      const item = of(organizationId).find((other) => other.id === id);
      if (item === undefined || !from.includes(item.state)) return Promise.resolve(undefined);
      const changed: ActionItem = { ...item, state: to };
      delete changed.completedAt;
      if (to === 'completed') changed.completedAt = at;
      stored.set(id, changed);
      return Promise.resolve(changed);
    },
  };
}

function changedBy(item: ActionItem, { verified, ...set }: ActionChange): ActionItem {
  const all = {
    ...set,
    ...(verified === undefined ? {} : { verifiedBy: verified?.by ?? null, verifiedAt: verified?.at ?? null }),
  };
  // Safe cast: what is set to null is left out, as the port says.
  return Object.fromEntries(
    Object.entries({ ...item, ...all }).filter(([, value]) => value !== null),
  ) as unknown as ActionItem;
}
