import type { ItemOfLine } from '../../coaching/actions/plan-items.ts';
import type { ScopedClient } from '../database.ts';

/** Writes the tracked items of a summary's lines; part of the caller's transaction. */
export async function saveItems(
  client: ScopedClient,
  organizationId: string,
  summaryId: string,
  items: readonly ItemOfLine[],
  from: { sessionId: string; createdBy: string },
): Promise<void> {
  for (const { lineId, title, state, owner, dueOn } of items) {
    const values = {
      title,
      state,
      ownerUserId: owner?.kind === 'user' ? owner.id : null,
      ownerClientId: owner?.kind === 'client' ? owner.id : null,
      dueOn: dueOn === undefined ? null : new Date(`${dueOn}T00:00:00Z`),
    };
    await client.actionItem.upsert({
      where: { summaryId_lineId: { summaryId, lineId } },
      create: { organizationId, summaryId, lineId, ...from, ...values },
      update: values,
    });
  }
}
