import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupStorage } from '../../src/coaching/knowledge/backup-ports.ts';
import { createFolderStorage } from '../../src/knowledge/backup/folder-storage.ts';
import { createS3Storage, type S3Options } from '../../src/knowledge/backup/s3-storage.ts';
import { temporaryFolder } from '../support/knowledge-backup.ts';
import { startS3Server, type S3Server } from '../support/s3-server.ts';

function storageContract(open: () => { storage: BackupStorage; location: string }): void {
  let storage: BackupStorage;
  const text = (bytes: Uint8Array | undefined): string | undefined =>
    bytes === undefined ? undefined : Buffer.from(bytes).toString('utf8');
  beforeEach(() => {
    ({ storage } = open());
  });

  it('says where it is, without a secret', () => {
    expect(storage.location).toBe(open().location);
  });

  it('gives back what was put, whole, and what was put last', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
    await storage.put('a=1/date=2026-11-20/x-1.parquet', bytes);
    expect(Buffer.from((await storage.get('a=1/date=2026-11-20/x-1.parquet')) ?? []).equals(bytes)).toBe(
      true,
    );
    await storage.put('a=1/date=2026-11-20/x-1.parquet', Buffer.from('again'));
    expect(text(await storage.get('a=1/date=2026-11-20/x-1.parquet'))).toBe('again');
    await storage.put('a=1/empty', new Uint8Array());
    expect((await storage.get('a=1/empty'))?.byteLength).toBe(0);
  });

  it('lists what lies below a folder, and nothing else', async () => {
    for (const path of ['b=1/x', 'b=1/c/d & <e>', 'b=1/c/a', 'b=12/x', 'z/y'])
      await storage.put(path, Buffer.from('1'));
    expect(await storage.list('b=1/')).toEqual(['b=1/c/a', 'b=1/c/d & <e>', 'b=1/x']);
    expect(await storage.list('nothing/')).toEqual([]);
  });

  it('has nothing where nothing was put, and removes twice', async () => {
    await storage.put('r/x', Buffer.from('1'));
    expect(await storage.get('r/y')).toBeUndefined();
    await storage.remove('r/x');
    await storage.remove('r/x');
    expect(await storage.get('r/x')).toBeUndefined();
    expect(await storage.list('r/')).toEqual([]);
  });
}

describe('exports in a folder', () => {
  let exports: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    exports = await temporaryFolder();
  });
  afterAll(() => exports.remove());
  storageContract(() => ({ storage: createFolderStorage(exports.folder), location: exports.folder }));

  it('says what is wrong when the folder cannot be written, and leaves no half file', async () => {
    const file = join(exports.folder, 'file');
    await writeFile(file, '');
    const storage = createFolderStorage(join(file, 'below'));
    await expect(storage.put('x', Buffer.from('1'))).rejects.toMatchObject({
      code: 'KNOWLEDGE_041',
      retry: 'later',
    });
    const names = await readdir(exports.folder, { recursive: true });
    expect(names.filter((name) => name.includes('partial'))).toEqual([]);
  });
});

describe('exports in a bucket', () => {
  let server: S3Server;
  const open = (change: Partial<S3Options> = {}): BackupStorage => {
    const { bucket, endpoint, region, accessKey, secret } = server;
    return createS3Storage({
      bucket,
      endpoint,
      region,
      accessKey,
      secret,
      prefix: 'team a/kb',
      retryMs: 1,
      ...change,
    });
  };
  beforeAll(async () => {
    server = await startS3Server();
    // Lists come in pages.
    server.pageSize = 2;
  });
  afterAll(() => server.close());
  storageContract(() => ({ storage: open(), location: 's3://exports/team a/kb' }));

  it('stays inside its folder of the bucket', async () => {
    await open().put('q/x', Buffer.from('1'));
    expect(server.objects.has('team a/kb/q/x')).toBe(true);
    expect(await open({ prefix: 'team b' }).list('q/')).toEqual([]);
  });

  it('tries again when the service is busy, and gives up after four times', async () => {
    server.failNext(3);
    await open().put('busy', Buffer.from('1'));
    server.requests.length = 0;
    server.failNext(100);
    await expect(open().get('busy')).rejects.toMatchObject({ code: 'KNOWLEDGE_041', retry: 'later' });
    expect(server.requests).toHaveLength(4);
    server.failNext(0);
  });

  it.each([
    ['secret', { secret: 'wrong' }],
    ['region', { region: 'us-east-1' }],
    ['bucket', { bucket: 'another' }],
  ])('does not try again with a wrong %s, and says so', async (_what, change) => {
    server.requests.length = 0;
    await expect(open(change).put('x', Buffer.from('1'))).rejects.toMatchObject({
      code: 'KNOWLEDGE_049',
      retry: 'never',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('gives up on a service that is not there', async () => {
    await expect(open({ endpoint: 'http://127.0.0.1:1' }).list('')).rejects.toMatchObject({
      code: 'KNOWLEDGE_041',
    });
  });
});
