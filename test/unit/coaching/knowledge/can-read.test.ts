import type { Audience } from '../../../../src/coaching/access/audience.ts';
import { canReadDocument, readableScopes } from '../../../../src/coaching/knowledge/can-read.ts';
import {
  documentAccesses,
  documentTypes,
  type DocumentAccess,
} from '../../../../src/coaching/knowledge/document.ts';
import type { Actor, JobFamily, Role } from '../../../../src/coaching/people/user.ts';

const person = (role: Role, jobFamily: JobFamily): Actor => ({
  id: `${role}-${jobFamily}`,
  organizationId: 'o',
  email: 'a@b.example',
  name: 'A',
  role,
  jobFamily,
  timezone: 'UTC',
});

/** Written out, not computed: who reads which access, for every type but methodology. */
const matrix: Record<Role, Record<JobFamily, readonly DocumentAccess[]>> = {
  ADMIN: {
    CSR: ['all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin'],
    SALES_REP: ['all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin'],
    OTHER: ['all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin'],
  },
  MANAGER: {
    CSR: ['all', 'csr', 'team_leader', 'manager'],
    SALES_REP: ['all', 'sales_rep', 'team_leader', 'manager'],
    OTHER: ['all', 'csr', 'sales_rep', 'team_leader', 'manager'],
  },
  TEAM_LEADER: {
    CSR: ['all', 'csr', 'team_leader'],
    SALES_REP: ['all', 'sales_rep', 'team_leader'],
    OTHER: ['all', 'csr', 'sales_rep', 'team_leader'],
  },
  COACH: { CSR: ['all'], SALES_REP: ['all'], OTHER: ['all'] },
  AGENT: { CSR: ['all', 'csr'], SALES_REP: ['all', 'sales_rep'], OTHER: ['all'] },
};

const cases = (Object.keys(matrix) as Role[]).flatMap((role) =>
  (Object.keys(matrix[role]) as JobFamily[]).flatMap((family) =>
    documentTypes.map((type) => ({ role, family, type })),
  ),
);

describe('who may read which documents', () => {
  it.each(cases)('$role of family $family, type $type', ({ role, family, type }) => {
    const actor = person(role, family);
    // A coach reads methodology whatever its access.
    const expected = role === 'COACH' && type === 'methodology' ? documentAccesses : matrix[role][family];
    const readable = documentAccesses.filter((access) => canReadDocument(actor, { type, access }));
    expect(readable).toEqual(expected);
    const direct: Audience = { kind: 'direct', actor };
    expect(
      readableScopes(direct)
        .filter((scope) => scope.type === type)
        .map(({ access }) => access),
    ).toEqual(expected);
  });

  it('gives a shared place only what each member may read', () => {
    const manager = person('MANAGER', 'OTHER');
    const agent = person('AGENT', 'CSR');
    const seller = person('AGENT', 'SALES_REP');
    const scopes = (members: Actor[]) =>
      new Set(
        readableScopes({ kind: 'shared', actor: manager, members, complete: true, label: '#desk' }).map(
          ({ access }) => access,
        ),
      );
    expect(scopes([manager, agent])).toEqual(new Set(['all', 'csr']));
    expect(scopes([manager, agent, seller])).toEqual(new Set(['all']));
  });

  it('gives only `all` where somebody is not known, even to admins and coaches', () => {
    for (const actor of [person('ADMIN', 'OTHER'), person('COACH', 'OTHER')]) {
      const audience: Audience = {
        kind: 'shared',
        actor,
        members: [actor],
        complete: false,
        label: '#guests',
      };
      expect(readableScopes(audience)).toEqual(documentTypes.map((type) => ({ type, access: 'all' })));
    }
  });
});
