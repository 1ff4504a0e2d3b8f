import type { Audience } from '../../../src/coaching/access/audience.ts';
import {
  documentAccesses,
  documentTypes,
  type DocumentAccess,
  type DocumentType,
} from '../../../src/coaching/knowledge/document.ts';
import type { SearchResult } from '../../../src/coaching/knowledge/ports.ts';
import { suggestFollowUps } from '../../../src/coaching/knowledge/questions/follow-ups.ts';
import { suggest } from '../../../src/coaching/knowledge/questions/suggest.ts';
import { jobFamilies, roles, type Actor } from '../../../src/coaching/people/user.ts';
import { createKnowledgeOutline } from '../../../src/data/knowledge/outline-statements.ts';
import type { Knowledge } from '../../../src/knowledge/create-knowledge.ts';
import { actorOf, createKnowledgeRig, documentOf, type KnowledgeRig } from '../../support/knowledge.ts';

/** A word that stands in one document only, in a namespace of its own. */
interface Secret {
  organizationId: string;
  type: DocumentType;
  access: DocumentAccess;
  word: string;
}

const tenantCount = 3;
/** Several at once, as people ask; the machine has few cores. */
const atOnce = 6;
/** A question takes this many words: so many secrets are tried with one. */
const secretsAQuestion = 10;

/** Who may read what, written down by hand: not by asking the code under test. */
function mayRead({ role, jobFamily }: Actor, type: DocumentType, access: DocumentAccess): boolean {
  const leads = role === 'TEAM_LEADER' || role === 'MANAGER';
  switch (access) {
    case 'all':
      return true;
    case 'csr':
    case 'sales_rep': {
      const family = access === 'csr' ? 'CSR' : 'SALES_REP';
      if (role === 'COACH') return type === 'methodology';
      return role === 'ADMIN' || jobFamily === family || (leads && jobFamily === 'OTHER');
    }
    case 'team_leader':
      return role === 'ADMIN' || leads || (role === 'COACH' && type === 'methodology');
    case 'manager':
      return role === 'ADMIN' || role === 'MANAGER' || (role === 'COACH' && type === 'methodology');
    case 'admin':
      return role === 'ADMIN' || (role === 'COACH' && type === 'methodology');
  }
}

/** Words that no language has and that no two share a beginning of: `quexabaz`, `quexacaz`… would be guessed as misspellings. */
function secretWord(index: number): string {
  const consonants = 'bcdfghjklmnpqrstvwxz';
  const syllable = (n: number): string =>
    `${consonants[n % 20] ?? ''}${'aeiou'[Math.floor(n / 20) % 5] ?? ''}`;
  const seed = (index + 1) * 7919;
  return [seed, seed * 31, seed * 101, seed * 499].map((n) => syllable(n % 100)).join('') + 'x';
}

const textOf = ({ type, access, word }: Secret): string =>
  `# The ${type} of ${access}\n\n## How to open the ${word} door\n\n1. Greet the caller by name.\n2. Say the password ${word} and wait for the answer.\n3. Note the time in the log.\n`;

const inBatches = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

