import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { connectionKinds } from '../coaching/connections/connection.ts';
import { refreshTerms } from '../coaching/connections/refresh-terms.ts';
import type { Core } from './open-core.ts';
import { demoDir } from './paths.ts';

const connectionsFile = z.array(z.object({ email: z.string(), shares: z.array(z.enum(connectionKinds)) }));

/** Who takes part in the demo: once each, so that whoever leaves has left. To be called after the profiles are there. */
export async function seedConnections(core: Core, organizationId: string): Promise<void> {
  const file = await readFile(join(demoDir, 'connections.json'), 'utf8');
  const { connectionSettings } = core.peopleSearch;
  for (const { email, shares } of connectionsFile.parse(JSON.parse(file))) {
    const user = await core.users.findByEmail(organizationId, email);
    if (user === undefined || (await connectionSettings.find(organizationId, user.id)) !== undefined)
      continue;
    await connectionSettings.change(organizationId, user.id, { optedIn: true, shares });
    await refreshTerms(core.peopleSearch, organizationId, user.id);
  }
}
