import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddDocument } from '../../../src/coaching/knowledge/ports.ts';
import { withConnection } from '../../../src/embedded/database-roles.ts';
import type { KnowledgeBackup } from '../../../src/knowledge/backup/create-backup.ts';
import { parseManifest, writeManifest } from '../../../src/knowledge/backup/manifest.ts';
import type { Knowledge } from '../../../src/knowledge/create-knowledge.ts';
import { newId } from '../../../src/shared/ids.ts';
import { noon, openBackup, temporaryFolder } from '../../support/knowledge-backup.ts';
import {
  actorOf,
  createKnowledgeRig,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';
import { startS3Server } from '../../support/s3-server.ts';

const section = (topic: string): string =>
  `# ${topic}\n\nAll about ${topic}.\n\n## Steps\n\n1. Open the ${topic} form.\n2. Sign it – “twice”, ümlaut.\n\n## Table\n\n| a | b |\n|---|---|\n| ${topic} | 7 days |\n`;

const hour = 3_600_000;

describe('exports of knowledge', () => {
  let rig: KnowledgeRig;
  let organizationId: string;
  let knowledge: Knowledge;
  let backup: KnowledgeBackup;
  let opened: ReturnType<typeof openBackup>;
  let exports: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeAll(async () => {
    rig = await createKnowledgeRig();
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    exports = await temporaryFolder();
    organizationId = await rig.addOrganization();
    ({ knowledge } = rig.open());
    opened = openBackup(rig, exports.folder);
    ({ backup } = opened);
  });
  afterEach(() => exports.remove());

  const add = (name: string, text = section(name), scope?: Pick<AddDocument, 'type' | 'access'>) =>
    knowledge.ingest.add(documentOf(organizationId, name, text, scope));
  const sql = <T extends object = object>(text: string, values: unknown[] = []): Promise<T[]> =>
    withConnection(rig.services.superuserUrl, async (client) => (await client.query<T>(text, values)).rows);
  /** Everything that an export must bring back, as it stands. */
  const everything = async () => ({
    documents: await sql(
      `SELECT d.id, d.name, d.title, d.version, d.status, d.text, d.content_hash, d.retired_at IS NULL AS current, n.document_type, n.access
         FROM documents d JOIN knowledge_namespaces n ON n.id = d.namespace_id WHERE d.organization_id = $1 ORDER BY name, version`,
      [organizationId],
    ),
    chunks: await sql(
      `SELECT c.id, c.source_id, c.chunk_index, c.text, c.heading_path, c.start_offset, c.end_offset, c.content_hash, c.term_count, n.document_type, n.access
         FROM chunks c JOIN knowledge_namespaces n ON n.id = c.namespace_id WHERE c.organization_id = $1 ORDER BY source_id, chunk_index`,
      [organizationId],
    ),
    postings: await sql(
      'SELECT chunk_id, term, term_frequency FROM chunk_postings WHERE organization_id = $1 ORDER BY chunk_id, term',
      [organizationId],
    ),
    vectors: await sql(
      'SELECT chunk_id, model, content_hash, embedding FROM chunk_embeddings WHERE organization_id = $1 ORDER BY chunk_id, model',
      [organizationId],
    ),
    namespaces: await sql(
      `SELECT document_type, access, chunk_count, term_count FROM knowledge_namespaces
        WHERE organization_id = $1 AND chunk_count > 0 ORDER BY document_type, access`,
      [organizationId],
    ),
    entries: await sql(
      'SELECT id, title, content, tags, version FROM knowledge_entries WHERE organization_id = $1 ORDER BY title',
      [organizationId],
    ),
    entryVersions: await sql(
      'SELECT entry_id, version, content FROM knowledge_entry_versions WHERE organization_id = $1 ORDER BY entry_id, version',
      [organizationId],
    ),
  });
  const addEntry = async (title: string): Promise<string> => {
    const id = newId();
    const row = [
      id,
      organizationId,
      'coaching_patterns',
      'guidelines',
      title,
      `About ${title}`,
      ['calm', 'first "ask"'],
    ];
    await sql(
      `INSERT INTO knowledge_entries (id, organization_id, category, content_type, title, content, tags, version)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 2)`,
      row,
    );
    for (const version of [1, 2]) {
      await sql(
        `INSERT INTO knowledge_entry_versions (entry_id, organization_id, category, content_type, title, content, tags, version, access)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'all')`,
        [...row, version],
      );
    }
    return id;
  };
  const addRecordChunk = async (text: string): Promise<void> => {
    const [namespace] = await sql<{ id: string }>(
      `INSERT INTO knowledge_namespaces (organization_id, document_type, access) VALUES ($1, 'note', 'record') RETURNING id`,
      [organizationId],
    );
    await sql(
      `INSERT INTO chunks (organization_id, namespace_id, source_table, source_id, chunk_index, text, heading_path, start_offset, end_offset, content_hash, term_count)
       VALUES ($1, $2, 'quick_notes', $3, 0, $4, '{}', 0, 1, 'h', 1)`,
      [organizationId, namespace?.id, newId(), text],
    );
  };
  const wipe = async (): Promise<void> => {
    for (const table of [
      'chunks',
      'documents',
      'knowledge_entries',
      'knowledge_namespaces',
      'backup_catalog',
    ])
      await sql(`DELETE FROM ${table} WHERE organization_id = $1`, [organizationId]);
  };

  it('brings everything back into an empty database, and does nothing the second time', async () => {
    await add('refunds');
    await add('refunds', `${section('refunds')}\nMore.\n`);
    await add('hours', section('hours'), { type: 'policy', access: 'csr' });
    await addEntry('Calm first');
    const before = await everything();
    const { id, kind, verification } = await backup.export(organizationId);
    expect(kind).toBe('full');
    expect(verification).toMatchObject({ documents: 3, entries: 1, chunks: before.chunks.length });
    expect(verification.compared).toBeGreaterThan(0);

    await wipe();
    const { restored, index } = await backup.restore(organizationId, { wanted: id });
    expect(restored).toMatchObject({ documents: { inserted: 3, same: 0 }, entries: 1, kept: [] });
    expect(index?.complete).toBe(true);
    expect(await everything()).toEqual(before);

    const again = await backup.restore(organizationId, { wanted: 'latest' });
    expect(again.restored.documents).toEqual({ inserted: 0, rewritten: 0, retired: 0, vectors: 0, same: 4 });
    expect(await everything()).toEqual(before);
  });

  it('repairs whatever was lost or changed, and changes nothing when it only tries', async () => {
    await add('refunds');
    await add('hours', section('hours'), { type: 'policy', access: 'csr' });
    const before = await everything();
    await backup.export(organizationId);
    const damages: [what: string, damage: string][] = [
      ['chunks that are gone', 'DELETE FROM chunks WHERE organization_id = $1 AND chunk_index > 0'],
      ['a text that was changed', `UPDATE documents SET text = 'nonsense' WHERE organization_id = $1`],
      ['postings that are gone', `DELETE FROM chunk_postings WHERE organization_id = $1 AND term >= 'o'`],
      [
        'vectors that were zeroed',
        `UPDATE chunk_embeddings SET embedding = '{0,0}' WHERE organization_id = $1`,
      ],
      [
        'counters that are wrong',
        'UPDATE knowledge_namespaces SET chunk_count = 99 WHERE organization_id = $1',
      ],
      ['a version taken out of force', 'UPDATE documents SET retired_at = now() WHERE organization_id = $1'],
    ];
    for (const [what, damage] of damages) {
      await sql(damage, [organizationId]);
      const damaged = await everything();
      await backup.restore(organizationId, { wanted: 'latest', dryRun: true });
      expect({ what, ...(await everything()) }).toEqual({ what, ...damaged });
      expect(damaged).not.toEqual(before);
      const { index } = await backup.restore(organizationId, { wanted: 'latest' });
      expect(index?.complete).toBe(true);
      expect({ what, ...(await everything()) }).toEqual({ what, ...before });
    }
  });

  it('writes only what changed, and restores through the whole chain', async () => {
    await add('refunds');
    await add('hours');
    await add('parcels');
    await backup.export(organizationId);
    opened.clock.advance(hour);
    await add('hours', `${section('hours')}\nOn Sundays too.\n`);
    await sql(
      `DELETE FROM chunks USING documents d WHERE source_id = d.id AND d.name = 'parcels' AND d.organization_id = $1`,
      [organizationId],
    );
    await sql(`DELETE FROM documents WHERE name = 'parcels' AND organization_id = $1`, [organizationId]);
    const second = await backup.export(organizationId);
    expect(second.kind).toBe('incremental');
    opened.clock.advance(hour);
    const third = await backup.export(organizationId);
    const [last, middle, first] = await backup.list(organizationId);
    expect([first, middle, last].map((record) => [record?.kind, record?.state])).toEqual([
      ['full', 'verified'],
      ['incremental', 'verified'],
      ['incremental', 'verified'],
    ]);
    // Both versions of one document changed; of the others nothing is written again.
    const rowsOf = (record: typeof first, table: string): number | undefined =>
      record?.files.find(({ path }) => path.includes(`/${table}-`))?.rows;
    expect([rowsOf(first, 'documents'), rowsOf(middle, 'documents'), rowsOf(last, 'documents')]).toEqual([
      3,
      2,
      undefined,
    ]);
    // Three that are there, and one that is gone.
    expect(rowsOf(middle, 'inventory')).toBe(4);

    await sql('UPDATE knowledge_namespaces SET chunk_count = 0 WHERE organization_id = $1', [organizationId]);
    await backup.restore(organizationId, { wanted: third.id });
    const before = await everything();
    await wipe();
    await backup.restore(organizationId, { wanted: third.id });
    expect(await everything()).toEqual(before);
    // A new database knows the chain again, and the next export continues it.
    opened.clock.advance(hour);
    expect((await backup.export(organizationId)).kind).toBe('incremental');
    // Back to the first day: what was gone since returns.
    const { restored } = await backup.restore(organizationId, { wanted: first?.id ?? '' });
    expect(restored.documents.inserted).toBe(1);
    expect((await everything()).documents).toHaveLength(4);
  });

  it('leaves a newer version alone, unless it is told otherwise', async () => {
    await add('refunds');
    const { id } = await backup.export(organizationId);
    await add('refunds', `${section('refunds')}\nNewer.\n`);
    const before = await everything();
    const { restored } = await backup.restore(organizationId, { wanted: id });
    expect(restored.kept).toEqual([{ kind: 'document', name: 'refunds', version: 1, reason: 'newer' }]);
    expect(await everything()).toEqual(before);

    await backup.restore(organizationId, { wanted: id, force: true });
    const { documents } = await everything();
    expect(documents).toMatchObject([
      { version: 1, current: true },
      { version: 2, current: false },
    ]);
    const found = await knowledge.search.search(directTo(actorOf(organizationId)), 'refunds form');
    expect(new Set(found.passages.map(({ version }) => version))).toEqual(new Set([1]));
  });

  it('refuses another organisation’s export, a damaged file, and a missing one', async () => {
    await add('refunds');
    await backup.export(organizationId);
    const before = await everything();
    const files = (await readdir(exports.folder, { recursive: true })).filter((file) =>
      /\.(parquet|json)$/u.test(file),
    );
    const restore = () => backup.restore(organizationId, { wanted: 'latest' });
    const broken = async (
      pattern: string,
      change: (bytes: Buffer) => Buffer,
      code: string,
    ): Promise<void> => {
      const file = join(exports.folder, files.find((name) => name.includes(pattern)) ?? '');
      const bytes = await readFile(file);
      await writeFile(file, change(bytes));
      await expect(restore()).rejects.toMatchObject({ code });
      await writeFile(file, bytes);
    };
    const flip = (bytes: Buffer): Buffer => {
      const changed = Buffer.from(bytes);
      changed[40] = (changed[40] ?? 0) ^ 1;
      return changed;
    };
    for (const table of ['documents', 'chunks', 'embeddings', 'inventory', 'manifest'])
      await broken(table, flip, 'KNOWLEDGE_043');
    await broken('chunks', (bytes) => bytes.subarray(0, -100), 'KNOWLEDGE_043');
    await broken('manifest', () => Buffer.alloc(0), 'KNOWLEDGE_043');
    const other = await rig.addOrganization();
    await expect(backup.restore(other, { wanted: 'latest' })).rejects.toMatchObject({
      code: 'KNOWLEDGE_042',
    });
    await expect(backup.restore(organizationId, { wanted: newId() })).rejects.toMatchObject({
      code: 'KNOWLEDGE_042',
    });
    expect(await everything()).toEqual(before);
    await expect(restore()).resolves.toMatchObject({ restored: { kept: [] } });
  });

  it('refuses what a newer version wrote, and a folder copied from another organisation', async () => {
    await add('refunds');
    await backup.export(organizationId);
    const names = await readdir(exports.folder, { recursive: true });
    const file = join(exports.folder, names.find((name) => name.endsWith('manifest.json')) ?? '');
    const bytes = await readFile(file);
    const manifest = parseManifest('manifest.json', bytes);
    await writeFile(file, writeManifest({ ...manifest, schemaVersion: 2 }));
    await expect(backup.restore(organizationId, { wanted: manifest.id })).rejects.toMatchObject({
      code: 'KNOWLEDGE_044',
    });
    await writeFile(file, bytes);
    const other = await rig.addOrganization();
    await cp(
      join(exports.folder, `organization=${organizationId}`),
      join(exports.folder, `organization=${other}`),
      { recursive: true },
    );
    for (const wanted of ['latest', manifest.id])
      await expect(backup.restore(other, { wanted })).rejects.toMatchObject({ code: 'KNOWLEDGE_045' });
    const held = await sql('SELECT 1 FROM documents WHERE organization_id = $1', [other]);
    expect(held).toEqual([]);
  });

  it('goes to a bucket, and an export that was cut short there is none', async () => {
    const server = await startS3Server();
    try {
      const { bucket, endpoint, region, accessKey, secret } = server;
      const storage = {
        kind: 's3' as const,
        bucket,
        endpoint,
        region,
        accessKey,
        secret,
        prefix: 'kb',
        retryMs: 1,
      };
      const remote = openBackup(rig, exports.folder, { storage });
      await add('refunds');
      const { id } = await remote.backup.export(organizationId);
      const before = await everything();
      await add('refunds', `${section('refunds')}\nChanged.\n`);
      remote.clock.advance(hour);
      server.isDown = (method, key) => method === 'PUT' && key.endsWith('manifest.json');
      await expect(remote.backup.export(organizationId)).rejects.toMatchObject({ code: 'KNOWLEDGE_041' });
      server.isDown = undefined;
      expect(
        (await remote.backup.list(organizationId)).map((record) => [record.state, record.id === id]),
      ).toEqual([
        ['failed', false],
        ['verified', true],
      ]);
      // Nothing of it is left, and what there was is restored.
      expect([...server.objects.keys()].every((key) => key.includes(`/export=${id}/`))).toBe(true);
      await wipe();
      const { restored } = await remote.backup.restore(organizationId, { wanted: 'latest' });
      expect(restored.exportId).toBe(id);
      expect(await everything()).toEqual(before);
    } finally {
      await server.close();
    }
  });

  it('lets a second export wait while one is written, and takes over from one that died', async () => {
    await add('refunds');
    const begun = {
      id: newId(),
      organizationId,
      kind: 'full' as const,
      schemaVersion: 1,
      until: noon,
      location: 'x',
    };
    expect(await opened.catalog.begin(begun)).toBe(true);
    await expect(backup.export(organizationId)).rejects.toMatchObject({
      code: 'KNOWLEDGE_040',
      retry: 'later',
    });
    await sql(`UPDATE backup_catalog SET updated_at = now() - interval '11 minutes' WHERE id = $1`, [
      begun.id,
    ]);
    const { id } = await backup.export(organizationId);
    const states = new Map((await backup.list(organizationId)).map((record) => [record.id, record.state]));
    expect([states.get(begun.id), states.get(id)]).toEqual(['failed', 'verified']);
  });

  it('holds no question, no record of a person, and nothing of another organisation', async () => {
    const other = await rig.addOrganization();
    await rig.open().knowledge.ingest.add(documentOf(other, 'theirs', section('theirsecret')));
    await add('refunds');
    await addRecordChunk('notesecret');
    await backup.export(organizationId);
    await wipe();
    await backup.restore(organizationId, { wanted: 'latest' });
    const all = JSON.stringify(await everything());
    expect(all).toContain('refunds');
    expect(all).not.toMatch(/theirsecret|notesecret/u);
  });

  it('makes one export a day, tests it, and catches up on what was missed', async () => {
    await add('refunds');
    expect(await backup.isDue(organizationId)).toBe(true);
    const both = await Promise.allSettled([backup.runDaily(organizationId), backup.runDaily(organizationId)]);
    expect(both.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await backup.list(organizationId)).toMatchObject([
      { kind: 'full', state: 'verified', until: noon },
    ]);
    expect(await backup.isDue(organizationId)).toBe(false);
    expect(await backup.runDaily(organizationId)).toBeUndefined();
    const kinds: string[] = [];
    for (let day = 1; day <= 8; day += 1) {
      opened.clock.advance(24 * hour);
      kinds.push((await backup.runDaily(organizationId))?.kind ?? 'none');
    }
    // Six increments, then everything again.
    expect(kinds).toEqual([...Array<string>(6).fill('incremental'), 'full', 'incremental']);
  });
});