describe('a secret in every namespace of three tenants', () => {
  let rig: KnowledgeRig;
  let knowledge: Knowledge;
  let secrets: Secret[];
  let people: Actor[];
  const spanOf = new Map<string, { documentId: string; start: number; end: number }>();

  beforeAll(async () => {
    rig = await createKnowledgeRig();
    knowledge = rig.open().knowledge;
    const tenants = await Promise.all(Array.from({ length: tenantCount }, () => rig.addOrganization()));
    secrets = tenants.flatMap((organizationId, tenant) =>
      documentTypes.flatMap((type, t) =>
        documentAccesses.map((access, a) => {
          const index = (tenant * documentTypes.length + t) * documentAccesses.length + a;
          return { organizationId, type, access, word: secretWord(index) };
        }),
      ),
    );
    for (const secret of secrets) {
      const { organizationId, type, access } = secret;
      const { document } = await knowledge.ingest.add(
        documentOf(organizationId, `${type}-${access}.md`, textOf(secret), { type, access }),
      );
      spanOf.set(secret.word, { documentId: document.id, start: 0, end: document.text.length });
    }
    people = tenants.flatMap((organizationId) =>
      roles.flatMap((role) => jobFamilies.map((family) => actorOf(organizationId, role, family))),
    );
  }, 120_000);
  afterAll(() => rig.close());

  const readableBy = (members: readonly Actor[]): Set<string> =>
    new Set(
      secrets
        .filter(({ organizationId, type, access }) =>
          members.every(
            (member) => member.organizationId === organizationId && mayRead(member, type, access),
          ),
        )
        .map(({ word }) => word),
    );

  /** Everything that a result says, in one string. */
  const said = (result: SearchResult): string => JSON.stringify(result);
  const wordsIn = (text: string): string[] =>
    secrets.map(({ word }) => word).filter((word) => text.includes(word));

  /** Asks in this audience. @returns the secrets that came back */
  async function ask(audience: Audience, question: string): Promise<string[]> {
    const wide = { limit: 60, maxCharacters: 40_000 };
    return wordsIn(said(await knowledge.search.search(audience, question, wide)));
  }

  async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const left = [...items];
    const next = async (): Promise<void> => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  }

  it('has words that differ', () => {
    expect(new Set(secrets.map(({ word }) => word)).size).toBe(90);
  });

  it('is found by those who may read it, and by nobody else, whoever asks for which', async () => {
    const leaks: string[] = [];
    const missed: string[] = [];
    await eachOf(people, async (person) => {
      const mine = readableBy([person]);
      for (const batch of inBatches(secrets, secretsAQuestion)) {
        const words = batch.map(({ word }) => word);
        const found = await ask({ kind: 'direct', actor: person }, words.join(' '));
        leaks.push(...found.filter((word) => !mine.has(word)));
        missed.push(...words.filter((word) => mine.has(word) && !found.includes(word)));
      }
    });
    expect({ leaks, missed }).toEqual({ leaks: [], missed: [] });
  });

  it('is not betrayed by a question about it, nor by its misspelling', async () => {
    const leaks: string[] = [];
    await eachOf(people, async (person) => {
      const mine = readableBy([person]);
      const audience: Audience = { kind: 'direct', actor: person };
      const at = people.indexOf(person);
      for (const { type, access, word } of secrets.filter((_, index) => (index + at) % 10 === 0)) {
        const misspelt = `${word.slice(0, 3)}${word.slice(4)}`;
        for (const question of [
          `What password do I say to open the door in the ${type} of ${access}?`,
          `password ${misspelt}`,
        ]) {
          const found = await ask(audience, question);
          leaks.push(...found.filter((found) => !mine.has(found)));
        }
      }
    });
    expect(leaks).toEqual([]);
  });

  it('stands in no question that is offered to somebody who may not read it', async () => {
    const leaks: string[] = [];
    const offered = new Set<string>();
    const deps = { outline: createKnowledgeOutline(rig.pool), search: knowledge.search };
    await eachOf(people, async (person) => {
      const mine = readableBy([person]);
      const audience: Audience = { kind: 'direct', actor: person };
      const at = people.indexOf(person);
      const beginnings = ['', 'how', 'open door', 'password', 'policy', 'manager'];
      const others = secrets.filter((_, index) => (index + at) % 10 === 0).map(({ word }) => word);
      for (const prefix of [...beginnings, ...others, ...others.map((word) => word.slice(0, 4))]) {
        const words = wordsIn((await suggest(deps, audience, prefix, { limit: 40 })).join('\n'));
        for (const word of words) offered.add(word);
        leaks.push(...words.filter((word) => !mine.has(word)));
      }
      // Whatever an answer cites, even by mistake: what is offered next is this person's to read.
      const citations = others.flatMap((word) => spanOf.get(word) ?? []);
      const answered = { question: 'How do I open the door?', citations, results: citations };
      const next = await suggestFollowUps(deps, audience, answered, { limitMs: 20_000 });
      leaks.push(...wordsIn(next.join('\n')).filter((word) => !mine.has(word)));
    });
    expect(leaks).toEqual([]);
    expect(offered.size).toBe(secrets.length);
  });

  it('is said in a channel only where every member may read it, and a stranger there leaves what all may read', async () => {
    const leaks: string[] = [];
    const ofFirst = people.slice(0, people.length / tenantCount);
    const pairs = ofFirst.flatMap((actor) => ofFirst.map((other) => [actor, other] as const));
    await eachOf(pairs, async ([actor, other]) => {
      const complete = roles.indexOf(actor.role) !== roles.indexOf(other.role);
      const audience: Audience = { kind: 'shared', actor, members: [actor, other], complete, label: '#team' };
      const everyone = readableBy([actor, other]);
      const open = new Set(secrets.filter(({ access }) => access === 'all').map(({ word }) => word));
      const allowed = complete ? everyone : new Set([...everyone].filter((word) => open.has(word)));
      const own = secrets.filter(({ organizationId }) => organizationId === actor.organizationId);
      for (const batch of inBatches(own, secretsAQuestion)) {
        const found = await ask(audience, batch.map(({ word }) => word).join(' '));
        leaks.push(...found.filter((word) => !allowed.has(word)));
      }
    });
    expect(leaks).toEqual([]);
  });
});
