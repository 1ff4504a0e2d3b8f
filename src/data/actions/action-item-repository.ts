import { actionPriorities, actionStates, type ActionItem } from '../../coaching/actions/action-item.ts';
import type { ActionItemRepository } from '../../coaching/actions/ports.ts';
import type { Database } from '../database.ts';
import type { ActionItem as ItemRow } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';
import { isUuid } from '../sessions/is-uuid.ts';
import { saveItems } from './save-items.ts';

/** A row as the verbs know it. */
export const toItem = (row: ItemRow): ActionItem => ({
  id: row.id,
  organizationId: row.organizationId,
  title: row.title,
  state: oneOf(actionStates, row.state),
  ...(row.sessionId === null ? {} : { sessionId: row.sessionId }),
  ...(row.summaryId === null ? {} : { summaryId: row.summaryId }),
  ...(row.lineId === null ? {} : { lineId: row.lineId }),
  ...(row.ownerUserId === null ? {} : { owner: { kind: 'user', id: row.ownerUserId } }),
  ...(row.ownerClientId === null ? {} : { owner: { kind: 'client', id: row.ownerClientId } }),
  ...(row.dueOn === null ? {} : { dueOn: row.dueOn.toISOString().slice(0, 10) }),
  priority: oneOf(actionPriorities, row.priority),
  progress: row.progress,
  ...(row.description === null ? {} : { description: row.description }),
  ...(row.category === null ? {} : { category: row.category }),
  ...(row.reminderOn === null ? {} : { reminderOn: row.reminderOn.toISOString().slice(0, 10) }),
  ...(row.progressNotes === null ? {} : { progressNotes: row.progressNotes }),
  ...(row.blockers === null ? {} : { blockers: row.blockers }),
  ...(row.completionNotes === null ? {} : { completionNotes: row.completionNotes }),
  ...(row.verifiedBy === null ? {} : { verifiedBy: row.verifiedBy }),
  ...(row.verifiedAt === null ? {} : { verifiedAt: row.verifiedAt }),
  ...(row.planId === null ? {} : { planId: row.planId }),
  ...(row.createdBy === null ? {} : { createdBy: row.createdBy }),
  ...(row.completedAt === null ? {} : { completedAt: row.completedAt }),
});

export function createActionItemRepository(database: Database): ActionItemRepository {
  return {
    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.actionItem.findUnique({ where: { id } }) : null;
        return row === null ? undefined : toItem(row);
      }),
    listBySummary: (organizationId, summaryId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.actionItem.findMany({ where: { summaryId } });
        return rows.map(toItem);
      }),
    listByOwner: (organizationId, owner, states) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.actionItem.findMany({
          where: {
            organizationId,
            state: { in: [...states] },
            ...(owner.kind === 'user' ? { ownerUserId: owner.id } : { ownerClientId: owner.id }),
          },
          orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(toItem);
      }),
    saveOfSummary: (organizationId, summaryId, items, from) =>
      database.withScope({ organizationId }, (client) =>
        saveItems(client, organizationId, summaryId, items, from),
      ),
    changeState: (organizationId, id, { from, to, at }) =>
      database.withScope({ organizationId }, async (client) => {
        if (!isUuid(id)) return undefined;
        const [changed] = await client.actionItem.updateManyAndReturn({
          where: { id, state: { in: [...from] } },
          data: { state: to, completedAt: to === 'completed' ? at : null },
        });
        return changed === undefined ? undefined : toItem(changed);
      }),
  };
}
