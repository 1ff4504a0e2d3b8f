import type { ChunkStore, VersionDraft } from '../../coaching/knowledge/chunk-store.ts';
import { AppError } from '../../shared/errors.ts';
import type { Database, ScopedClient } from '../database.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { createEmbeddingRows } from './embedding-rows.ts';
import { isCurrent, namespacesOf, toRecord, type DocumentRecord } from './document-rows.ts';
import { ensureNamespace } from './namespaces.ts';
import { publishVersion } from './publish-version.ts';
import { createSearchStatements } from './search-statements.ts';

/** A load that has said nothing for so long has died, and another may take its place. */
const abandonedAfterMs = 10 * 60_000;
/** Twenty megabytes of text are some 20,000 chunks and two million postings. */
const publishTimeoutMs = 180_000;

async function current(client: ScopedClient, name: string): Promise<DocumentRecord | undefined> {
  const row = await client.document.findFirst({ where: { name, ...isCurrent }, omit: { text: true } });
  if (!row) return undefined;
  const namespaceOf = await namespacesOf(client, [row]);
  return toRecord(row, namespaceOf(row.namespaceId));
}

/** One load of a name at a time: until the transaction ends, others wait here. */
async function lockName(client: ScopedClient, organizationId: string, name: string): Promise<void> {
  await client.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${organizationId}/${name}`}, 0))`;
}

function alreadyLoading(): AppError {
  return new AppError({
    code: 'KNOWLEDGE_005',
    message: 'another load of this document is under way',
    retry: 'later',
    retryAfterMs: 5_000,
    userMessage: 'This document is being loaded at the moment. Please try again when that is done.',
  });
}

function overtaken(): AppError {
  return new AppError({
    code: 'KNOWLEDGE_006',
    message: 'another version became current while this one was being loaded',
    retry: 'later',
    userMessage:
      'Somebody else loaded a version of this document at the same time, and theirs is in force. Load yours again to replace it.',
  });
}

export function createChunkStore(database: Database, pool: ScopedPool): ChunkStore {
  return {
    ...createEmbeddingRows(database),
    ...createSearchStatements(pool),

    currentVersion: (organizationId, name) =>
      database.withScope({ organizationId }, (client) => current(client, name)),

    beginVersion: ({ organizationId, name, type, access, title, text, contentHash, mimeType, createdBy }) =>
      database.withScope({ organizationId }, async (client): Promise<VersionDraft> => {
        await lockName(client, organizationId, name);
        const former = await current(client, name);
        const latest = await client.document.findFirst({
          where: { name },
          orderBy: { version: 'desc' },
          select: { id: true, version: true, status: true, updatedAt: true },
        });
        const unfinished = latest && latest.status !== 'completed' ? latest : undefined;
        const busy =
          unfinished?.status === 'processing' &&
          Date.now() - unfinished.updatedAt.getTime() < abandonedAfterMs;
        if (busy) throw alreadyLoading();
        // A version that never came into force leaves its number to the next try.
        if (unfinished) await client.document.delete({ where: { id: unfinished.id } });
        const row = await client.document.create({
          data: {
            organizationId,
            namespaceId: await ensureNamespace(client, organizationId, { type, access }),
            name,
            title,
            text,
            contentHash,
            mimeType,
            createdBy: createdBy ?? null,
            version: unfinished?.version ?? (latest?.version ?? 0) + 1,
            status: 'processing',
          },
        });
        const document = { ...toRecord(row, { documentType: type, access }), text };
        return former ? { document, current: former } : { document };
      }),

    publish: (draft, model, chunks) =>
      database.withScope(
        { organizationId: draft.document.organizationId },
        async (client) => {
          const { id, organizationId, name } = draft.document;
          await lockName(client, organizationId, name);
          const row = await client.document.findFirst({
            where: { id, status: 'processing' },
            select: { namespaceId: true },
          });
          const former = await current(client, name);
          if (!row || former?.id !== draft.current?.id) throw overtaken();
          await publishVersion(client, draft, row.namespaceId, model, chunks);
          return { ...draft.document, status: 'completed' };
        },
        { timeoutMs: publishTimeoutMs },
      ),

    fail: ({ document: { organizationId, id } }, failure) =>
      database.withScope({ organizationId }, async (client) => {
        await client.document.updateMany({
          where: { id, status: 'processing' },
          data: { status: 'failed', failure },
        });
      }),
  };
}
