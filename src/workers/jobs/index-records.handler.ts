import { indexRecords, type IndexRecordsDeps } from '../../coaching/records/index-records.ts';
import type { JobHandler } from '../queues.ts';

export interface IndexRecordsHandlerDeps extends IndexRecordsDeps {
  organizationsWithOpenRecords(): Promise<string[]>;
}

/** Works off what waits, of one organisation or of all. Run twice, the second run finds nothing. */
export const createIndexRecordsHandler =
  (deps: IndexRecordsHandlerDeps): JobHandler<'records.index'> =>
  async ({ organizationId }, signal) => {
    const organizations =
      organizationId === undefined ? await deps.organizationsWithOpenRecords() : [organizationId];
    for (const id of organizations) await indexRecords(deps, id, { signal });
  };
