import { z } from 'zod';
import type { ProposalRepository } from '../../coaching/summaries/proposals/ports.ts';
import type { ProposalItem, SummaryProposal } from '../../coaching/summaries/proposals/proposal.ts';
import { summarySections } from '../../coaching/summaries/summary.ts';
import type { Database } from '../database.ts';
import type { SummaryProposal as ProposalRow } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';
import { isUuid } from './is-uuid.ts';
import { parseStored, toJson } from './summary-lines.ts';

const owned = { owner: z.string().exactOptional(), due: z.string().exactOptional() };
const section = z.enum(summarySections);
const operation = z.discriminatedUnion('op', [
  z.object({ op: z.literal('replace'), lineId: z.string(), text: z.string(), ...owned }),
  z.object({ op: z.literal('add'), section, text: z.string(), ...owned }),
  z.object({ op: z.literal('remove'), lineId: z.string() }),
  z.object({
    op: z.literal('move'),
    lineId: z.string(),
    beforeLineId: z.string().nullable(),
    section: section.exactOptional(),
  }),
  z.object({
    op: z.literal('merge'),
    lineId: z.string(),
    fromLineIds: z.array(z.string()),
    text: z.string(),
    ...owned,
  }),
  z.object({ op: z.literal('split'), lineId: z.string(), texts: z.array(z.string()) }),
]);
const itemsSchema: z.ZodType<readonly ProposalItem[]> = z.array(
  z.object({ summaryId: z.string(), expected: z.number(), operations: z.array(operation) }),
);

const toProposal = (row: ProposalRow): SummaryProposal => ({
  id: row.id,
  organizationId: row.organizationId,
  sessionId: row.sessionId,
  authorId: row.authorId,
  request: row.request,
  items: parseStored(itemsSchema, row.items),
  state: oneOf(['open', 'applied', 'dismissed'] as const, row.state),
});

export function createProposalRepository(database: Database): ProposalRepository {
  return {
    create: ({ organizationId, sessionId, authorId, turnId, request, items }) =>
      database.withScope({ organizationId }, async (client) => {
        const [created] = await client.summaryProposal.createManyAndReturn({
          data: { organizationId, sessionId, authorId, turnId, request, items: toJson(items) },
          skipDuplicates: true,
        });
        const row =
          created ??
          (await client.summaryProposal.findUniqueOrThrow({
            where: { organizationId_turnId: { organizationId, turnId } },
          }));
        return toProposal(row);
      }),
    find: (organizationId, id) =>
      database.withScope({ organizationId }, async (client) => {
        const row = isUuid(id) ? await client.summaryProposal.findUnique({ where: { id } }) : null;
        return row === null ? undefined : toProposal(row);
      }),
    ofTurn: (organizationId, turnId) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.summaryProposal.findUnique({
          where: { organizationId_turnId: { organizationId, turnId } },
        });
        return row === null ? undefined : toProposal(row);
      }),
    close: (organizationId, id, state) =>
      database.withScope({ organizationId }, async (client) => {
        const { count } = await client.summaryProposal.updateMany({
          where: { id, state: 'open' },
          data: { state },
        });
        return count > 0;
      }),
    lastApplied: (organizationId, sessionId, authorId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.summaryProposal.findMany({
          where: { sessionId, authorId, state: 'applied' },
          orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        });
        // Without items it was a request whose summary was chosen afterwards.
        return rows.map(toProposal).find(({ items }) => items.length > 0);
      }),
  };
}
