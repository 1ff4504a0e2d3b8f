import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { contactGone, requireContactAdmin } from './care-errors.ts';
import { checkContact, maxContacts, type ContactFault, type ContactInput } from './check-contact.ts';
import type { Contact } from './contact.ts';
import type { ContactRepository } from './ports.ts';

export interface ContactDeps {
  contacts: ContactRepository;
  users: Pick<UserRepository, 'list'>;
  audit: AuditLog;
  clock: Clock;
}

interface Change {
  /** Of the contact; a new one is made under an id that a retry gives again. */
  id: string;
  surface: string;
}

/** What is wrong with a contact as typed, by field; empty: it may be saved. @throws AppError CARE_001 */
export async function contactFaults(
  deps: Pick<ContactDeps, 'contacts' | 'users'>,
  actor: Actor,
  input: ContactInput,
): Promise<ContactFault> {
  requireContactAdmin(actor);
  const checked = checkContact(input, await deps.users.list(actor.organizationId));
  return checked.kind === 'faulty' ? checked.faults : {};
}

/** Adds or changes a contact. @throws AppError CARE_001, CARE_003 when it cannot be saved as it is */
export async function saveContact(
  deps: ContactDeps,
  actor: Actor,
  input: ContactInput,
  { id, surface }: Change,
): Promise<Contact> {
  requireContactAdmin(actor);
  const { organizationId } = actor;
  const [people, known] = await Promise.all([
    deps.users.list(organizationId),
    deps.contacts.list(organizationId),
  ]);
  const checked = checkContact(input, people);
  if (checked.kind === 'faulty') {
    const faults = Object.entries(checked.faults).map(([field, fault]) => `${field}: ${fault}`);
    throw refused(`I couldn’t save the contact. ${faults.join(' ')}`);
  }
  if (known.length >= maxContacts && !known.some((contact) => contact.id === id))
    throw refused(`There are ${maxContacts} contacts, and a longer list helps nobody. Remove one first.`);
  const saved = await deps.contacts.save(organizationId, id, checked.fields, checked.position);
  await record(deps, actor, 'contact.save', { id, surface });
  return saved;
}

/** Takes a contact out of the list; twice is harmless. @throws AppError CARE_001, CARE_002 when there never was one */
export async function removeContact(deps: ContactDeps, actor: Actor, { id, surface }: Change): Promise<void> {
  requireContactAdmin(actor);
  const isGone = !(await deps.contacts.remove(actor.organizationId, id, deps.clock.now()));
  if (isGone) throw contactGone();
  await record(deps, actor, 'contact.remove', { id, surface });
}

const refused = (userMessage: string): AppError =>
  new AppError({ code: 'CARE_003', message: 'The contact cannot be saved.', userMessage });

const record = (
  { audit }: ContactDeps,
  { organizationId, id: actorId }: Actor,
  action: string,
  { id, surface }: Change,
): Promise<void> =>
  audit.record({ organizationId, actorId, action, subjectType: 'contact', subjectId: id, surface });
