import type { Audience } from '../../../src/coaching/access/audience.ts';
import { readableScopes } from '../../../src/coaching/knowledge/can-read.ts';
import { documentAccesses } from '../../../src/coaching/knowledge/document.ts';
import { suggestFollowUps } from '../../../src/coaching/knowledge/questions/follow-ups.ts';
import { startingQuestions, suggest } from '../../../src/coaching/knowledge/questions/suggest.ts';
import { createKnowledgeOutline } from '../../../src/data/knowledge/outline-statements.ts';
import {
  actorOf,
  createKnowledgeRig,
  directTo,
  documentOf,
  type KnowledgeRig,
} from '../../support/knowledge.ts';

const refund = `# Refund without a receipt

## Steps

1. Search Rootstock for the purchase by phone number.
2. Check that the item comes back within 14 days of the purchase.

## Exceptions

A damaged item may come back without a receipt within 30 days of the purchase.

## Who to ask

Ask the refunds desk on channel four about a refund without a receipt.
`;
const secret = (access: string) => `# Refund plans for ${access}

## Zanzibar ${access} steps

1. The refund plan for a missing receipt is kept in the ${access} Zanzibar ledger.
`;

describe('questions that are offered', () => {
  let rig: KnowledgeRig;
  let organizationId: string;
  let deps: Required<Parameters<typeof suggest>[0]> & {
    add: (name: string, text: string) => Promise<string>;
  };

  beforeAll(async () => {
    rig = await createKnowledgeRig();
    organizationId = await rig.addOrganization();
    const { knowledge } = rig.open();
    deps = {
      outline: createKnowledgeOutline(rig.pool),
      search: knowledge.search,
      async add(name, text) {
        const { document } = await knowledge.ingest.add(documentOf(organizationId, name, text));
        return document.id;
      },
    };
    for (const access of documentAccesses.slice(1)) {
      const scope = { type: 'sop', access } as const;
      await knowledge.ingest.add(documentOf(organizationId, `plans-${access}.md`, secret(access), scope));
    }
  });
  afterAll(() => rig.close());

  const agent = () => directTo(actorOf(organizationId, 'AGENT', 'CSR'));
  const everywhere = async (): Promise<{ documentId: string; start: number; end: number }[]> => {
    const all = await deps.outline.documents(
      organizationId,
      readableScopes(directTo(actorOf(organizationId))),
      100,
    );
    return all.map(({ documentId }) => ({ documentId, start: 0, end: 10_000 }));
  };

  it('go on from the sections beside what was quoted, each with an answer, none that was answered', async () => {
    const documentId = await deps.add('refund.md', refund);
    const start = refund.indexOf('1. Search');
    const cited = { documentId, start, end: start + 50 };
    const offered = await suggestFollowUps(
      deps,
      agent(),
      { question: 'Refund without a receipt: what are the steps?', citations: [cited], results: [cited] },
      { limitMs: 10_000 },
    );
    expect(offered).toEqual([
      'Refund without a receipt: are there exceptions?',
      'Refund without a receipt: who do I ask?',
    ]);
    for (const question of offered)
      expect(await deps.search.search(agent(), question)).toMatchObject({ nothingRelevant: false });
  });

  it('never name what somebody in the audience may not read, wherever they are made', async () => {
    const spans = await everywhere();
    expect(spans.length).toBeGreaterThan(5);
    const sales = actorOf(organizationId, 'AGENT', 'SALES_REP');
    const shared: Audience = {
      kind: 'shared',
      actor: actorOf(organizationId),
      members: [actorOf(organizationId), sales],
      complete: true,
      label: '#all',
    };
    const strangers: Audience = { ...shared, complete: false };
    for (const [audience, allowed] of [
      [agent(), ['csr']],
      [directTo(sales), ['sales_rep']],
      [directTo(actorOf(organizationId, 'TEAM_LEADER', 'CSR')), ['csr', 'team_leader']],
      [shared, ['sales_rep']],
      [strangers, []],
    ] as const) {
      const offered = [
        ...(await suggestFollowUps(
          deps,
          audience,
          { question: 'refund', citations: spans, results: spans },
          { limitMs: 10_000 },
        )),
        ...(await suggest(deps, audience, '', { limit: 100 })),
        ...(await suggest(deps, audience, 'zanz', { limit: 100 })),
        ...(await suggest(deps, audience, 'refund plans', { limit: 100 })),
        ...(await startingQuestions(deps, audience, ['Where is the Zanzibar ledger?'], 100)),
      ].join('\n');
      for (const access of documentAccesses.slice(1)) {
        if (!(allowed as readonly string[]).includes(access)) expect(offered).not.toContain(`for ${access}`);
      }
    }
  });

  it('belong to one organisation alone', async () => {
    const other = await rig.addOrganization();
    expect(await suggest(deps, directTo(actorOf(other)), 'refund')).toEqual([]);
    const spans = await everywhere();
    const answered = { question: 'refund', citations: spans, results: spans };
    expect(await suggestFollowUps(deps, directTo(actorOf(other)), answered, { limitMs: 10_000 })).toEqual([]);
  });

  it('are found by what is typed, in title or heading, and not by words that begin every question', async () => {
    await deps.add('refund.md', refund);
    const typed = (prefix: string) => suggest(deps, agent(), prefix);
    expect(await typed('how do I refu')).toContain('Refund without a receipt: what are the steps?');
    expect(await typed('exceptions receipt')).toEqual(['Refund without a receipt: are there exceptions?']);
    expect(await typed('how do I')).toEqual([]);
    expect(await typed('xylophone')).toEqual([]);
  });

  it('begin with the examples that are answered here', async () => {
    const examples = ['How do I refund without a receipt?', 'What do I do with an abusive caller?'];
    const offered = await startingQuestions(deps, agent(), examples);
    expect(offered[0]).toBe(examples[0]);
    expect(offered).not.toContain(examples[1]);
    expect(offered).toHaveLength(2);
  });

  it('name nothing of a document that was taken out, and search does not find it either', async () => {
    await deps.add('gone.md', '# Quokka care\n\n## Feeding\n\nFeed the quokka a leaf each morning.\n');
    expect(await suggest(deps, agent(), 'quokka')).not.toEqual([]);
    const { loads } = rig.open().knowledge;
    expect(await loads.remove(organizationId, 'gone.md')).toHaveLength(1);
    expect(await loads.remove(organizationId, 'gone.md')).toEqual([]);
    expect(await suggest(deps, agent(), 'quokka')).toEqual([]);
    const found = await deps.search.search(agent(), 'Who feeds the quokka?');
    expect(found.passages.map(({ documentName }) => documentName)).not.toContain('gone.md');
  });

  it('are left out when they would keep the answer waiting', async () => {
    const slow = { ...deps, search: { search: () => new Promise<never>(() => undefined) } };
    const spans = await everywhere();
    const answered = { question: 'x', citations: spans, results: spans };
    expect(await suggestFollowUps(slow, agent(), answered, { limitMs: 5 })).toEqual([]);
    const broken = { ...deps, search: { search: () => Promise.reject(new Error('away')) } };
    expect(await suggestFollowUps(broken, agent(), answered)).toEqual([]);
  });
});
