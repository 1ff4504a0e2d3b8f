import type { ClientRepository } from '../clients/ports.ts';
import type { UserRepository } from '../people/ports.ts';
import { firstNameOf, foldName } from '../sessions/names.ts';
import type { CoachingSession, SessionParticipant } from '../sessions/session.ts';
import type { ActionOwner } from './action-item.ts';

export interface KnownOwner {
  owner: ActionOwner;
  /** Names under which the session knows the person: as spoken, and as registered. */
  names: readonly string[];
}

export interface OwnerDeps {
  users: Pick<UserRepository, 'findByIds'>;
  /** Undefined: this deployment keeps no clients. */
  clients?: Pick<ClientRepository, 'find'>;
}

/** Everyone whom a session knows as a user or client: those who spoke, and who led it. */
export async function ownersKnown(
  deps: OwnerDeps,
  session: Pick<CoachingSession, 'organizationId' | 'facilitatorId'>,
  participants: readonly Pick<SessionParticipant, 'name' | 'userId' | 'clientId' | 'match'>[],
): Promise<KnownOwner[]> {
  const { organizationId, facilitatorId } = session;
  // An uncertain match is nobody until the coach has answered.
  const certain = participants.filter(({ match }) => match !== 'uncertain');
  const userIds = [...new Set([facilitatorId, ...certain.flatMap(({ userId }) => userId ?? [])])];
  const clientIds = [...new Set(certain.flatMap(({ clientId }) => clientId ?? []))];
  const findClient = async (id: string) => deps.clients?.find(organizationId, id);
  const [users, clients] = await Promise.all([
    deps.users.findByIds(organizationId, userIds),
    Promise.all(clientIds.map(findClient)),
  ]);
  const spoken = (key: 'userId' | 'clientId', id: string) =>
    certain.filter((participant) => participant[key] === id).map(({ name }) => name);
  return [
    ...users.map(({ id, name }) => ({
      owner: { kind: 'user' as const, id },
      names: [name, ...spoken('userId', id)],
    })),
    ...clients.flatMap((client) =>
      client === undefined
        ? []
        : [
            {
              owner: { kind: 'client' as const, id: client.id },
              names: [client.name, ...spoken('clientId', client.id)],
            },
          ],
    ),
  ];
}

/**
 * Whom an owner's name means: the one person known by that whole name, else the only one with that first name. Never a
 * guess: where two fit, or nobody does, undefined.
 */
export function findOwner(name: string, known: readonly KnownOwner[]): ActionOwner | undefined {
  const wanted = foldName(name);
  if (wanted === '') return undefined;
  const whole = known.filter(({ names }) => names.some((own) => foldName(own) === wanted));
  if (whole.length > 0) return whole.length === 1 ? whole[0]?.owner : undefined;
  const first = known.filter(({ names }) => names.some((own) => foldName(firstNameOf(own)) === wanted));
  return first.length === 1 ? first[0]?.owner : undefined;
}
