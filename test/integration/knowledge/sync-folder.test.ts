import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { DocumentScope } from '../../../src/coaching/knowledge/can-read.ts';
import { syncFolder, type SyncReport } from '../../../src/coaching/knowledge/sync-folder.ts';
import { explainFailure } from '../../../src/cli/output.ts';
import { createAuditLog } from '../../../src/data/audit-log.ts';
import { createDocumentRepository } from '../../../src/data/knowledge/document-repository.ts';
import { listDocumentFiles } from '../../../src/files/documents/list-document-files.ts';
import { readDocumentFile } from '../../../src/files/documents/read-document-file.ts';
import { actorOf, createKnowledgeRig, documentOf, type KnowledgeRig } from '../../support/knowledge.ts';

const everyone: DocumentScope = { type: 'sop', access: 'all' };

describe('re-reading a folder', () => {
  let rig: KnowledgeRig;
  let organizationId: string;
  let adminId: string;
  let folder: string;
  beforeAll(async () => {
    rig = await createKnowledgeRig();
  });
  afterAll(() => rig.close());
  beforeEach(async () => {
    organizationId = await rig.addOrganization();
    adminId = await rig.database.withScope({ organizationId }, async (client) => {
      const user = { organizationId, email: 'ada@x.example', name: 'Ada', role: 'ADMIN' };
      return (await client.user.create({ data: user })).id;
    });
    folder = await mkdtemp(join(tmpdir(), 'threadcoach-sync-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (name: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  };
  async function sync({ removeMissing = false, from = folder } = {}): Promise<SyncReport> {
    const names = await listDocumentFiles(from);
    return syncFolder(
      {
        ...rig.open().knowledge,
        documents: createDocumentRepository(rig.database),
        audit: createAuditLog(rig.database),
      },
      {
        actor: { ...actorOf(organizationId), id: adminId },
        surface: 'cli',
        folder: from,
        scope: everyone,
        files: names.map((name) => ({ name, read: () => readDocumentFile(resolve(from, name)) })),
        removeMissing,
        explain: explainFailure,
      },
    );
  }
  const names = async () =>
    (await createDocumentRepository(rig.database).list(organizationId)).map(({ name }) => name);

  it('adds what is new, with its sub-folders, and passes hidden files, locks, links and other formats over', async () => {
    await put('refunds.md', '# Refunds\n\nPay back.\n');
    await put('north/refunds.md', '# Refunds in the north\n\nPay back twice.\n');
    for (const name of ['.hidden.md', '.git/notes.md', '~$refunds.docx', 'logo.png'])
      await put(name, 'Words.');
    await symlink('/etc', join(folder, 'elsewhere'));
    expect(await sync()).toMatchObject({
      added: [{ document: 'north/refunds.md' }, { document: 'refunds.md', version: 1 }],
      failed: [],
    });
    expect(await names()).toEqual(['north/refunds.md', 'refunds.md']);
    expect(await sync()).toMatchObject({ added: [], updated: [], unchanged: [{}, {}], removed: [] });
  });

  it('gives what changed a new version, and removes what is gone only when told to', async () => {
    await put('a.md', '# A\n\nOne.\n');
    await put('b.md', '# B\n\nOne.\n');
    await sync();
    await put('a.md', '# A\n\nTwo.\n');
    await rm(join(folder, 'b.md'));
    expect(await sync()).toMatchObject({ updated: [{ document: 'a.md', version: 2 }], removed: [] });
    expect(await names()).toEqual(['a.md', 'b.md']);
    expect(await sync({ removeMissing: true })).toMatchObject({
      removed: [{ document: 'b.md', versions: 1 }],
    });
    expect(await names()).toEqual(['a.md']);
    const audited = await rig.database.withScope({ organizationId }, (client) =>
      client.auditLog.count({ where: { action: 'knowledge.remove', actorId: adminId } }),
    );
    expect(audited).toBe(1);
  });

  it('goes on past bad files, names each, and keeps their former versions', async () => {
    await put('good.md', '# Good\n\nWords.\n');
    await put('bad.md', '# Once good\n\nWords.\n');
    await sync();
    await put('bad.md', '');
    const large = await open(join(folder, 'large.pdf'), 'w');
    // Two hundred megabytes without a byte on the disk: it is not read.
    await large.truncate(200 * 1024 * 1024);
    await large.close();
    await put('good.md', '# Good\n\nBetter words.\n');
    const report = await sync({ removeMissing: true });
    expect(report).toMatchObject({
      updated: [{ document: 'good.md' }],
      removed: [],
      failed: [
        { document: 'bad.md', code: 'KNOWLEDGE_010' },
        { document: 'large.pdf', code: 'KNOWLEDGE_011' },
      ],
    });
    expect(await names()).toEqual(['bad.md', 'good.md']);
  });

  it('leaves documents alone that came otherwise, and takes over those of the same name', async () => {
    const { knowledge } = rig.open();
    await knowledge.ingest.add(documentOf(organizationId, 'by-hand.md', '# By hand\n\nWords.\n'));
    await knowledge.ingest.add(documentOf(organizationId, 'both.md', '# Both\n\nWords.\n'));
    await put('both.md', '# Both\n\nWords.\n');
    expect(await sync({ removeMissing: true })).toMatchObject({
      unchanged: [{ document: 'both.md' }],
      removed: [],
    });
    await rm(join(folder, 'both.md'));
    await put('other.md', '# Other\n\nWords.\n');
    expect(await sync({ removeMissing: true })).toMatchObject({ removed: [{ document: 'both.md' }] });
    expect(await names()).toEqual(['by-hand.md', 'other.md']);
  });

  it('refuses a name that another folder holds, and an empty folder that would take everything out', async () => {
    await put('a/policy.md', '# A\n\nOf A.\n');
    await put('b/policy.md', '# B\n\nOf B.\n');
    await sync({ from: join(folder, 'a') });
    expect(await sync({ from: join(folder, 'b') })).toMatchObject({
      failed: [{ document: 'policy.md', code: 'KNOWLEDGE_026' }],
    });
    await rm(join(folder, 'a/policy.md'));
    await expect(sync({ from: join(folder, 'a'), removeMissing: true })).rejects.toMatchObject({
      code: 'KNOWLEDGE_027',
    });
    expect(await names()).toEqual(['policy.md']);
  });
});
