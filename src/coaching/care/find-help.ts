import type { Actor } from '../people/user.ts';
import type { Contact, ContactKind } from './contact.ts';
import { countryOfZone } from './country-of-zone.ts';
import { emergencyNumbersOf, type EmergencyNumbers } from './emergency-numbers.ts';
import type { ContactRepository } from './ports.ts';

/** Whom a person can turn to. */
export interface Help {
  /** Of the kinds asked for, in their order; those of the person's country where that is known. */
  contacts: readonly Contact[];
  /** Undefined: the country is not known. */
  numbers?: EmergencyNumbers;
}

/** Contacts of these kinds that are for everywhere, or for where this person is. */
export async function findHelp(
  deps: { contacts: Pick<ContactRepository, 'list'> },
  actor: Pick<Actor, 'organizationId' | 'timezone'>,
  kinds: readonly ContactKind[],
): Promise<Help> {
  const country = countryOfZone(actor.timezone);
  const numbers = emergencyNumbersOf(country);
  const all = await deps.contacts.list(actor.organizationId);
  const here = all.filter(
    (contact) => contact.country === undefined || country === undefined || contact.country === country,
  );
  return {
    contacts: kinds.flatMap((kind) => here.filter((contact) => contact.kind === kind)),
    ...(numbers === undefined ? {} : { numbers }),
  };
}
