import type { ActionItem } from '../../../src/coaching/actions/action-item.ts';
import type { ActionItemRepository } from '../../../src/coaching/actions/ports.ts';
import { newId } from '../../../src/shared/ids.ts';

/** Tracked items in memory; `test/contract/sessions` holds them to what PostgreSQL does. */
export function createFakeActions(): ActionItemRepository {
  const stored = new Map<string, ActionItem>();
  const of = (organizationId: string) =>
    [...stored.values()].filter((item) => item.organizationId === organizationId);
  return {
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
        const { completedAt } = before ?? {};
        const id = before?.id ?? newId();
        stored.set(id, {
          ...{ id, organizationId, summaryId, ...from, ...item },
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
