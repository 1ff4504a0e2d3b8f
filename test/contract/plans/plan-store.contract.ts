import type { PlanRepository } from '../../../src/coaching/performance/ports.ts';
import type { PlanRecord } from '../../../src/coaching/plans/plan-record.ts';
import type { PlanStore, PlanWritten } from '../../../src/coaching/plans/ports.ts';
import { newId } from '../../../src/shared/ids.ts';
import { peopledOrganization, type World } from '../../support/world.ts';

export interface PlanWorld {
  world: World;
  planStore: PlanStore;
  actionPlans: Pick<PlanRepository, 'current'>;
}

/** Plans to improve performance, as they are kept. */
export function planStoreContract(open: () => Promise<PlanWorld>): void {
  let stores: PlanWorld;
  let organizationId: string;
  let other: string;
  let [priya, daniel, theo] = ['', '', ''];
  beforeAll(async () => {
    stores = await open();
    const { people, ...organization } = await peopledOrganization(stores.world, 'P1');
    organizationId = organization.organizationId;
    [priya, daniel, theo] = [people.priya.id, people.daniel.id, people.theo.id];
    other = (await peopledOrganization(stores.world, 'P2')).organizationId;
  });
  afterAll(() => stores.world.close());

  const draft = (fields: Partial<PlanRecord> = {}): PlanRecord => ({
    id: newId(),
    organizationId,
    agentId: priya,
    startOn: '2026-11-23',
    targetEndOn: '2027-01-22',
    status: 'draft',
    reason: 'Quality fell behind.',
    targets: [{ metric: 'quality_score', target: 90 }],
    mandatory: ['no absences', 'Two calls side by side'],
    recommended: [],
    checkIn: 'weekly',
    updates: [],
    createdAt: new Date('2026-11-20T09:00:00Z'),
    createdBy: theo,
    extensionCount: 0,
    marks: {},
    version: 1,
    changedBy: theo,
    ...fields,
  });
  const audit = (plan: PlanRecord, action = 'plan.draft') => ({
    actorId: theo,
    action,
    subjectType: 'action_plan',
    subjectId: plan.id,
    surface: 'test',
  });
  const add = (plan: PlanRecord, turnId = newId()) =>
    stores.planStore.add(plan, { turnId, audit: audit(plan) });
  const write = (plan: PlanRecord, version: number, action = 'plan.update') =>
    stores.planStore.write({ plan, version, audit: audit(plan, action) });
  const begun = (plan: PlanRecord): PlanRecord => ({
    ...plan,
    status: 'active',
    approvedBy: theo,
    approvedAt: new Date('2026-11-21T09:00:00Z'),
    activatedAt: new Date('2026-11-21T09:00:00Z'),
  });
  const auditedOf = async (id: string) =>
    (await stores.world.audited(organizationId)).filter(({ subjectId }) => subjectId === id);

  it('a draft comes back whole, once a turn, with its audit entry, and only to its organisation', async () => {
    const [plan, turnId] = [draft(), newId()];
    expect(await add(plan, turnId)).toMatchObject(plan);
    expect((await add(draft({ reason: 'A second try' }), turnId)).id).toBe(plan.id);
    expect(await stores.planStore.find(organizationId, plan.id)).toMatchObject(plan);
    expect(await stores.planStore.find(other, plan.id)).toBeUndefined();
    expect(await stores.planStore.find(organizationId, 'none')).toBeUndefined();
    expect((await auditedOf(plan.id)).map(({ action }) => action)).toEqual(['plan.draft']);
    await write({ ...plan, status: 'cancelled' }, 1);
  });

  it('every part of a change is kept, with its check-ins and its audit entry, under the next version', async () => {
    const plan = await add(draft({ agentId: daniel }));
    const changed: PlanRecord = {
      ...begun(plan),
      status: 'completed',
      targets: [{ metric: 'quality_score', target: 90, start: 78.25 }],
      actualEndOn: '2026-12-20',
      extensionCount: 1,
      outcome: 'success',
      outcomeNotes: 'There.',
      lessons: 'Begin sooner.',
      score: 91.67,
      marks: { 'Two calls side by side': { met: true, at: new Date('2026-12-01T10:00:00Z') } },
      updates: [{ at: new Date('2026-12-01T10:00:00Z'), by: theo, text: 'Calmer.' }],
      lastTurnId: newId(),
    };
    const checkIns = [
      { dueOn: '2026-11-30', state: 'missed' as const, figures: {} },
      {
        dueOn: '2026-12-07',
        state: 'held' as const,
        heldOn: '2026-12-08',
        heldBy: theo,
        notes: 'Went well.',
        figures: { quality_score: 84.5 },
        score: 55.5,
      },
    ];
    const entry = audit(plan, 'plan.complete');
    const written = await stores.planStore.write({ plan: changed, version: 1, checkIns, audit: entry });
    expect(written).toMatchObject({ kind: 'written', plan: { ...changed, version: 2 } });
    expect(await stores.planStore.checkIns(organizationId, plan.id)).toEqual(checkIns);
    expect(await stores.planStore.checkIns(other, plan.id)).toEqual([]);
    expect((await auditedOf(plan.id)).map(({ action }) => action)).toEqual(['plan.draft', 'plan.complete']);
  });

  it('what was put down is gone: a submission, words that sent it back, an end', async () => {
    const plan = await add(draft({ agentId: theo }));
    await write({ ...plan, submittedAt: new Date(), sentBack: 'Shorter.', actualEndOn: '2026-12-01' }, 1);
    await write({ ...plan, submittedAt: undefined, sentBack: undefined, actualEndOn: undefined }, 2);
    const after = await stores.planStore.find(organizationId, plan.id);
    expect([after?.submittedAt, after?.sentBack, after?.actualEndOn, after?.version]).toEqual([
      undefined,
      undefined,
      undefined,
      3,
    ]);
  });

  it('of two changes at once one is too late, and writes neither itself nor an audit entry', async () => {
    const plan = await add(draft({ agentId: daniel }));
    const outcomes = await Promise.all(
      ['One.', 'Other.'].map((reason) => write({ ...plan, reason }, 1, 'plan.edit')),
    );
    const kinds = (list: readonly (PlanWritten | undefined)[]) => list.map((one) => one?.kind).sort();
    expect(kinds(outcomes)).toEqual(['stale', 'written']);
    expect((await auditedOf(plan.id)).map(({ action }) => action)).toEqual(['plan.draft', 'plan.edit']);
  });

  it('one person has one running plan, also where two begin at once', async () => {
    const [one, two] = [await add(draft({ agentId: theo })), await add(draft({ agentId: theo }))];
    const outcomes = await Promise.all([one, two].map((plan) => write(begun(plan), 1, 'plan.activate')));
    expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(['running', 'written']);
  });

  it('a person finds only what has begun; leaders find drafts too, newest first, of the people they name', async () => {
    const older = await add(draft({ createdAt: new Date('2026-11-01T09:00:00Z') }));
    const newer = await add(draft({ createdAt: new Date('2026-11-19T09:00:00Z') }));
    expect(await stores.actionPlans.current(organizationId, priya)).toBeUndefined();
    await write(begun(older), 1);
    const { id, reason, targets, mandatory, checkIn } = older;
    const shown = { id, reason, targets, mandatory, checkIn, status: 'active' };
    expect(await stores.actionPlans.current(organizationId, priya)).toMatchObject(shown);
    expect(await stores.actionPlans.current(other, priya)).toBeUndefined();
    const list = (options = {}) => stores.planStore.list(organizationId, [priya], options);
    expect((await list({ statuses: ['draft', 'active'] })).map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(await list({ statuses: ['failed'] })).toEqual([]);
    expect(await list({ limit: 1 })).toHaveLength(1);
    expect(await stores.planStore.list(other, [priya])).toEqual([]);
    expect(await stores.planStore.list(organizationId, [])).toEqual([]);
    const everybodys = await stores.planStore.list(organizationId, undefined);
    expect(new Set(everybodys.map(({ agentId }) => agentId))).toEqual(new Set([priya, daniel, theo]));
  });
}
