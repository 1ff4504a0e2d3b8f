import type { BackupStorage } from '../../coaching/knowledge/backup-ports.ts';
import { createFolderStorage } from './folder-storage.ts';
import { createS3Storage, type S3Options } from './s3-storage.ts';

/** Where exports go: a folder, or a bucket of S3 or of something that speaks its protocol. */
export type StorageOptions = { kind: 'folder'; folder: string } | ({ kind: 's3' } & S3Options);

export function openStorage(options: StorageOptions): BackupStorage {
  return options.kind === 'folder' ? createFolderStorage(options.folder) : createS3Storage(options);
}
