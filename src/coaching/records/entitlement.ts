import { audienceMembers, type Audience } from '../access/audience.ts';
import type { Actor } from '../people/user.ts';

/** A person's place in the line; people who have left count too, for their records stay. */
export interface LinePlace {
  id: string;
  teamLeaderId?: string;
  managerId?: string;
}

/**
 * Whose records an audience may see, before anything is searched. The rules are those of `canSeeSession`,
 * `canSeeSummary` and of quick notes; where several people read, each of them must be entitled to each record.
 */
export interface RecordEntitlement {
  organizationId: string;
  /** Sessions led by these people, in full: transcript and every summary. */
  facilitators: readonly string[];
  /** Notes written by these people; of those about a reader only what was shared. */
  authors: readonly string[];
  /** Everyone who will read it. */
  readers: readonly string[];
  /** Notes about these readers that were shared with them, by anyone, or where it is given by this author. */
  shared: readonly { userId: string; authorId?: string }[];
  /** Approved summaries of these participants, in sessions led by these people. */
  own: readonly { facilitatorId: string; userId: string }[];
}

/** As deep as `UserRepository.lineAbove` looks. */
const deepestLine = 12;

/** Nobody sees anything: how an incomplete audience is treated. */
const nothing = (organizationId: string): RecordEntitlement => ({
  organizationId,
  facilitators: [],
  authors: [],
  readers: [],
  shared: [],
  own: [],
});

/** The person and everyone below them, through team leaders and managers. */
function selfAndBelow(id: string, reports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set([id]);
  let level: readonly string[] = [id];
  for (let depth = 0; depth < deepestLine && level.length > 0; depth += 1) {
    const next = new Set(
      level.flatMap((above) => reports.get(above) ?? []).filter((below) => !seen.has(below)),
    );
    for (const below of next) seen.add(below);
    level = [...next];
  }
  return seen;
}

function reportsOf(people: readonly LinePlace[]): Map<string, string[]> {
  const reports = new Map<string, string[]>();
  for (const { id, teamLeaderId, managerId } of people) {
    for (const above of new Set([teamLeaderId, managerId])) {
      if (above !== undefined) reports.set(above, [...(reports.get(above) ?? []), id]);
    }
  }
  return reports;
}

/** @param people everyone of the organisation, those who have left included */
export function recordEntitlement(audience: Audience, people: readonly LinePlace[]): RecordEntitlement {
  const { organizationId } = audience.actor;
  if (audience.kind === 'shared' && !audience.complete) return nothing(organizationId);
  const members = [
    ...new Map<string, Actor>(
      [audience.actor, ...audienceMembers(audience)].map((member) => [member.id, member]),
    ).values(),
  ];
  // A person of another organisation entitles nobody here to anything.
  if (members.some((member) => member.organizationId !== organizationId)) return nothing(organizationId);
  const reports = reportsOf(people);
  const lines = members.map((member) => ({ member, line: selfAndBelow(member.id, reports) }));
  const facilitators: string[] = [];
  const authors: string[] = [];
  const own: { facilitatorId: string; userId: string }[] = [];
  const readers = members.map(({ id }) => id);
  // Somebody who reads alone needs no list of everyone who might have written.
  const shared: { userId: string; authorId?: string }[] =
    readers.length === 1 ? readers.map((userId) => ({ userId })) : [];
  for (const { id } of people) {
    const outside = lines.filter(({ line }) => !line.has(id)).map(({ member }) => member);
    if (outside.length === 0) authors.push(id);
    else if (outside.length === 1 && readers.length > 1)
      shared.push(...outside.map((reader) => ({ userId: reader.id, authorId: id })));
    // Admins see every session, but only the notes of their own line.
    const notEntitled = outside.filter(({ role }) => role !== 'ADMIN');
    const [only, ...others] = notEntitled;
    if (only === undefined) facilitators.push(id);
    else if (others.length === 0) own.push({ facilitatorId: id, userId: only.id });
  }
  return { organizationId, facilitators, authors, readers, shared, own };
}

/** True when the audience is so mixed that nothing at all may be shown, whatever there is. */
export const entitlesToNothing = ({ facilitators, authors, own }: RecordEntitlement): boolean =>
  facilitators.length === 0 && authors.length === 0 && own.length === 0;
