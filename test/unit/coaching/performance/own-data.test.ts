import type { ActionItem } from '../../../../src/coaching/actions/action-item.ts';
import type { RecordedMetric } from '../../../../src/coaching/performance/metric.ts';
import { ownNextSession } from '../../../../src/coaching/performance/own-next-session.ts';
import { ownPlan } from '../../../../src/coaching/performance/own-plan.ts';
import { ownScores, shiftDay } from '../../../../src/coaching/performance/own-scores.ts';
import { whatChanged } from '../../../../src/coaching/performance/what-changed.ts';
import type { ActionPlan } from '../../../../src/coaching/performance/plan.ts';
import { toActor, type Actor } from '../../../../src/coaching/people/user.ts';
import type { CoachingSession } from '../../../../src/coaching/sessions/session.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeFigures, createFakeHistory, createFakePlans } from '../../../support/fakes/performance.ts';
import { createFakeWorld } from '../../../support/fakes/repositories.ts';
import { peopledOrganization } from '../../../support/world.ts';

const world = createFakeWorld(new ManualClock());
let clock = new ManualClock();
let organizationId: string;
let [priya, daniel]: Actor[] = [];
let deps: ReturnType<typeof fakes>;

function fakes() {
  return {
    figures: createFakeFigures(),
    actionPlans: createFakePlans(clock),
    ownHistory: createFakeHistory(),
    plans: { next: (_organization: string, userId: string) => Promise.resolve(nextOf.get(userId)) },
    actions: { listByOwner: () => Promise.resolve(items) },
    users: world.users,
    clock,
  };
}
const nextOf = new Map<string, CoachingSession>();
let items: ActionItem[] = [];

beforeAll(async () => {
  const { people, ...organization } = await peopledOrganization(world, 'T1');
  organizationId = organization.organizationId;
  [priya, daniel] = [toActor(people.priya), toActor(people.daniel)];
});
beforeEach(() => {
  clock = new ManualClock();
  deps = fakes();
  nextOf.clear();
  items = [];
});

const me = (): Actor => {
  if (priya === undefined) throw new Error('nobody');
  return priya;
};
const parts = (value: number) => ({
  service_score: value,
  productivity_score: value,
  quality_score: value,
  attendance_rate: value,
  adherence_score: value,
});
/** From `first` on, a day each, all days of the week. */
const record = (first: string, values: readonly Partial<Record<RecordedMetric, number>>[], who = me()) =>
  deps.figures.record(
    organizationId,
    values.map((figures, index) => ({ agentId: who.id, day: shiftDay(first, index), values: figures })),
  );
const november = { from: '2026-11-01', to: '2026-11-10' };

describe('my scores', () => {
  it('are averages of the period and its weeks, with the trend against the time before', async () => {
    await record(
      '2026-10-22',
      Array.from({ length: 10 }, () => parts(80)),
    );
    await record('2026-11-01', [...Array.from({ length: 9 }, () => parts(84)), parts(94)]);
    const scores = await ownScores(deps, me(), { period: november });
    expect(scores.period).toEqual(november);
    expect(scores.before).toEqual({ from: '2026-10-22', to: '2026-10-31' });
    expect(scores.summaries[0]).toEqual({
      metric: 'composite_score',
      average: 85,
      change: 5,
      trend: 'better',
      best: { day: '2026-11-10', value: 94 },
      worst: { day: '2026-11-01', value: 84 },
    });
    expect(scores.summaries.map(({ metric }) => metric)).toEqual([
      'composite_score',
      'service_score',
      'productivity_score',
      'quality_score',
      'attendance_rate',
      'adherence_score',
    ]);
    expect(
      scores.weeks.map(({ monday, days, averages }) => [monday, days, averages.composite_score]),
    ).toEqual([
      ['2026-10-26', 1, 84],
      ['2026-11-02', 7, 84],
      ['2026-11-09', 2, 89],
    ]);
  });

  it('are the last 30 days where none are named, up to today where the person lives', async () => {
    deps = { ...deps, clock: new ManualClock('2026-11-20T23:30:00Z') };
    const tokyo = { ...me(), timezone: 'Asia/Tokyo' };
    expect((await ownScores(deps, tokyo)).period).toEqual({ from: '2026-10-23', to: '2026-11-21' });
    expect((await ownScores(deps, me())).period).toEqual({ from: '2026-10-22', to: '2026-11-20' });
    expect((await ownScores(deps, me(), { period: { from: '2026-11-01' } })).period.to).toBe('2026-11-20');
  });

  it('say that less is better where it is', async () => {
    await record('2026-10-22', [{ aht: 300 }, { aht: 300 }]);
    await record('2026-11-01', [{ aht: 340 }, { aht: 320 }]);
    const [aht] = (await ownScores(deps, me(), { period: november, metric: 'aht' })).summaries;
    expect(aht).toEqual({
      metric: 'aht',
      average: 330,
      change: 30,
      trend: 'worse',
      best: { day: '2026-11-02', value: 320 },
      worst: { day: '2026-11-01', value: 340 },
    });
  });

  it('count the weekdays without figures, and invent none', async () => {
    await record('2026-11-02', [parts(80)]);
    expect((await ownScores(deps, me(), { period: november })).weekdaysWithout).toBe(6);
    const nothing = await ownScores(deps, me(), { period: { from: '2026-01-01', to: '2026-01-05' } });
    expect([nothing.days, nothing.summaries[0]]).toEqual([[], { metric: 'composite_score' }]);
  });

  it('are refused for days to come, with what to ask instead', async () => {
    await expect(ownScores(deps, me(), { period: { from: '2026-12-01' } })).rejects.toMatchObject({
      code: 'METRIC_002',
      userMessage: expect.stringContaining('“this month”') as string,
    });
  });

  it('are nobody else’s: another person gets their own', async () => {
    await record('2026-11-01', [parts(80)]);
    if (daniel === undefined) throw new Error('nobody');
    expect((await ownScores(deps, daniel, { period: november })).days).toEqual([]);
  });
});

