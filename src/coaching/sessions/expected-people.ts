import type { User } from '../people/user.ts';

type Placed = Pick<User, 'id' | 'teamLeaderId' | 'managerId'>;

/**
 * Ids of the people whom one expects in a coach's sessions: who reports to the coach, directly or not; the team that the
 * coach belongs to, which is whom the coach's own leader leads; and the line above.
 */
export function expectedPeople(people: readonly Placed[], coachId: string): Set<string> {
  const byId = new Map(people.map((person) => [person.id, person]));
  const coach = byId.get(coachId);
  const expected = new Set<string>();
  const leader = coach?.teamLeaderId ?? coach?.managerId;
  for (let above = leader; above !== undefined && !expected.has(above);) {
    expected.add(above);
    const person = byId.get(above);
    above = person?.teamLeaderId ?? person?.managerId;
  }
  const led = new Map<string, string[]>();
  for (const { id, teamLeaderId, managerId } of people) {
    for (const by of [teamLeaderId, managerId]) {
      if (by !== undefined) led.set(by, [...(led.get(by) ?? []), id]);
    }
  }
  const queue = [coachId, ...(leader === undefined ? [] : [leader])];
  const seen = new Set<string>(queue);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const id of led.get(next) ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      expected.add(id);
      queue.push(id);
    }
  }
  expected.delete(coachId);
  return expected;
}
