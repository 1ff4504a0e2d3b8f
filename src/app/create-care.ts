import type { CoachedPeople, ContactRepository } from '../coaching/care/ports.ts';
import { createCoachedPeople } from '../data/care/coached-people.ts';
import { createContactRepository } from '../data/care/contact-repository.ts';
import type { Database } from '../data/database.ts';
import type { Dispatcher } from '../data/dispatcher.ts';

/** Whom people can turn to, and what is counted. */
export interface CareParts {
  contacts: ContactRepository;
  coached: CoachedPeople;
}

export const createCareParts = (deps: { database: Database; dispatcher: Dispatcher }): CareParts => ({
  contacts: createContactRepository(deps.database),
  coached: createCoachedPeople(deps.dispatcher),
});
