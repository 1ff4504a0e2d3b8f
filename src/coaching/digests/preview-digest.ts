import type { Clock } from '../../shared/clock.ts';
import { dayIn } from '../people/day-in.ts';
import type { Actor } from '../people/user.ts';
import { composeDigest, type DigestView } from './compose-digest.ts';
import { indexFigures } from './digest-facts.ts';
import type { Digest } from './digest.ts';
import { notYourTeam } from './digest-errors.ts';
import type { DigestFigures, DigestPerson, DigestSource } from './ports.ts';
import { hierarchyOf, sightOf, type Hierarchy, type Team } from './teams.ts';

export interface DigestDeps {
  digests: DigestSource;
  clock: Clock;
}

export type DigestReader = Pick<Actor, 'id' | 'role' | 'timezone'>;

/**
 * The digest of one reader: a team leader's team, a manager's teams, an admin's organisation.
 * @param options.leaderId of this leader's teams instead, where the reader is above them or an admin
 * @param options.withPlans whether only the reader will see it, in a direct message
 * @returns undefined where nobody reports to the reader
 * @throws AppError DIGEST_001
 */
export async function previewDigest(
  deps: DigestDeps,
  actor: Pick<Actor, 'organizationId'> & DigestReader,
  { leaderId, withPlans }: { leaderId?: string; withPlans: boolean },
): Promise<Digest | undefined> {
  const hierarchy = hierarchyOf(await deps.digests.people(actor.organizationId));
  const scope = leaderId === undefined ? ownScope(hierarchy, actor) : scopeOf(hierarchy, actor, leaderId);
  if (scope === undefined) return undefined;
  const [digest] = await digestsOf(deps, actor.organizationId, { hierarchy, withPlans }, [
    { reader: actor, scope },
  ]);
  return digest;
}

/**
 * The digests of many readers of one organisation, by the reader's id: a few statements, whatever their number. Who leads
 * nobody gets none.
 */
export async function digestsFor(
  deps: DigestDeps,
  organizationId: string,
  isReader: (person: DigestPerson) => boolean,
): Promise<Map<string, Digest>> {
  const people = await deps.digests.people(organizationId);
  const hierarchy = hierarchyOf(people);
  const wanted = people.filter(isReader).flatMap((reader) => {
    const scope = ownScope(hierarchy, reader);
    return scope === undefined ? [] : [{ reader, scope }];
  });
  const digests = await digestsOf(deps, organizationId, { hierarchy, withPlans: true }, wanted);
  return new Map(
    wanted.flatMap(({ reader }, index) => {
      const digest = digests[index];
      return digest === undefined ? [] : [[reader.id, digest] as const];
    }),
  );
}

type Scope = Pick<DigestView, 'scope' | 'leader' | 'teams'>;

function ownScope(hierarchy: Hierarchy, reader: DigestReader): Scope | undefined {
  const teams = reader.role === 'ADMIN' ? hierarchy.allTeams() : hierarchy.teamsUnder(reader.id);
  if (teams.length === 0) return undefined;
  if (reader.role === 'ADMIN') return { scope: 'organization', teams };
  return toScope(teams, reader.id);
}

/** @throws AppError DIGEST_001 */
function scopeOf(hierarchy: Hierarchy, reader: DigestReader, leaderId: string): Scope {
  const leader = hierarchy.person(leaderId);
  const teams = hierarchy.teamsUnder(leaderId);
  if (leader === undefined || teams.length === 0 || !sightOf(hierarchy, reader)(leaderId))
    throw notYourTeam();
  if (leaderId === reader.id) return toScope(teams, reader.id);
  return { ...toScope(teams, reader.id), leader: { id: leader.id, name: leader.name } };
}

function toScope(teams: readonly Team[], readerId: string): Scope {
  const [only] = teams;
  if (teams.length > 1 || only === undefined) return { scope: 'teams', teams };
  const { leader } = only;
  if (leader === undefined || leader.id === readerId) return { scope: 'team', teams };
  return { scope: 'team', teams, leader: { id: leader.id, name: leader.name } };
}

interface Wanted {
  reader: DigestReader;
  scope: Scope;
}

/** In the order of `wanted`. Readers of different zones may be in different weeks: they are read day by day. */
async function digestsOf(
  { digests, clock }: DigestDeps,
  organizationId: string,
  { hierarchy, withPlans }: { hierarchy: Hierarchy; withPlans: boolean },
  wanted: readonly Wanted[],
): Promise<Digest[]> {
  const now = clock.now();
  const todayIn = memoised((timezone) => dayIn(now, timezone));
  const facts = new Map<string, ReturnType<typeof indexFigures>>();
  for (const today of new Set(wanted.map(({ reader }) => todayIn(reader.timezone)))) {
    const ofToday = wanted.filter(({ reader }) => todayIn(reader.timezone) === today);
    const members = uniqueById(ofToday.flatMap(({ scope }) => scope.teams.flatMap((team) => team.members)));
    const figures: DigestFigures = await digests.figuresOf(organizationId, {
      today,
      now,
      people: members.map(({ id, timezone }) => ({ id, today: todayIn(timezone) })),
      facilitatorIds: facilitatorsOf(hierarchy, ofToday),
      withPlans,
    });
    facts.set(today, indexFigures(figures));
  }
  return wanted.flatMap(({ reader, scope }) => {
    const today = todayIn(reader.timezone);
    const known = facts.get(today);
    if (known === undefined) return [];
    return composeDigest(known, { ...scope, sight: sightOf(hierarchy, reader), today, now, withPlans });
  });
}

/** Whose sessions any of these readers may know of. */
function facilitatorsOf(hierarchy: Hierarchy, wanted: readonly Wanted[]): string[] {
  const ids = new Set<string>();
  for (const { reader } of wanted) {
    ids.add(reader.id);
    const seen = reader.role === 'ADMIN' ? hierarchy.everybody : hierarchy.below(reader.id);
    for (const id of seen) if (hierarchy.person(id)?.role !== 'AGENT') ids.add(id);
  }
  return [...ids];
}

const uniqueById = (people: readonly DigestPerson[]): DigestPerson[] => [
  ...new Map(people.map((person) => [person.id, person])).values(),
];

function memoised(compute: (key: string) => string): (key: string) => string {
  const known = new Map<string, string>();
  return (key) => {
    const found = known.get(key) ?? compute(key);
    known.set(key, found);
    return found;
  };
}
