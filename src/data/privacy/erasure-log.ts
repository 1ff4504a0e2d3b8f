import type { BackupStorage } from '../../coaching/knowledge/backup-ports.ts';
import { erasureSchema, type Erasure } from '../../coaching/privacy/erasure.ts';
import type { ErasureLog } from '../../coaching/privacy/ports.ts';

const folderOf = (organizationId: string): string => `erasures/organization=${organizationId}/`;

/**
 * One small file an erasure, where the exports of the knowledge go: beside the database, so that a copy of the database
 * that is put back does not bring the person back with it.
 */
export function createErasureLog(storage: BackupStorage): ErasureLog {
  return {
    write: (erasure) =>
      storage.put(
        `${folderOf(erasure.organizationId)}${erasure.id}.json`,
        Buffer.from(`${JSON.stringify(erasure)}\n`, 'utf8'),
      ),
    async list(organizationId) {
      const erasures: Erasure[] = [];
      for (const path of await storage.list(folderOf(organizationId))) {
        const bytes = await storage.get(path);
        if (bytes !== undefined)
          erasures.push(erasureSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))));
      }
      return erasures.sort((a, b) => a.requestedAt.getTime() - b.requestedAt.getTime());
    },
  };
}
