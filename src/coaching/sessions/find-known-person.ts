import { canSeeClient } from '../clients/can-see-client.ts';
import { listClients, type ListClientsDeps } from '../clients/list-clients.ts';
import type { ClientRepository } from '../clients/ports.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { personUnknown } from './session-errors.ts';

/** A user or a client. */
export interface PersonReference {
  kind: 'user' | 'client';
  id: string;
}
export type KnownPersonName = PersonReference & { name: string };

/** @throws AppError SESSION_013 when there is no such person among those the actor may see */
export async function findKnownPerson(
  deps: {
    users: Pick<UserRepository, 'findById' | 'lineAbove'>;
    clients: Pick<ClientRepository, 'find'>;
  },
  actor: Actor,
  { kind, id }: PersonReference,
): Promise<KnownPersonName> {
  if (kind === 'user') {
    const user = await deps.users.findById(actor.organizationId, id);
    if (user !== undefined && user.status !== 'TERMINATED') return { kind, id, name: user.name };
  } else {
    const client = await deps.clients.find(actor.organizationId, id);
    if (client !== undefined && (await canSeeClient(deps, actor, client)))
      return { kind, id, name: client.name };
  }
  throw personUnknown('that person');
}

/** @throws AppError SESSION_013 as above */
export async function findByAddress(
  deps: ListClientsDeps & { users: Pick<UserRepository, 'findByEmail' | 'lineAbove'> },
  actor: Actor,
  email: string,
): Promise<KnownPersonName> {
  const user = await deps.users.findByEmail(actor.organizationId, email);
  if (user !== undefined) return { kind: 'user', id: user.id, name: user.name };
  const clients = await listClients(deps, actor);
  const client = clients.find((other) => other.email === email.toLowerCase());
  if (client === undefined) throw personUnknown(email);
  return { kind: 'client', id: client.id, name: client.name };
}
