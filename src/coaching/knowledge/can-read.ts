import { audienceMembers, type Audience } from '../access/audience.ts';
import type { Actor } from '../people/user.ts';
import { documentAccesses, documentTypes, type DocumentAccess, type DocumentType } from './document.ts';

export interface DocumentScope {
  type: DocumentType;
  access: DocumentAccess;
}

const rank = { AGENT: 0, COACH: 0, TEAM_LEADER: 1, MANAGER: 2, ADMIN: 3 } as const;
const minimumRank = { team_leader: 1, manager: 2, admin: 3 } as const;

/** Leaders and managers read the family they lead; those of family OTHER lead across families. */
function isOfFamily(actor: Actor, family: 'CSR' | 'SALES_REP'): boolean {
  if (actor.role === 'ADMIN') return true;
  if (actor.jobFamily === family) return actor.role !== 'COACH';
  return actor.jobFamily === 'OTHER' && rank[actor.role] >= 1;
}

/** Whether one person may read documents of this type and access (DESIGN: tenancy, roles, privacy). */
export function canReadDocument(actor: Actor, scope: DocumentScope): boolean {
  if (scope.access === 'all') return true;
  if (actor.role === 'COACH') return scope.type === 'methodology';
  if (scope.access === 'csr') return isOfFamily(actor, 'CSR');
  if (scope.access === 'sales_rep') return isOfFamily(actor, 'SALES_REP');
  return rank[actor.role] >= minimumRank[scope.access];
}

/** The type × access pairs that every member of the audience may read; a person not known to us reads only `all`. */
export function readableScopes(audience: Audience): DocumentScope[] {
  const members = audienceMembers(audience);
  const unknownPresent = audience.kind === 'shared' && !audience.complete;
  return documentTypes
    .flatMap((type) => documentAccesses.map((access) => ({ type, access })))
    .filter((scope) =>
      unknownPresent ? scope.access === 'all' : members.every((member) => canReadDocument(member, scope)),
    );
}
