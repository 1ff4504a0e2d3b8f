import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { Client } from './client.ts';

export interface ClientAccessDeps {
  users: Pick<UserRepository, 'lineAbove'>;
}

type Reader = Pick<Actor, 'id' | 'organizationId' | 'role'>;

/** Whether a person may see a client: the client's coach, everyone above that coach, and admins; nobody's clients all but agents. */
export async function canSeeClient(
  deps: ClientAccessDeps,
  actor: Reader,
  client: Pick<Client, 'organizationId' | 'coachId'>,
): Promise<boolean> {
  if (actor.organizationId !== client.organizationId) return false;
  if (actor.role === 'ADMIN' || actor.id === client.coachId) return true;
  if (client.coachId === undefined) return actor.role !== 'AGENT';
  return (await deps.users.lineAbove(client.organizationId, client.coachId)).includes(actor.id);
}
