import { randomUUID } from 'node:crypto';
import type { ChunkStore } from '../../coaching/knowledge/chunk-store.ts';
import { AppError } from '../../shared/errors.ts';
import type { ScopedClient } from '../database.ts';
import type { Document as DocumentRow } from '../generated/client.ts';
import { ensureNamespace } from './namespaces.ts';

/** A load that has said nothing for so long has died, and another may take its place. */
const abandonedAfterMs = 10 * 60_000;

/** One load of a name at a time: until the transaction ends, others wait here. */
export async function lockName(client: ScopedClient, organizationId: string, name: string): Promise<void> {
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

/**
 * The row of the next version of a name. The caller holds the name's lock.
 * @throws AppError KNOWLEDGE_005
 */
export async function startVersion(
  client: ScopedClient,
  input: Parameters<ChunkStore['beginVersion']>[0],
  { id = randomUUID(), status }: { id?: string; status: 'uploaded' | 'processing' },
): Promise<DocumentRow> {
  const { organizationId, name, type, access } = input;
  const latest = await client.document.findFirst({
    where: { name },
    orderBy: { version: 'desc' },
    select: { id: true, version: true, status: true, updatedAt: true },
  });
  const unfinished = latest && latest.status !== 'completed' ? latest : undefined;
  const busy =
    unfinished?.status === 'processing' && Date.now() - unfinished.updatedAt.getTime() < abandonedAfterMs;
  if (busy) throw alreadyLoading();
  // A version that never came into force leaves its number to the next try.
  if (unfinished) await client.document.delete({ where: { id: unfinished.id } });
  return client.document.create({
    data: {
      id,
      organizationId,
      namespaceId: await ensureNamespace(client, organizationId, { type, access }),
      name,
      title: input.title,
      text: input.text,
      contentHash: input.contentHash,
      mimeType: input.mimeType,
      fileSize: input.fileSize ?? null,
      sourceFolder: input.sourceFolder ?? null,
      createdBy: input.createdBy ?? null,
      version: unfinished?.version ?? (latest?.version ?? 0) + 1,
      status,
    },
  });
}
