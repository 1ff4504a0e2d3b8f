import type { ProfileImportStore } from '../../../coaching/imports/kinds/ports.ts';
import type { ScopedPool } from '../../scoped-pool.ts';
import { forgetUndo, keptKeys, refuseIfNewer, trying, unlessBlocked } from './import-undo.ts';
import { undoFields, writeFields } from './profile-fields.ts';

export const createProfileImportStore = (pool: ScopedPool): ProfileImportStore => ({
  write: (scope, fields, { dryRun = false } = {}) =>
    pool.withScope({ organizationId: scope.organizationId }, (client) =>
      trying(client, scope, dryRun, async () => {
        await writeFields(client, scope, fields);
        return { people: await keptKeys(client, scope, 'profile_fields') };
      }),
    ),
  rollback: (organizationId, importId) =>
    unlessBlocked(() =>
      pool.withScope({ organizationId }, async (client) => {
        const scope = { organizationId, importId };
        await refuseIfNewer(client, scope);
        const people = await keptKeys(client, scope, 'profile_fields');
        await undoFields(client, scope);
        await forgetUndo(client, scope);
        return { rows: people.length, people };
      }),
    ),
});
