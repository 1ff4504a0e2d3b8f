import type { SummaryRepository } from '../../coaching/summaries/ports.ts';
import { summaryApproved, summaryNotFound, summaryStale } from '../../coaching/summaries/summary-errors.ts';
import type { Summary, SummaryVersion } from '../../coaching/summaries/summary.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { Prisma, SummaryVersion as VersionRow, Summary as SummaryRow } from '../generated/client.ts';
import { isUuid } from './is-uuid.ts';
import { parseCause, parseLines } from './summary-lines.ts';

const toVersion = (row: VersionRow): SummaryVersion => ({
  summaryId: row.summaryId,
  version: row.version,
  lines: parseLines(row.lines),
  cause: parseCause(row.cause),
  createdAt: row.createdAt,
  ...(row.authorId === null ? {} : { authorId: row.authorId }),
});

/** Plain data without undefined fields is JSON; Prisma's input type wants an index signature for it. */
const toJson = (value: unknown): Prisma.InputJsonValue => structuredClone(value) as Prisma.InputJsonValue;

async function toSummaries(client: ScopedClient, rows: readonly SummaryRow[]): Promise<Summary[]> {
  if (rows.length === 0) return [];
  const versions = await client.summaryVersion.findMany({
    where: { OR: rows.map(({ id, version }) => ({ summaryId: id, version })) },
  });
  const participants = await client.sessionParticipant.findMany({
    where: { id: { in: rows.map((row) => row.participantId) } },
    select: { id: true, name: true, position: true },
  });
  const people = new Map(participants.map((participant) => [participant.id, participant]));
  const lines = new Map(versions.map((version) => [version.summaryId, version.lines]));
  const position = (row: SummaryRow) => people.get(row.participantId)?.position ?? 0;
  return rows
    .toSorted((one, other) => position(one) - position(other))
    .map((row) => ({
      id: row.id,
      organizationId: row.organizationId,
      sessionId: row.sessionId,
      participantId: row.participantId,
      participant: people.get(row.participantId)?.name ?? '',
      state: row.state === 'approved' ? 'approved' : 'draft',
      version: row.version,
      lines: parseLines(lines.get(row.id)),
      leftOut: row.leftOut,
      ...(row.approvedAt === null ? {} : { approvedAt: row.approvedAt }),
      ...(row.approvedBy === null ? {} : { approvedBy: row.approvedBy }),
    }));
}

async function load(client: ScopedClient, id: string): Promise<Summary | undefined> {
  const row = isUuid(id) ? await client.summary.findUnique({ where: { id } }) : null;
  return row === null ? undefined : (await toSummaries(client, [row]))[0];
}

/** @throws AppError SUMMARY_NOT_FOUND */
async function reload(client: ScopedClient, id: string): Promise<Summary> {
  const summary = await load(client, id);
  if (summary === undefined) throw summaryNotFound();
  return summary;
}

/** Why a conditional UPDATE found no row. */
async function refusal(client: ScopedClient, id: string, expected: number): Promise<Error> {
  const row = await client.summary.findUnique({ where: { id }, select: { state: true, version: true } });
  if (row === null) return summaryNotFound();
  return row.state === 'approved' ? summaryApproved() : summaryStale(row.version, expected);
}

export function createSummaryRepository(database: Database): SummaryRepository {
  return {
    find: (organizationId, id) => database.withScope({ organizationId }, (client) => load(client, id)),
    listBySession: (organizationId, sessionId) =>
      database.withScope({ organizationId }, async (client) =>
        toSummaries(client, await client.summary.findMany({ where: { sessionId } })),
      ),
    versions: (organizationId, summaryId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.summaryVersion.findMany({
          where: { summaryId },
          orderBy: { version: 'asc' },
        });
        return rows.map(toVersion);
      }),
    versionOfTurn: (organizationId, summaryId, turnId) =>
      database.withScope({ organizationId }, async (client) => {
        const row = await client.summaryVersion.findUnique({
          where: { summaryId_turnId: { summaryId, turnId } },
        });
        return row === null ? undefined : toVersion(row);
      }),
    create: ({ organizationId, sessionId, participantId, lines, leftOut }) =>
      database.withScope({ organizationId }, async (client) => {
        const [created] = await client.summary.createManyAndReturn({
          data: { organizationId, sessionId, participantId, version: 1, leftOut },
          skipDuplicates: true,
        });
        if (created !== undefined) {
          await client.summaryVersion.create({
            data: {
              organizationId,
              summaryId: created.id,
              version: 1,
              lines: toJson(lines),
              cause: { kind: 'draft' },
            },
          });
          // A sign of life: the sweep takes a session that stands still for abandoned.
          await client.coachingSession.updateMany({
            where: { id: sessionId },
            data: { updatedAt: new Date() },
          });
        }
        const row = created ?? (await client.summary.findUniqueOrThrow({ where: { participantId } }));
        return reload(client, row.id);
      }),
    addVersion: ({ organizationId, summaryId, expected, lines, cause, authorId, turnId }) =>
      database.withScope({ organizationId }, async (client) => {
        const moved = await client.summary.updateMany({
          where: { id: summaryId, version: expected, state: 'draft' },
          data: { version: expected + 1 },
        });
        if (moved.count === 0) {
          // Looked up after the update: it waited for whoever held the row, perhaps this very turn on another worker.
          const before = await client.summaryVersion.findUnique({
            where: { summaryId_turnId: { summaryId, turnId } },
          });
          if (before !== null) return reload(client, summaryId);
          throw await refusal(client, summaryId, expected);
        }
        const again = await client.summaryVersion.count({ where: { summaryId, turnId } });
        if (again > 0) {
          await client.summary.update({ where: { id: summaryId }, data: { version: expected } });
          return reload(client, summaryId);
        }
        await client.summaryVersion.create({
          data: {
            organizationId,
            summaryId,
            version: expected + 1,
            lines: toJson(lines),
            cause: toJson(cause),
            authorId,
            turnId,
          },
        });
        return reload(client, summaryId);
      }),
    approve: ({ organizationId, summaryId, expected, approvedBy, at }) =>
      database.withScope({ organizationId }, async (client) => {
        const approved = await client.summary.updateMany({
          where: { id: summaryId, version: expected, state: 'draft' },
          data: { state: 'approved', approvedAt: at, approvedBy },
        });
        if (approved.count === 0) {
          const row = await client.summary.findUnique({ where: { id: summaryId } });
          if (row === null) throw summaryNotFound();
          if (row.version !== expected) throw summaryStale(row.version, expected);
        }
        return reload(client, summaryId);
      }),
  };
}
