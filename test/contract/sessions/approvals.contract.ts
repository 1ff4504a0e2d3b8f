import type { ActionItemRepository } from '../../../src/coaching/actions/ports.ts';
import type { User } from '../../../src/coaching/people/user.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import type { SessionRepository } from '../../../src/coaching/sessions/ports.ts';
import type { SummaryRepository } from '../../../src/coaching/summaries/ports.ts';
import type { ProposalRepository } from '../../../src/coaching/summaries/proposals/ports.ts';
import { refineSummary } from '../../../src/coaching/summaries/refine-summary.ts';
import type { Summary, SummaryLine } from '../../../src/coaching/summaries/summary.ts';
import { createOfflineProposer } from '../../../src/models/summaries/offline-proposer.ts';
import { newId } from '../../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../../support/world.ts';

export interface ApprovalWorld extends World {
  sessions: SessionRepository;
  summaries: SummaryRepository;
  proposals: ProposalRepository;
  actions: ActionItemRepository;
}

const line = (id: string, text: string): SummaryLine => ({
  ...{ id, section: 'actions', text, owner: 'Priya Nair', due: '2026-11-27' },
  ...{ evidence: [], source: 'coach' },
});

/** Approvals and what comes of them, proposals, tracked items, and two people at one summary. */
export function approvalsContract(open: () => Promise<ApprovalWorld>): void {
  let world: ApprovalWorld;
  let organizationId: string;
  let people: Record<CastName, User>;
  const at = new Date('2026-11-20T10:00:00Z');
  beforeAll(async () => {
    world = await open();
    ({ organizationId, people } = await peopledOrganization(world, 'A1'));
  });
  afterAll(() => world.close());

  const addSummary = async (coach: CastName = 'cleo'): Promise<Summary> => {
    const session = await world.sessions.create({
      session: {
        ...{ organizationId, facilitatorId: people[coach].id, type: 'INDIVIDUAL', title: 'Weekly' },
        date: '2026-11-20',
      },
      uploadKey: newId(),
      fileName: 'weekly.vtt',
      contentHash: 'ab'.repeat(32),
      segments: [{ index: 0, speaker: 'Priya Nair', text: 'I will call the client.' }],
      participants: [{ name: 'Priya Nair', userId: people.priya.id, isFacilitator: false, turns: 1 }],
    });
    const [priya] = await world.sessions.participants(organizationId, session.id);
    return world.summaries.create({
      ...{ organizationId, sessionId: session.id, participantId: priya?.id ?? '', leftOut: 0 },
      lines: [line('a1', 'Call the client.')],
    });
  };
  const owner = () => ({ kind: 'user' as const, id: people.priya.id });
  const approve = (summaryId: string, expected = 1, share = { unedited: 1, all: 2 }) =>
    world.summaries.approve({
      ...{ organizationId, summaryId, expected, approvedBy: people.cleo.id, at, share },
      items: [
        { lineId: 'a1', title: 'Call the client.', owner: owner(), dueOn: '2026-11-27', state: 'open' },
      ],
    });
  const reopen = (summaryId: string, expected = 1) =>
    world.summaries.reopen({ organizationId, summaryId, expected, reopenedBy: people.ada.id, at });
  const addVersion = (summaryId: string, expected: number, who: CastName = 'cleo') =>
    world.summaries.addVersion({
      ...{ organizationId, summaryId, expected, authorId: people[who].id, turnId: newId() },
      ...{
        lines: [line('a1', `Version ${expected + 1}.`)],
        cause: { kind: 'refine', request: 'x' } as const,
      },
    });
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no error',
      (error: unknown) => (error as { code?: string }).code,
    );

  describe('an approval', () => {
    it('is kept with its share and its items, once for presses at the same moment', async () => {
      const { id } = await addSummary();
      await Promise.all([approve(id), approve(id)]);
      expect(await world.summaries.approvals(organizationId, id)).toEqual([
        { version: 1, unedited: 1, all: 2, approvedBy: people.cleo.id, approvedAt: at },
      ]);
      expect(await world.actions.listBySummary(organizationId, id)).toMatchObject([
        {
          ...{ lineId: 'a1', title: 'Call the client.', owner: owner(), dueOn: '2026-11-27', state: 'open' },
          createdBy: people.cleo.id,
        },
      ]);
    });

    it('writes no item when it is refused', async () => {
      const { id } = await addSummary();
      expect(await codeOf(approve(id, 2))).toBe('SUMMARY_STALE');
      expect(await world.actions.listBySummary(organizationId, id)).toEqual([]);
      expect(await world.summaries.approvals(organizationId, id)).toEqual([]);
    });

    it('is taken back by reopening, which keeps its record; newest first', async () => {
      const { id } = await addSummary();
      await approve(id);
      expect(await codeOf(reopen(id, 2))).toBe('SUMMARY_STALE');
      const reopened = await reopen(id);
      expect([reopened.state, reopened.approvedAt, reopened.approvedBy]).toEqual([
        'draft',
        undefined,
        undefined,
      ]);
      expect(await reopen(id)).toEqual(reopened);
      expect(await world.summaries.approvals(organizationId, id)).toMatchObject([
        { version: 1, reopenedAt: at },
      ]);
      await approve(id, 1, { unedited: 2, all: 2 });
      const [again] = await world.summaries.approvals(organizationId, id);
      expect([again?.unedited, again?.reopenedAt]).toEqual([2, undefined]);
      await reopen(id);
      await addVersion(id, 1);
      await approve(id, 2);
      const approvals = await world.summaries.approvals(organizationId, id);
      expect(approvals.map(({ version }) => version).toSorted()).toEqual([1, 2]);
    });

    it('adds up by coach, what is reopened left out', async () => {
      const { id: organization } = await world.organizations.create({ name: 'Nobody' });
      expect(await world.summaries.approvedShares(organization)).toEqual([]);
      const before = await world.summaries.approvedShares(organizationId);
      const ofTheo = before.find(({ coachId }) => coachId === people.theo.id);
      expect(ofTheo).toBeUndefined();
      const [one, other, open] = [
        await addSummary('theo'),
        await addSummary('theo'),
        await addSummary('theo'),
      ];
      await approve(one.id);
      await approve(other.id, 1, { unedited: 5, all: 6 });
      await approve(open.id);
      await reopen(open.id);
      const after = await world.summaries.approvedShares(organizationId);
      expect(after.find(({ coachId }) => coachId === people.theo.id)).toEqual({
        ...{ coachId: people.theo.id, summaries: 2, unedited: 6, all: 8 },
      });
    });
  });

  describe('a version’s author', () => {
    it('is found again by the newest version of any summary of the session', async () => {
      const { id, sessionId } = await addSummary();
      const last = (who: CastName) =>
        world.summaries.lastVersionBy(organizationId, sessionId, people[who].id);
      expect(await last('cleo')).toBeUndefined();
      await addVersion(id, 1);
      await addVersion(id, 2, 'ada');
      expect(await last('cleo')).toMatchObject({ summaryId: id, version: 2 });
      expect(await last('ada')).toMatchObject({ version: 3 });
    });
  });

  describe('two people at one summary', () => {
    it('refine it at the same moment: one change is made, the other is refused with what was done', async () => {
      const { id } = await addSummary();
      const proposer = createOfflineProposer();
      const deps = { ...world, proposer, clock: { now: () => at } };
      const refine = (who: CastName, instruction: string) =>
        refineSummary(deps, {
          ...{ actor: toActor(people[who]), summaryId: id, instruction, turnId: newId() },
          expected: 1,
        }).then(
          ({ kind }) => kind,
          (error: unknown) => (error as { userMessage?: string }).userMessage ?? '',
        );
      const outcomes = await Promise.all([
        refine('cleo', 'add a win: Smiled'),
        refine('ada', 'add a win: Sang'),
      ]);
      expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(1);
      const refused = outcomes.find((outcome) => outcome !== 'changed');
      const winner =
        outcomes[0] === 'changed'
          ? 'Cleo Coach asked for “add a win: Smiled”'
          : 'Ada Admin asked for “add a win: Sang”';
      expect(refused).toContain(winner);
      expect((await world.summaries.find(organizationId, id))?.version).toBe(2);
    });
  });

  describe('a proposal', () => {
    const propose = async (turnId = newId(), items = true) => {
      const { id, sessionId } = await addSummary();
      return world.proposals.create({
        ...{ organizationId, sessionId, authorId: people.cleo.id, turnId, request: 'shorter for everyone' },
        items: items
          ? [
              {
                summaryId: id,
                expected: 1,
                operations: [
                  { op: 'replace', lineId: 'a1', text: 'Call.', due: '2026-12-01' },
                  { op: 'add', section: 'wins', text: 'Smiled.' },
                  { op: 'move', lineId: 'a1', beforeLineId: null },
                  { op: 'merge', lineId: 'a1', fromLineIds: ['a2'], text: 'Both.' },
                  { op: 'split', lineId: 'a1', texts: ['One.', 'Two.'] },
                  { op: 'remove', lineId: 'a1' },
                ],
              },
            ]
          : [],
      });
    };

    it('comes back as it was made, once for a turn', async () => {
      const turnId = newId();
      const proposal = await propose(turnId);
      expect(proposal.state).toBe('open');
      expect(await world.proposals.find(organizationId, proposal.id)).toEqual(proposal);
      expect(await world.proposals.ofTurn(organizationId, turnId)).toEqual(proposal);
      expect((await propose(turnId)).id).toBe(proposal.id);
      expect(await world.proposals.ofTurn(organizationId, newId())).toBeUndefined();
    });

    it('ends once', async () => {
      const { id, sessionId } = await propose();
      const ended = await Promise.all([
        world.proposals.close(organizationId, id, 'applied'),
        world.proposals.close(organizationId, id, 'applied'),
      ]);
      expect(ended.toSorted()).toEqual([false, true]);
      expect(await world.proposals.close(organizationId, id, 'dismissed')).toBe(false);
      const last = (author: string) => world.proposals.lastApplied(organizationId, sessionId, author);
      expect(await last(people.cleo.id)).toMatchObject({ id, state: 'applied' });
      expect(await last(people.ada.id)).toBeUndefined();
    });

    it('does not exist for another organisation, nor under an id that is none', async () => {
      const { id } = await propose();
      const other = await world.organizations.create({ name: 'Other' });
      expect(await world.proposals.find(other.id, id)).toBeUndefined();
      expect(await world.proposals.find(organizationId, 'no-such-id')).toBeUndefined();
    });
  });

  describe('a tracked item', () => {
    const from = () => ({ sessionId: '', createdBy: people.cleo.id });

    it('is written once for a line, and follows it', async () => {
      const { id, sessionId } = await addSummary();
      const save = (title: string, dueOn?: string) =>
        world.actions.saveOfSummary(
          organizationId,
          id,
          [{ lineId: 'a1', title, state: 'open', ...(dueOn === undefined ? {} : { dueOn, owner: owner() }) }],
          { ...from(), sessionId },
        );
      await save('Call.', '2026-11-27');
      await save('Call them.');
      const items = await world.actions.listBySummary(organizationId, id);
      expect(items).toEqual([
        {
          ...{ id: items[0]?.id, organizationId, sessionId, summaryId: id, lineId: 'a1' },
          ...{ title: 'Call them.', state: 'open', createdBy: people.cleo.id },
          ...{ priority: 'MEDIUM', progress: 0 },
        },
      ]);
      expect(await world.actions.find(organizationId, items[0]?.id ?? '')).toEqual(items[0]);
    });

    it('is listed for its owner by its day, and changes its state only from where it should', async () => {
      const { id, sessionId } = await addSummary();
      const due = { a1: '2026-12-02', a2: '2026-12-01', a3: undefined };
      await world.actions.saveOfSummary(
        organizationId,
        id,
        Object.entries(due).map(([lineId, dueOn]) => ({
          ...{ lineId, title: lineId, owner: { kind: 'user' as const, id: people.daniel.id } },
          ...{ state: 'open' as const, ...(dueOn === undefined ? {} : { dueOn }) },
        })),
        { ...from(), sessionId },
      );
      const own = async () =>
        world.actions.listByOwner(organizationId, { kind: 'user', id: people.daniel.id }, ['open']);
      const listed = await own();
      expect(listed.map(({ title }) => title)).toEqual(['a2', 'a1', 'a3']);
      const [first] = listed;
      const change = (to: 'completed' | 'open') =>
        world.actions.changeState(organizationId, first?.id ?? '', {
          ...{ from: to === 'open' ? ['completed'] : ['open'], to, at },
        } as const);
      expect(await change('completed')).toMatchObject({ state: 'completed', completedAt: at });
      expect(await change('completed')).toBeUndefined();
      expect((await own()).map(({ title }) => title)).toEqual(['a1', 'a3']);
      expect((await change('open'))?.completedAt).toBeUndefined();
    });

    it('does not exist for another organisation, nor under an id that is none', async () => {
      const { id } = await addSummary();
      await approve(id);
      const [item] = await world.actions.listBySummary(organizationId, id);
      const other = await world.organizations.create({ name: 'Other' });
      expect(await world.actions.find(other.id, item?.id ?? '')).toBeUndefined();
      expect(await world.actions.listBySummary(other.id, id)).toEqual([]);
      expect(await world.actions.find(organizationId, 'no-such-id')).toBeUndefined();
    });
  });
}