describe('my plan', () => {
  const plan = (change: Partial<ActionPlan> = {}) =>
    deps.actionPlans.create(organizationId, {
      id: newId(),
      agentId: me().id,
      startOn: '2026-11-01',
      targetEndOn: '2026-12-11',
      status: 'active',
      reason: 'Handle time',
      targets: [
        { metric: 'quality_score', target: 90, start: 80 },
        { metric: 'aht', target: 300 },
        { metric: 'csat', target: 4.5 },
      ],
      mandatory: [],
      recommended: [],
      checkIn: 'weekly',
      updates: [],
      ...change,
    });

  it('says for each target where it began, where it is now, and whether that is on the way', async () => {
    await plan();
    // Before the plan, 340 s; in it seven days count, the two before them no more.
    await record('2026-10-25', [{ aht: 340 }, { aht: 340 }]);
    await record('2026-11-05', [
      { quality_score: 10, aht: 999 },
      { quality_score: 10, aht: 999 },
      ...Array.from({ length: 7 }, () => ({ quality_score: 84, aht: 335 })),
    ]);
    const own = await ownPlan(deps, me());
    expect(own?.daysLeft).toBe(21);
    expect(own?.targets).toEqual([
      // 19 of 40 days, 4 of 10 points.
      { metric: 'quality_score', target: 90, start: 80, now: 84, state: 'on-track' },
      { metric: 'aht', target: 300, start: 340, now: 335, state: 'behind' },
      { metric: 'csat', target: 4.5, state: 'unknown' },
    ]);
  });

  it('is reached at the target, from either side', async () => {
    await plan();
    await record('2026-11-05', [{ quality_score: 90, aht: 290 }]);
    expect((await ownPlan(deps, me()))?.targets.slice(0, 2).map(({ state }) => state)).toEqual([
      'reached',
      'reached',
    ]);
  });

  it('is shown to nobody else', async () => {
    await plan();
    if (daniel === undefined) throw new Error('nobody');
    expect(await ownPlan(deps, daniel)).toBeUndefined();
  });
});

const session = (change: Partial<CoachingSession> = {}): CoachingSession => ({
  id: newId(),
  organizationId,
  facilitatorId: newId(),
  type: 'REGULAR',
  title: 'Her worries about Priya',
  date: '2026-11-24',
  processing: 'pending',
  meeting: 'scheduled',
  scheduledAt: new Date('2026-11-24T10:00:00Z'),
  createdAt: new Date('2026-11-15T10:00:00Z'),
  ...change,
});

it('my next session says when, and who leads it', async () => {
  const [leader] = (await world.users.list(organizationId)).filter(({ name }) => name === 'Theo Leader');
  nextOf.set(me().id, session({ facilitatorId: leader?.id ?? '' }));
  expect(await ownNextSession(deps, me())).toMatchObject({ ledBy: 'Theo Leader' });
  nextOf.set(me().id, session({ facilitatorId: me().id }));
  expect((await ownNextSession(deps, me()))?.ledBy).toBeUndefined();
});

describe('what changed', () => {
  it('is counted from the last session that I took part in', async () => {
    const at = new Date('2026-11-12T14:00:00Z');
    deps.ownHistory.happened = {
      lastSession: { date: '2026-11-12', at },
      added: ['Try the opening'],
      done: ['Read the refund steps'],
      summaries: [{ title: '1:1', date: '2026-11-12' }],
    };
    await record('2026-11-01', [...Array.from({ length: 12 }, () => parts(80)), parts(86), parts(88)]);
    items = [
      {
        id: newId(),
        organizationId,
        title: 'Call back',
        state: 'open',
        owner: { kind: 'user', id: me().id },
        dueOn: '2026-11-18',
      },
    ];
    nextOf.set(me().id, session());
    expect(await whatChanged(deps, me())).toMatchObject({
      since: at,
      from: { kind: 'session', date: '2026-11-12' },
      added: ['Try the opening'],
      done: ['Read the refund steps'],
      overdue: ['Call back'],
      summaries: [{ title: '1:1', date: '2026-11-12' }],
      nextSession: { session: { date: '2026-11-24' } },
    });
    const { scores } = await whatChanged(deps, me());
    expect(scores[0]).toEqual({ metric: 'composite_score', was: 80, now: 87, trend: 'better' });
  });

  it('is counted from when I last looked, where that is asked, or there was no session', async () => {
    const own = { organizationId, userId: me().id };
    const seen = new Date('2026-11-18T09:00:00Z');
    await deps.ownHistory.markSeen(own, seen);
    expect(await whatChanged(deps, me())).toMatchObject({ since: seen, from: { kind: 'look' } });
    deps.ownHistory.happened = { lastSession: { date: '2026-11-12', at: new Date('2026-11-12T14:00:00Z') } };
    expect((await whatChanged(deps, me(), { since: 'look' })).since).toEqual(seen);
    expect((await whatChanged(deps, me())).from?.kind).toBe('session');
  });

  it('is two weeks for who is new; scores that stayed, and a session planned long ago, are no change', async () => {
    await record(
      '2026-10-25',
      Array.from({ length: 26 }, () => parts(80)),
    );
    nextOf.set(me().id, session({ createdAt: new Date('2026-10-01T09:00:00Z') }));
    const changed = await whatChanged(deps, me());
    expect(changed).toEqual({
      since: new Date('2026-11-06T09:00:00Z'),
      scores: [],
      added: [],
      done: [],
      overdue: [],
      summaries: [],
    });
  });
});
