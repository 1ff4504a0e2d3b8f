import type { ClientRepository } from '../clients/ports.ts';
import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { addressInvalid, noAddress } from './follow-up-errors.ts';
import type { FollowUp } from './follow-up.ts';
import { openFollowUp, type OpenFollowUpDeps } from './open-follow-up.ts';

/** Longest path of RFC 5321. */
const longestAddress = 254;

/** One mailbox, as mail servers take them: no display name, no list, no line breaks, a domain with a dot. */
export const isAddress = (text: string): boolean =>
  text.length <= longestAddress &&
  /^[A-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Z0-9](?:[A-Z0-9-]{0,61}[A-Z0-9])?\.)+[A-Z]{2,63}$/iu.test(
    text,
  ) &&
  !/^\.|\.\.|\.@/u.test(text);

export const addressHint = 'That is no e-mail address. It looks like name@example.com.';

/**
 * Notes the address of the client whom a follow-up is for.
 * @throws AppError FOLLOWUP_001, FOLLOWUP_006 (not a client), FOLLOWUP_010 (no address, or another client's)
 */
export async function addClientAddress(
  deps: OpenFollowUpDeps & { clients: Pick<ClientRepository, 'list' | 'update'>; audit: AuditLog },
  { actor, id, address, surface }: { actor: Actor; id: string; address: string; surface: string },
): Promise<FollowUp> {
  const { followUp } = await openFollowUp(deps, actor, id);
  const { clientId, name } = followUp.recipient;
  if (clientId === undefined) throw noAddress(name, 'Only the addresses of clients are kept here.');
  const email = address.trim().toLowerCase();
  if (!isAddress(email)) throw addressInvalid(addressHint);
  const others = await deps.clients.list(actor.organizationId);
  if (others.some((client) => client.id !== clientId && client.email === email)) {
    throw addressInvalid('Another client has that address already. Please check whose it is.');
  }
  await deps.clients.update(actor.organizationId, clientId, { email });
  await deps.audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action: 'client.address',
    subjectType: 'client',
    subjectId: clientId,
    surface,
  });
  return followUp;
}
