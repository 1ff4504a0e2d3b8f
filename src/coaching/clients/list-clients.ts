import type { Actor } from '../people/user.ts';
import { canSeeClient, type ClientAccessDeps } from './can-see-client.ts';
import type { Client } from './client.ts';
import type { ClientRepository } from './ports.ts';

export interface ListClientsDeps extends ClientAccessDeps {
  clients: Pick<ClientRepository, 'list'>;
}

/** The clients whom a person may see, by name. */
export async function listClients(
  deps: ListClientsDeps,
  actor: Pick<Actor, 'id' | 'organizationId' | 'role'>,
): Promise<Client[]> {
  const all = await deps.clients.list(actor.organizationId);
  const byCoach = new Map<string | undefined, boolean>();
  for (const client of all) {
    if (!byCoach.has(client.coachId)) byCoach.set(client.coachId, await canSeeClient(deps, actor, client));
  }
  return all.filter(({ coachId }) => byCoach.get(coachId) === true);
}
