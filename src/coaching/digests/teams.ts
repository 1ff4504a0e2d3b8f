import type { Actor } from '../people/user.ts';
import type { DigestPerson } from './ports.ts';

/** People who report to one leader; of those without one the leader is undefined. */
export interface Team {
  leader?: DigestPerson;
  members: readonly DigestPerson[];
}

/** Who leads whom in one organisation, computed once for as many readers as there are. */
export interface Hierarchy {
  everybody: ReadonlySet<string>;
  person(id: string): DigestPerson | undefined;
  /** Ids of all who are below, however deep; a cycle ends it. */
  below(id: string): ReadonlySet<string>;
  /** The teams of this person and of everybody below them, by the leader's name. */
  teamsUnder(id: string): Team[];
  /** Every team, and last those who have no leader. */
  allTeams(): Team[];
}

export function hierarchyOf(people: readonly DigestPerson[]): Hierarchy {
  const byId = new Map(people.map((person) => [person.id, person]));
  const reports = groupBy(people, ({ teamLeaderId, managerId }) => [teamLeaderId, managerId]);
  const members = groupBy(people, (person) => [leaderOf(person, byId)]);
  const leaders = people.filter(({ id }) => members.has(id));
  const teamOf = (leader: DigestPerson): Team => ({ leader, members: members.get(leader.id) ?? [] });
  const below = (id: string): ReadonlySet<string> => {
    const found = new Set<string>();
    const waiting = [id];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const person of reports.get(at) ?? []) {
        if (person.id === id || found.has(person.id)) continue;
        found.add(person.id);
        waiting.push(person.id);
      }
    }
    return found;
  };
  return {
    everybody: new Set(byId.keys()),
    person: (id) => byId.get(id),
    below,
    teamsUnder(id) {
      const under = below(id);
      return leaders.filter((leader) => leader.id === id || under.has(leader.id)).map(teamOf);
    },
    allTeams() {
      const alone = people.filter((person) => isLed(person) && leaderOf(person, byId) === undefined);
      return [...leaders.map(teamOf), ...(alone.length === 0 ? [] : [{ members: alone }])];
    },
  };
}

/** Whom a digest is about: those who coach or work with customers, not those who lead. */
const isLed = ({ role }: DigestPerson): boolean => role === 'AGENT' || role === 'COACH';

/** The team leader, or without one the manager; those who lead are in nobody's team. */
function leaderOf(person: DigestPerson, byId: ReadonlyMap<string, DigestPerson>): string | undefined {
  if (!isLed(person)) return undefined;
  return [person.teamLeaderId, person.managerId].find(
    (id): id is string => id !== undefined && id !== person.id && byId.has(id),
  );
}

function groupBy(
  people: readonly DigestPerson[],
  keysOf: (person: DigestPerson) => readonly (string | undefined)[],
): Map<string, DigestPerson[]> {
  const groups = new Map<string, DigestPerson[]>();
  for (const person of people) {
    for (const key of new Set(keysOf(person))) {
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [person]);
      else group.push(person);
    }
  }
  return groups;
}

/** Whether the reader may know of a note or session of this author or leader: one's own, those below, an admin all. */
export type Sight = (personId: string) => boolean;

export function sightOf(hierarchy: Hierarchy, reader: Pick<Actor, 'id' | 'role'>): Sight {
  if (reader.role === 'ADMIN') return () => true;
  const below = hierarchy.below(reader.id);
  return (personId) => personId === reader.id || below.has(personId);
}
