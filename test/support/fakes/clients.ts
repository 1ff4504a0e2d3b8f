import { clientAddressTaken, clientNotFound } from '../../../src/coaching/clients/client-errors.ts';
import type { Client } from '../../../src/coaching/clients/client.ts';
import type { ClientRepository } from '../../../src/coaching/clients/ports.ts';
import { newId } from '../../../src/shared/ids.ts';

/** Clients in memory; `test/contract/clients` holds them to what PostgreSQL does. */
export function createFakeClients(): ClientRepository {
  const stored = new Map<string, Client>();
  const of = (organizationId: string): Client[] =>
    [...stored.values()].filter((client) => client.organizationId === organizationId);
  const withAddress = (organizationId: string, email: string | undefined): Client | undefined =>
    email === undefined
      ? undefined
      : of(organizationId).find((client) => client.email === email.toLowerCase());
  return {
    create(input) {
      const before = withAddress(input.organizationId, input.email);
      if (before !== undefined) return Promise.resolve(before);
      const client: Client = {
        ...input,
        id: newId(),
        ...(input.email === undefined ? {} : { email: input.email.toLowerCase() }),
      };
      stored.set(client.id, client);
      return Promise.resolve(client);
    },
    find: (organizationId, id) => Promise.resolve(of(organizationId).find((client) => client.id === id)),
    list: (organizationId, coachIds) =>
      Promise.resolve(
        of(organizationId)
          .filter(
            ({ coachId }) => coachIds === undefined || coachId === undefined || coachIds.includes(coachId),
          )
          .sort((one, other) => one.name.localeCompare(other.name)),
      ),
    update(organizationId, id, changes) {
      const client = of(organizationId).find((other) => other.id === id);
      if (client === undefined) return Promise.reject(clientNotFound());
      const holder = withAddress(organizationId, changes.email);
      if (holder !== undefined && holder.id !== id) return Promise.reject(clientAddressTaken());
      const changed: Client = {
        ...client,
        ...changes,
        ...(changes.email === undefined ? {} : { email: changes.email.toLowerCase() }),
      };
      stored.set(id, changed);
      return Promise.resolve(changed);
    },
  };
}
