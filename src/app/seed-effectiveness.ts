import { measureDue, type MeasureDeps } from '../coaching/effectiveness/measure-due.ts';
import { reviewCase, type ReviewDeps } from '../coaching/effectiveness/review-case.ts';
import { shiftDay } from '../coaching/performance/own-scores.ts';
import { toActor } from '../coaching/people/user.ts';
import type { MetricKey } from '../coaching/performance/metric.ts';

/** Address before the @, what was worked on and how, and how many days ago. */
const seeded: readonly (readonly [who: string, issue: MetricKey, method: string, daysAgo: number])[] = [
  ['priya.raman', 'aht', 'Side-by-side calls', 72],
  ['daniel.osei', 'aht', 'Side-by-side calls', 68],
  ['aoife.brennan', 'aht', 'Side-by-side calls', 63],
  ['samir.haddad', 'aht', 'Side-by-side calls', 58],
  ['mei.tanaka', 'aht', 'Side-by-side calls', 51],
  ['priya.raman', 'aht', 'Side-by-side calls', 37],
  ['daniel.osei', 'aht', 'Role-play', 52],
  ['aoife.brennan', 'aht', 'Role-play', 46],
  ['samir.haddad', 'aht', 'Role-play', 41],
  ['mei.tanaka', 'aht', 'Role-play', 33],
  ['priya.raman', 'aht', 'Role-play', 54],
  ['joana.carvalho', 'aht', 'Role-play', 60],
  ['luca.ferretti', 'aht', 'Role-play', 48],
  // Too few: nothing is said of it.
  ['aoife.brennan', 'aht', 'Call library', 29],
  ['mei.tanaka', 'aht', 'Call library', 24],
  ['samir.haddad', 'aht', 'Call library', 22],
];

/**
 * What 1:1s of the demo worked on, and what came of it, measured over the demo's figures as for anybody. Seeded once: as
 * soon as one is there, none is added.
 */
export async function seedEffectiveness(
  deps: MeasureDeps & ReviewDeps,
  organizationId: string,
): Promise<void> {
  const people = await deps.users.list(organizationId);
  const ids = people.map(({ id }) => id);
  const leaders = people.filter(({ role }) => role === 'TEAM_LEADER');
  for (const leader of leaders)
    if ((await deps.effectiveness.measuredBy(organizationId, leader.id, ids, 1)).length > 0) return;
  const today = deps.clock.now().toISOString().slice(0, 10);
  for (const [who, issue, method, daysAgo] of seeded) {
    const agent = people.find(({ email }) => email.startsWith(`${who}@`));
    const leaderId = agent?.teamLeaderId;
    if (agent === undefined || leaderId === undefined) continue;
    const on = shiftDay(today, -daysAgo);
    await deps.effectiveness.begin(organizationId, { agentId: agent.id, leaderId, issue, method, on });
  }
  await measureDue(deps, organizationId);
  for (const leader of leaders) {
    const [first] = await deps.effectiveness.measuredBy(organizationId, leader.id, ids, 1);
    if (first === undefined) continue;
    await reviewCase(deps, {
      ...{ actor: toActor(leader), id: first.id, surface: 'demo', recommended: true },
      helped: 'Short turns, and the next call right after',
      hindered: 'Two busy days without time to look back',
    });
  }
}
