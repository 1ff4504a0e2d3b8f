import type { Actor } from '../people/user.ts';
import { canSeeClient, type ClientAccessDeps } from './can-see-client.ts';
import { clientAddressTaken, clientInvalid } from './client-errors.ts';
import { clientFields, faultsOf } from './client-fields.ts';
import type { Client } from './client.ts';
import type { ClientRepository } from './ports.ts';

export interface AddClientDeps extends ClientAccessDeps {
  clients: Pick<ClientRepository, 'create'>;
}

export interface AddClient {
  actor: Actor;
  name: string;
  email?: string | undefined;
  phone?: string | undefined;
  /** IANA zone; default: the actor's. */
  timezone?: string | undefined;
  tags?: readonly string[];
}

/**
 * Adds a person who is coached and has no account, as a client of the actor. With an address that a client of theirs has
 * already it returns that one, so that asking twice is harmless.
 *
 * @throws AppError CLIENT_003 with what is wrong in which field, CLIENT_002 when the address is another coach's client's
 */
export async function addClient(deps: AddClientDeps, { actor, ...input }: AddClient): Promise<Client> {
  const parsed = clientFields.safeParse({ ...input, tags: [...(input.tags ?? [])] });
  if (!parsed.success) throw clientInvalid(faultsOf(parsed.error));
  const { name, email, phone, timezone, tags } = parsed.data;
  const client = await deps.clients.create({
    organizationId: actor.organizationId,
    coachId: actor.id,
    name,
    timezone: timezone ?? actor.timezone,
    tags,
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  });
  if (!(await canSeeClient(deps, actor, client))) throw clientAddressTaken();
  return client;
}
