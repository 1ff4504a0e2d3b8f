import type { CoachedPeople, ContactRepository } from '../coaching/care/ports.ts';
import { createCoachedPeople } from '../data/care/coached-people.ts';
import { createContactRepository } from '../data/care/contact-repository.ts';
import type { Database } from '../data/database.ts';
import type { Dispatcher } from '../data/dispatcher.ts';
import { createChatAccounts } from '../data/people/chat-accounts.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import type { ChatAccounts } from '../turns/ports.ts';

/** Whom people can turn to, how those are reached, and what is counted. */
export interface CareParts {
  contacts: ContactRepository;
  accounts: ChatAccounts;
  coached: CoachedPeople;
}

export const createCareParts = (deps: {
  database: Database;
  pool: ScopedPool;
  dispatcher: Dispatcher;
}): CareParts => ({
  contacts: createContactRepository(deps.database),
  accounts: createChatAccounts(deps.pool),
  coached: createCoachedPeople(deps.dispatcher),
});
