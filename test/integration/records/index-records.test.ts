import { indexRecords } from '../../../src/coaching/records/index-records.ts';
import { searchRecords } from '../../../src/coaching/records/search-records.ts';
import { openDatabase } from '../../../src/data/database.ts';
import { openDispatcher } from '../../../src/data/dispatcher.ts';
import { createChunkStore } from '../../../src/data/knowledge/chunk-store.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createIndexRecordsHandler } from '../../../src/workers/jobs/index-records.handler.ts';
import { HashEmbeddings } from '../../support/hash-embeddings.ts';
import { createDocumentVersions } from '../../../src/data/knowledge/document-versions.ts';
import { createEmbeddingModelRepository } from '../../../src/data/knowledge/embedding-model-repository.ts';
import { createDocumentReader } from '../../../src/files/documents/document-reader.ts';
import { createKnowledge } from '../../../src/knowledge/create-knowledge.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import {
  addNote,
  addSession,
  directTo,
  lineOf,
  openRecordsRig,
  type People,
  type RecordsRig,
} from '../../support/records.ts';
import { peopledOrganization } from '../../support/world.ts';

describe('the index of records', () => {
  let rig: RecordsRig;
  let people: People;
  let organizationId: string;
  let tenants = 0;
  beforeAll(async () => {
    rig = await openRecordsRig();
  });
  beforeEach(async () => {
    ({ people, organizationId } = await peopledOrganization(rig, `tenant-${(tenants += 1)}`));
  });
  afterAll(() => rig.close());

  const look = <T extends Record<string, unknown>>(sql: string): Promise<T[]> =>
    withConnection(
      rig.database.superuserUrl,
      async (client) => (await client.query<T>(sql, [organizationId])).rows,
    );
  /** Everything that stands in the index, in the order of the records. */
  const indexed = async () => ({
    chunks: await look(
      `SELECT source_table, source_id, chunk_index, text, heading_path, term_count, content_hash
         FROM chunks WHERE organization_id = $1 ORDER BY source_table, source_id, chunk_index`,
    ),
    postings: await look(
      `SELECT term, chunk_id, term_frequency FROM chunk_postings WHERE organization_id = $1 ORDER BY chunk_id, term`,
    ),
    namespaces: await look(
      `SELECT document_type, access, chunk_count, term_count FROM knowledge_namespaces WHERE organization_id = $1 ORDER BY 1`,
    ),
    open: await look(
      `SELECT source_table FROM record_index WHERE organization_id = $1 AND wanted_version <> indexed_version`,
    ),
  });
  const texts = async (): Promise<string[]> =>
    (await indexed()).chunks.map(({ text }) => String(text)).sort();

  async function fill() {
    const { summary, session } = await addSession(rig, people, {
      coach: 'theo',
      participant: 'priya',
      title: 'Refunds with Priya',
      said: ['The bench was broken', 'Her card is 4929 1234 5678 9012, mail me@example.test'],
      lines: [
        lineOf('challenges', 'Refunds take too long'),
        lineOf('actions', 'Call the client', { owner: 'Priya Nair', due: '2026-11-01' }),
      ],
    });
    const note = await addNote(rig, people, 'theo', 'priya', 'Struggled with a refund', {
      tags: ['quality'],
    });
    return { summary, session, note };
  }

  it('follows what is written, reworded and taken back, and a second run changes nothing', async () => {
    const { summary, note } = await fill();
    expect(await indexRecords(rig.search, organizationId)).toBe(3);
    const first = await indexed();
    expect(await texts()).toEqual(
      [
        'Refunds take too long',
        'Call the client',
        'Refunds with Priya',
        'The bench was broken\nHer card is •••, mail •••',
        'Struggled with a refund',
      ].sort(),
    );
    expect(await indexRecords(rig.search, organizationId)).toBe(0);
    expect(await indexed()).toEqual(first);

    await rig.summaries.addVersion({
      organizationId,
      summaryId: summary.id,
      expected: 1,
      lines: [lineOf('wins', 'Refunds are quick now')],
      cause: { kind: 'refine', request: 'shorter' },
      authorId: people.theo.id,
      turnId: newId(),
    });
    await rig.notes.remove(organizationId, note.id, new Date());
    expect(await indexRecords(rig.search, organizationId)).toBe(2);
    expect(await texts()).toEqual(
      [
        'Refunds are quick now',
        'Refunds with Priya',
        'The bench was broken\nHer card is •••, mail •••',
      ].sort(),
    );
    const { namespaces, open } = await indexed();
    expect(open).toEqual([]);
    expect(
      namespaces.map(({ document_type, access, chunk_count }) => [document_type, access, chunk_count]),
    ).toEqual([
      ['note', 'record', 0],
      ['session', 'record', 2],
      ['summary', 'record', 1],
    ]);
  });

  it('is what one run would have made, when two workers run at once and one of them dies', async () => {
    await fill();
    for (let count = 0; count < 40; count += 1)
      await addNote(rig, people, 'theo', 'priya', `Refund ${count}`);
    const dying = indexRecords(
      {
        ...rig.search,
        language: {
          terms: () => {
            throw new Error('killed');
          },
        },
      },
      organizationId,
    );
    const done = indexRecords(rig.search, organizationId);
    await expect(dying).rejects.toThrow('killed');
    await done;
    await indexRecords(rig.search, organizationId);
    const { chunks, open, namespaces } = await indexed();
    expect(open).toEqual([]);
    expect(chunks).toHaveLength(45);
    expect(namespaces.reduce((sum, { chunk_count }) => sum + Number(chunk_count), 0)).toBe(45);
  });

  it('forgets a session that is deleted, with its summaries', async () => {
    const { session } = await fill();
    await indexRecords(rig.search, organizationId);
    await rig.pool.withScope({ organizationId }, (client) =>
      client.query('DELETE FROM coaching_sessions WHERE id = $1', [session.id]),
    );
    await indexRecords(rig.search, organizationId);
    expect(await texts()).toEqual(['Struggled with a refund']);
    expect(await look('SELECT source_table FROM record_index WHERE organization_id = $1')).toEqual([
      { source_table: 'quick_notes' },
    ]);
  });

  it('passes over a summary that cannot be read, and goes on with the others', async () => {
    const { summary } = await fill();
    await withConnection(rig.database.superuserUrl, (client) =>
      client.query(`UPDATE summary_versions SET lines = '[{"odd": true}]' WHERE summary_id = $1`, [
        summary.id,
      ]),
    );
    await indexRecords(rig.search, organizationId);
    expect(await texts()).toHaveLength(3);
    expect((await indexed()).open).toEqual([]);
  });

  it('is caught up by the job for all organisations, woken without one, and run twice', async () => {
    await fill();
    const dispatcher = openDispatcher(rig.database.urls.dispatcher, rig.box);
    const handler = createIndexRecordsHandler({
      ...rig.search,
      organizationsWithOpenRecords: () => dispatcher.organizationsWithOpenRecords(),
    });
    const signal = new AbortController().signal;
    expect(await dispatcher.organizationsWithOpenRecords()).toEqual([organizationId]);
    await handler({}, signal);
    const first = await indexed();
    expect(await dispatcher.organizationsWithOpenRecords()).toEqual([]);
    await handler({ organizationId }, signal);
    await handler({}, signal);
    expect(await indexed()).toEqual(first);
    expect(first.chunks).toHaveLength(5);
    await dispatcher.close();
  });

  it('gives nothing to the search of documents, nor to the vector store', async () => {
    await fill();
    await indexRecords(rig.search, organizationId);
    const database = openDatabase(rig.database.urls.app, { max: 2 });
    const chunks = createChunkStore(database, rig.pool);
    const embeddings = new HashEmbeddings();
    const knowledge = createKnowledge({
      chunks,
      versions: createDocumentVersions(database),
      reader: createDocumentReader(),
      models: createEmbeddingModelRepository(database),
      chroma: { url: rig.database.chromaUrl },
      embeddings,
      logger: silentLogger,
    });
    expect(await chunks.withoutEmbedding(organizationId, embeddings.model, 100)).toEqual([]);
    expect(await knowledge.reindex(organizationId)).toEqual({ chunks: 0, tookOver: false });
    const ids = await look<{ id: string }>('SELECT id FROM chunks WHERE organization_id = $1');
    await chunks.saveEmbeddings(
      organizationId,
      embeddings.model,
      ids.map(({ id }) => ({ chunkId: id, embeddingHash: 'h', embedding: [1] })),
    );
    expect(await look('SELECT chunk_id FROM chunk_embeddings WHERE organization_id = $1')).toEqual([]);
    const { passages } = await knowledge.search.search(directTo(people.ada), 'refunds take too long');
    expect(passages).toEqual([]);
    const answer = await searchRecords(rig.search, { audience: directTo(people.ada), text: 'refunds' });
    expect(answer).toMatchObject({ kind: 'answer', hits: { length: 2 } });
    await database.close();
  });
});
