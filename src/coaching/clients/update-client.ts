import type { Actor } from '../people/user.ts';
import { canSeeClient, type ClientAccessDeps } from './can-see-client.ts';
import { clientInvalid, clientNotFound } from './client-errors.ts';
import { clientFields, faultsOf } from './client-fields.ts';
import type { Client } from './client.ts';
import type { ClientRepository } from './ports.ts';

export interface UpdateClientDeps extends ClientAccessDeps {
  clients: Pick<ClientRepository, 'find' | 'update'>;
}

export type ClientChanges = Partial<Pick<Client, 'name' | 'email' | 'phone' | 'timezone' | 'tags'>>;

/**
 * Changes what is known of a client; what is not named stays.
 * @throws AppError CLIENT_001 not there or not theirs to see, CLIENT_002 address of another client, CLIENT_003 faulty field
 */
export async function updateClient(
  deps: UpdateClientDeps,
  actor: Actor,
  clientId: string,
  changes: ClientChanges,
): Promise<Client> {
  const client = await deps.clients.find(actor.organizationId, clientId);
  if (client === undefined || !(await canSeeClient(deps, actor, client))) throw clientNotFound();
  const parsed = clientFields.partial().safeParse(changes);
  if (!parsed.success) throw clientInvalid(faultsOf(parsed.error));
  const said = Object.entries(parsed.data).filter(
    ([field, value]) => field in changes && value !== undefined,
  );
  // Safe cast: the fields of the schema are those of a client, and the undefined ones are left out.
  return deps.clients.update(actor.organizationId, clientId, Object.fromEntries(said));
}
