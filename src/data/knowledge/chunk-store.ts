import type { ChunkStore, VersionDraft } from '../../coaching/knowledge/chunk-store.ts';
import { AppError } from '../../shared/errors.ts';
import type { Database } from '../database.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { createEmbeddingRows } from './embedding-rows.ts';
import { currentVersion, toRecord } from './document-rows.ts';
import { publishVersion } from './publish-version.ts';
import { createSearchStatements } from './search-statements.ts';
import { lockName, startVersion } from './start-version.ts';

/** Twenty megabytes of text are some 20,000 chunks and two million postings. */
const publishTimeoutMs = 180_000;

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
      database.withScope({ organizationId }, (client) => currentVersion(client, name)),

    beginVersion: (input) =>
      database.withScope({ organizationId: input.organizationId }, async (client): Promise<VersionDraft> => {
        const { organizationId, name, type, access, text } = input;
        await lockName(client, organizationId, name);
        const former = await currentVersion(client, name);
        const row = await startVersion(client, input, { status: 'processing' });
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
          const former = await currentVersion(client, name);
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
