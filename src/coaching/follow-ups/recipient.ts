import type { ClientRepository } from '../clients/ports.ts';
import type { UserRepository } from '../people/ports.ts';
import type { SessionParticipant } from '../sessions/session.ts';
import type { Summary } from '../summaries/summary.ts';
import { noAddress } from './follow-up-errors.ts';
import type { FollowUpRecipient } from './follow-up.ts';

export interface RecipientDeps {
  users: Pick<UserRepository, 'findById' | 'list'>;
  clients: Pick<ClientRepository, 'find'>;
}

/** What is known of a recipient now. */
export interface Contact {
  name: string;
  address?: string;
  /** IANA zone; the author's where the recipient's is not known. */
  timezone: string;
  kind: 'user' | 'client' | 'name';
}

/** Only the person whom the summary is about: nobody else may get what it says. */
export function recipientOf(
  summary: Pick<Summary, 'participant' | 'participantId'>,
  participants: readonly SessionParticipant[],
): FollowUpRecipient {
  const own = participants.find(({ id }) => id === summary.participantId);
  return {
    name: own?.name ?? summary.participant,
    ...(own?.userId === undefined ? {} : { userId: own.userId }),
    ...(own?.userId !== undefined || own?.clientId === undefined ? {} : { clientId: own.clientId }),
  };
}

/** Looked up anew each time: addresses change, and people leave. */
export async function contactOf(
  deps: RecipientDeps,
  organizationId: string,
  recipient: FollowUpRecipient,
  fallbackZone: string,
): Promise<Contact> {
  if (recipient.userId !== undefined) {
    const user = await deps.users.findById(organizationId, recipient.userId);
    if (user === undefined) return { name: recipient.name, timezone: fallbackZone, kind: 'user' };
    const { name, email, timezone, status } = user;
    return { name, timezone, kind: 'user', ...(status === 'TERMINATED' ? {} : { address: email }) };
  }
  if (recipient.clientId !== undefined) {
    const client = await deps.clients.find(organizationId, recipient.clientId);
    return {
      name: client?.name ?? recipient.name,
      timezone: client?.timezone ?? fallbackZone,
      kind: 'client',
      ...(client?.email === undefined ? {} : { address: client.email }),
    };
  }
  return { name: recipient.name, timezone: fallbackZone, kind: 'name' };
}

/** @throws AppError FOLLOWUP_006 with who can mend it */
export async function requireAddress(
  deps: RecipientDeps,
  organizationId: string,
  contact: Contact,
): Promise<string> {
  if (contact.address !== undefined) return contact.address;
  throw noAddress(contact.name, await cureOf(deps, organizationId, contact));
}

async function cureOf(deps: RecipientDeps, organizationId: string, { kind }: Contact): Promise<string> {
  switch (kind) {
    case 'client':
      return 'Press “Add address” under the draft.';
    case 'name':
      return 'I know only the name: match it to a person or client on the session’s card. You can copy the text meanwhile.';
    case 'user': {
      const admins = (await deps.users.list(organizationId)).filter(({ role }) => role === 'ADMIN');
      const names = admins.map(({ name }) => name).join(' or ');
      return `${names === '' ? 'Your admin' : names} can add it.`;
    }
  }
}
