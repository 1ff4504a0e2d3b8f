import type { UserRepository } from './ports.ts';
import type { Actor, User } from './user.ts';

/** Below `id`, through team leaders and managers, however deep; a cycle ends it. */
export function belowOf(people: readonly User[], id: string): User[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  const isBelow = (person: User | undefined, seen = new Set<string>()): boolean => {
    if (person === undefined || seen.has(person.id)) return false;
    seen.add(person.id);
    return [person.teamLeaderId, person.managerId].some(
      (above) => above !== undefined && (above === id || isBelow(byId.get(above), seen)),
    );
  };
  return people.filter((person) => person.id !== id && isBelow(person));
}

/** Whom this person leads, by name: their line; of an admin everybody else. Nobody for agents and coaches without a team. */
export async function peopleLedBy(users: Pick<UserRepository, 'list'>, actor: Actor): Promise<User[]> {
  const people = await users.list(actor.organizationId);
  return actor.role === 'ADMIN' ? people.filter(({ id }) => id !== actor.id) : belowOf(people, actor.id);
}

/** Whether this person leads that one: is above them, or an admin; never oneself. */
export async function leads(
  users: Pick<UserRepository, 'lineAbove'>,
  actor: Actor,
  personId: string,
): Promise<boolean> {
  if (actor.id === personId) return false;
  if (actor.role === 'ADMIN') return true;
  return (await users.lineAbove(actor.organizationId, personId)).includes(actor.id);
}
