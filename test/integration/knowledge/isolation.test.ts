import type { Audience } from '../../../src/coaching/access/audience.ts';
import { canReadDocument } from '../../../src/coaching/knowledge/can-read.ts';
import { documentAccesses, documentTypes } from '../../../src/coaching/knowledge/document.ts';
import type { Actor, JobFamily, Role } from '../../../src/coaching/people/user.ts';
import {
  actorOf,
  createKnowledgeRig,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';

const scopes = documentTypes.flatMap((type) => documentAccesses.map((access) => ({ type, access })));
const people: [Role, JobFamily][] = [
  ['ADMIN', 'OTHER'],
  ['MANAGER', 'OTHER'],
  ['TEAM_LEADER', 'CSR'],
  ['TEAM_LEADER', 'SALES_REP'],
  ['COACH', 'OTHER'],
  ['AGENT', 'CSR'],
  ['AGENT', 'SALES_REP'],
  ['AGENT', 'OTHER'],
];

/** The same words in every document but for a mark that says whose it is. */
const secretText = (organization: number, type: string, access: string): string =>
  `# The vault\n\nThe secret phrase is heron ${access.replace('_', '')}${type}${organization}, kept in the blue vault.\n`;
const secretMark = /heron (\w+)/gu;

describe('a secret phrase in every namespace of two organisations', () => {
  let rig: KnowledgeRig;
  let knowledge: ReturnType<KnowledgeRig['open']>['knowledge'];
  const organizations: string[] = [];
  beforeAll(async () => {
    rig = await createKnowledgeRig();
    ({ knowledge } = rig.open());
    for (const number of [1, 2]) {
      const organizationId = await rig.addOrganization();
      organizations.push(organizationId);
      await Promise.all(
        scopes.map(({ type, access }) =>
          knowledge.ingest.add(
            documentOf(organizationId, `${type}-${access}`, secretText(number, type, access), {
              type,
              access,
            }),
          ),
        ),
      );
    }
  });
  afterAll(() => rig.close());

  const allQuestions = ['secret phrase heron', 'blue vault', 'What is kept in the vault?', 'herom secrett'];
  /** Every mark that an audience is shown, over several ways of asking. */
  async function marksFor(
    audience: Audience,
    questions: readonly string[] = allQuestions,
  ): Promise<Set<string>> {
    const results = await Promise.all(
      questions.map((question) =>
        knowledge.search.search(audience, question, { limit: 100, maxCharacters: 100_000 }),
      ),
    );
    const text = JSON.stringify(results);
    return new Set([...text.matchAll(secretMark)].map(([, mark]) => mark ?? ''));
  }

  const allowed = (members: readonly Actor[], number: number): Set<string> =>
    new Set(
      scopes
        .filter((scope) => members.every((member) => canReadDocument(member, scope)))
        .map(({ type, access }) => `${access.replace('_', '')}${type}${number}`),
    );

  it.each(people)('is found by %s %s exactly where they may read', async (role, family) => {
    for (const [index, organizationId] of organizations.entries()) {
      const actor = actorOf(organizationId, role, family);
      expect(await marksFor(directTo(actor))).toEqual(allowed([actor], index + 1));
    }
  });

  it('is found in a shared place only where each member may read', async () => {
    const [organizationId = ''] = organizations;
    const actors = people.map(([role, family]) => actorOf(organizationId, role, family));
    for (const asker of actors) {
      for (const other of actors) {
        const members = [asker, other];
        const audience: Audience = { kind: 'shared', actor: asker, members, complete: true, label: '#room' };
        expect(await marksFor(audience, ['secret phrase heron'])).toEqual(allowed(members, 1));
      }
    }
  });

  it('is found with a guest present only where everyone may read', async () => {
    const [organizationId = ''] = organizations;
    const actor = actorOf(organizationId, 'ADMIN');
    const audience: Audience = { kind: 'shared', actor, members: [actor], complete: false, label: '#guests' };
    expect(await marksFor(audience)).toEqual(new Set(documentTypes.map((type) => `all${type}1`)));
  });
});
