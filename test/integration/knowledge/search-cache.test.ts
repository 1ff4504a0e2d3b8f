import { canReadDocument } from '../../../src/coaching/knowledge/can-read.ts';
import type { Audience } from '../../../src/coaching/access/audience.ts';
import { documentAccesses } from '../../../src/coaching/knowledge/document.ts';
import type { JobFamily, Role } from '../../../src/coaching/people/user.ts';
import type { Knowledge } from '../../../src/knowledge/create-knowledge.ts';
import { TestClock } from '../../support/agent-scene.ts';
import { startChromaProxy, type ChromaProxy } from '../../support/chroma-proxy.ts';
import {
  actorOf,
  createKnowledgeRig,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';

const question = 'When is the blue vault opened?';
const vault = (mark: string) => `# The vault\n\nThe blue vault is opened at ${mark}.\n`;

describe('searches that repeat', () => {
  let rig: KnowledgeRig;
  let proxy: ChromaProxy;
  beforeAll(async () => {
    rig = await createKnowledgeRig();
    proxy = await startChromaProxy(rig.services.chromaUrl);
  });
  afterAll(async () => {
    await proxy.close();
    await rig.close();
  });
  const open = (clock = new TestClock()) => rig.open({ chroma: { url: proxy.url }, clock });
  const found = async (knowledge: Knowledge, audience: Audience, query = question) =>
    (await knowledge.search.search(audience, query)).passages.map(({ text }) => text).join('\n');

  it('are answered from memory, the vector store and the embedding model left in peace', async () => {
    const clock = new TestClock();
    const { knowledge, embeddings } = open(clock);
    const admin = directTo(actorOf(await rig.addOrganization()));
    await knowledge.ingest.add(documentOf(admin.actor.organizationId, 'vault', vault('nine')));
    const first = await knowledge.search.search(admin, question);
    const asked = { embedded: embeddings.embedded.length, queries: proxy.queries };
    const again = await knowledge.search.search(admin, ` ${question.toUpperCase()}`);
    expect(again).toEqual(first);
    expect({ embedded: embeddings.embedded.length, queries: proxy.queries }).toEqual(asked);
    // Other limits are another search.
    const [short] = (await knowledge.search.search(admin, question, { limit: 1, maxCharacters: 12 }))
      .passages;
    expect(short?.text.length ?? 0).toBeLessThanOrEqual(12);
    clock.advance(24 * 3_600_000 + 1);
    await knowledge.search.search(admin, question);
    expect(proxy.queries).toBeGreaterThan(asked.queries);
  });

  it('see every change at once, whichever process made it', async () => {
    const here = open().knowledge;
    const elsewhere = open().knowledge;
    const organizationId = await rig.addOrganization();
    const admin = directTo(actorOf(organizationId));
    const agent = directTo(actorOf(organizationId, 'AGENT', 'CSR'));
    const add = (name: string, mark: string, access: 'all' | 'csr' | 'manager' = 'csr') =>
      elsewhere.ingest.add(documentOf(organizationId, name, vault(mark), { type: 'sop', access }));
    const both = async () => {
      const seen = [await found(here, admin), await found(here, agent)];
      // Once more, from memory.
      expect([await found(here, admin), await found(here, agent)]).toEqual(seen);
      return seen;
    };

    expect(await both()).toEqual(['', '']);
    await add('vault', 'nine');
    expect(await both()).toEqual([expect.stringContaining('nine'), expect.stringContaining('nine')]);
    await add('vault', 'ten');
    const [now] = await both();
    expect(now).toContain('ten');
    expect(now).not.toContain('nine');
    // A second document, in a namespace that was not there.
    await add('vault-2', 'noon', 'all');
    expect((await both())[1]).toContain('noon');
    // What narrows to managers is gone for agents in the same moment.
    await add('vault', 'ten', 'manager');
    const [manager, left] = await both();
    expect(manager).toContain('ten');
    expect(left).not.toContain('ten');
  });

  it('are not kept when words alone answered', async () => {
    const { knowledge } = open();
    const admin = directTo(actorOf(await rig.addOrganization()));
    await knowledge.ingest.add(documentOf(admin.actor.organizationId, 'vault', vault('nine')));
    proxy.mode = 'refuse';
    expect((await knowledge.search.search(admin, question)).mode).toBe('text-only');
    proxy.mode = 'pass';
    expect((await knowledge.search.search(admin, question)).mode).toBe('hybrid');
  });

  it('never show one audience what another found', async () => {
    const { knowledge } = open();
    const scopes = (['sop', 'methodology'] as const).flatMap((type) =>
      documentAccesses.map((access) => ({ type, access })),
    );
    const people: [Role, JobFamily][] = [
      ['ADMIN', 'OTHER'],
      ['MANAGER', 'CSR'],
      ['TEAM_LEADER', 'SALES_REP'],
      ['COACH', 'OTHER'],
      ['AGENT', 'CSR'],
      ['AGENT', 'SALES_REP'],
      ['AGENT', 'OTHER'],
    ];
    const organizations = [await rig.addOrganization(), await rig.addOrganization()];
    for (const [at, organizationId] of organizations.entries())
      for (const scope of scopes) {
        const mark = `hour-${at}-${scope.type}-${scope.access.replace('_', '')}.`;
        await knowledge.ingest.add(
          documentOf(organizationId, `${scope.type}-${scope.access}`, vault(mark), scope),
        );
      }
    const actors = organizations.flatMap((organizationId) =>
      people.map(([role, family]) => actorOf(organizationId, role, family)),
    );
    const audiences: Audience[] = [
      ...actors.map(directTo),
      ...actors.flatMap((actor, at): Audience[] => {
        const other = actors[(at + 1) % people.length] ?? actor;
        const members = other.organizationId === actor.organizationId ? [actor, other] : [actor];
        return [{ kind: 'shared', actor, members, complete: at % 3 > 0, label: 'room' }];
      }),
    ];
    // Whoever asks first fills the memory; in both orders, twice.
    for (const order of [audiences, [...audiences].reverse(), audiences])
      for (const audience of order) {
        const members = audience.kind === 'direct' ? [audience.actor] : audience.members;
        const known = audience.kind === 'direct' || audience.complete;
        const at = organizations.indexOf(audience.actor.organizationId);
        const allowed = scopes
          .filter((scope) =>
            known ? members.every((member) => canReadDocument(member, scope)) : scope.access === 'all',
          )
          .map(({ type, access }) => `hour-${at}-${type}-${access.replace('_', '')}`);
        const { passages } = await knowledge.search.search(audience, question, {
          limit: 100,
          maxCharacters: 100_000,
        });
        const marks = passages.flatMap(({ text }) => text.match(/hour-[\w-]+/gu) ?? []);
        expect([...new Set(marks)].sort()).toEqual([...allowed].sort());
      }
  });
});
