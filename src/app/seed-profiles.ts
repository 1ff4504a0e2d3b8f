import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importProfiles } from '../coaching/profiles/import-profiles.ts';
import { toActor } from '../coaching/people/user.ts';
import type { Core } from './open-core.ts';
import { demoDir } from './paths.ts';
import { readProfileFile } from './read-profile-file.ts';

/** Profiles of the demo's people, once: what somebody empties stays empty. */
export async function seedProfiles(core: Core, organizationId: string): Promise<void> {
  if (await core.profiles.anyImported(organizationId)) return;
  const admin = (await core.users.list(organizationId)).find(({ role }) => role === 'ADMIN');
  if (admin === undefined) return;
  const table = readProfileFile('profiles.csv', await readFile(join(demoDir, 'profiles.csv'), 'utf8'));
  await importProfiles(core, toActor(admin), table, { surface: 'demo' });
}
