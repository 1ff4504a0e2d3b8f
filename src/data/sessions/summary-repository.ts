import type { SummaryApproval, SummaryRepository } from '../../coaching/summaries/ports.ts';
import { summaryApproved, summaryNotFound, summaryStale } from '../../coaching/summaries/summary-errors.ts';
import type { Summary, SummaryVersion } from '../../coaching/summaries/summary.ts';
import { saveItems } from '../actions/save-items.ts';
import type { Database, ScopedClient } from '../database.ts';
import type {
  SummaryApproval as ApprovalRow,
  SummaryVersion as VersionRow,
  Summary as SummaryRow,
} from '../generated/client.ts';
import { isUuid } from './is-uuid.ts';
import { parseCause, parseLines, toJson } from './summary-lines.ts';

const toVersion = (row: VersionRow): SummaryVersion => ({
  summaryId: row.summaryId,
  version: row.version,
  lines: parseLines(row.lines),
  cause: parseCause(row.cause),
  createdAt: row.createdAt,
  ...(row.authorId === null ? {} : { authorId: row.authorId }),
});

const toApproval = (row: ApprovalRow): SummaryApproval => ({
  version: row.version,
  approvedAt: row.approvedAt,
  unedited: row.uneditedLines,
  all: row.allLines,
  ...(row.approvedBy === null ? {} : { approvedBy: row.approvedBy }),
  ...(row.reopenedAt === null ? {} : { reopenedAt: row.reopenedAt }),
});

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
    approve: ({ organizationId, summaryId, expected, approvedBy, at, share, items = [] }) =>
      database.withScope({ organizationId }, async (client) => {
        const [approved] = await client.summary.updateManyAndReturn({
          where: { id: summaryId, version: expected, state: 'draft' },
          data: { state: 'approved', approvedAt: at, approvedBy },
        });
        if (approved === undefined) {
          const row = await client.summary.findUnique({ where: { id: summaryId } });
          if (row === null) throw summaryNotFound();
          if (row.version !== expected) throw summaryStale(row.version, expected);
          return reload(client, summaryId);
        }
        if (share !== undefined) {
          const values = { approvedBy, approvedAt: at, uneditedLines: share.unedited, allLines: share.all };
          await client.summaryApproval.upsert({
            where: { summaryId_version: { summaryId, version: expected } },
            create: { organizationId, summaryId, version: expected, ...values },
            // Reopened and approved as it was.
            update: { ...values, reopenedBy: null, reopenedAt: null },
          });
        }
        const { sessionId } = approved;
        await saveItems(client, organizationId, summaryId, items, { sessionId, createdBy: approvedBy });
        return reload(client, summaryId);
      }),
    reopen: ({ organizationId, summaryId, expected, reopenedBy, at }) =>
      database.withScope({ organizationId }, async (client) => {
        const reopened = await client.summary.updateMany({
          where: { id: summaryId, version: expected, state: 'approved' },
          data: { state: 'draft', approvedAt: null, approvedBy: null },
        });
        if (reopened.count === 0) {
          const row = await client.summary.findUnique({ where: { id: summaryId } });
          if (row === null) throw summaryNotFound();
          if (row.version !== expected) throw summaryStale(row.version, expected);
          return reload(client, summaryId);
        }
        await client.summaryApproval.updateMany({
          where: { summaryId, version: expected },
          data: { reopenedBy, reopenedAt: at },
        });
        return reload(client, summaryId);
      }),
    approvals: (organizationId, summaryId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.summaryApproval.findMany({
          where: { summaryId },
          orderBy: [{ approvedAt: 'desc' }, { version: 'desc' }],
        });
        return rows.map(toApproval);
      }),
    approvedShares: (organizationId) =>
      database.withScope({ organizationId }, async (client) => {
        const rows = await client.$queryRaw<
          { coach: string; summaries: number; unedited: number; total: number }[]
        >`
          SELECT s.facilitator_id AS coach, count(*)::int AS summaries,
                 sum(a.unedited_lines)::int AS unedited, sum(a.all_lines)::int AS total
          FROM summaries m
          JOIN coaching_sessions s ON s.id = m.session_id
          JOIN summary_approvals a ON a.summary_id = m.id AND a.version = m.version
          WHERE m.organization_id = ${organizationId}::uuid AND m.state = 'approved'
          GROUP BY s.facilitator_id`;
        return rows.map(({ coach, summaries, unedited, total }) => ({
          coachId: coach,
          summaries,
          unedited,
          all: total,
        }));
      }),
    lastVersionBy: (organizationId, sessionId, authorId) =>
      database.withScope({ organizationId }, async (client) => {
        const ids = await client.summary.findMany({ where: { sessionId }, select: { id: true } });
        const row = await client.summaryVersion.findFirst({
          where: { summaryId: { in: ids.map(({ id }) => id) }, authorId },
          orderBy: [{ createdAt: 'desc' }, { version: 'desc' }],
        });
        return row === null ? undefined : toVersion(row);
      }),
  };
}
