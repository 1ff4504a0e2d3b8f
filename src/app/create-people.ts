import type { ChatAddresses } from '../coaching/people/chat-addresses.ts';
import type { IdentityRepository, UserRepository } from '../coaching/people/ports.ts';
import type { Database } from '../data/database.ts';
import { createChatAddresses } from '../data/people/chat-addresses.ts';
import { createIdentityRepository } from '../data/people/identity-repository.ts';
import { createUserRepository } from '../data/people/user-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Who belongs to an organisation, who they are in chat, and where they can be written to. */
export interface PeopleParts {
  users: UserRepository;
  identities: IdentityRepository;
  addresses: ChatAddresses;
}

export const createPeopleParts = (database: Database, pool: ScopedPool): PeopleParts => ({
  users: createUserRepository(database, pool),
  identities: createIdentityRepository(pool),
  addresses: createChatAddresses(pool),
});
