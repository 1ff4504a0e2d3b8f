import { createHash } from 'node:crypto';
import { toActor, type User } from '../coaching/people/user.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import { annotate, type AnnotateDeps } from '../coaching/performance/annotate.ts';
import type { CustomMetricRepository } from '../coaching/performance/custom-metric-ports.ts';
import { defineMetric, type DefineMetricDeps } from '../coaching/performance/define-metric.ts';
import { shiftDay, todayOf } from '../coaching/performance/own-scores.ts';
import type { MetricRepository } from '../coaching/performance/ports.ts';
import { deterministicId } from '../shared/ids.ts';

const daysKept = 90;
/** Whose figures the demo has notes beside, by address before the @: how many days ago, and what happened. */
const notes = [
  { who: 'priya.raman', daysAgo: 24, words: 'training: the new refund screens, all day' },
  { who: 'priya.raman', daysAgo: 9, words: 'system outage: phones were down until eleven' },
  { who: 'daniel.osei', daysAgo: 16, words: 'training: side by side with Priya' },
] as const;

export interface SeedOwnFiguresDeps extends Omit<AnnotateDeps, 'users'>, DefineMetricDeps {
  users: UserRepository;
  figures: Pick<MetricRepository, 'days'>;
  customMetrics: CustomMetricRepository;
}

/** Gives the demo one figure of its own, and notes beside figures; each once. */
export async function seedOwnFigures(deps: SeedOwnFiguresDeps, organizationId: string): Promise<void> {
  const people = await deps.users.list(organizationId);
  await seedUpsellRate(deps, organizationId, people);
  for (const { who, daysAgo, words } of notes) {
    const person = people.find(({ email }) => email.startsWith(`${who}@`));
    const leader = people.find(({ id }) => id === person?.teamLeaderId);
    if (person === undefined || leader === undefined) continue;
    const turnId = deterministicId('demo-annotation', organizationId, who, words);
    const known = await deps.annotations.find(
      organizationId,
      deterministicId('annotation', organizationId, turnId),
    );
    if (known !== undefined) continue;
    const day = shiftDay(todayOf(deps.clock, leader), -daysAgo);
    await annotate(deps, toActor(leader), { personId: person.id, day, words, turnId, surface: 'demo' });
  }
}

/** From 0 to 1, always the same for the same words. */
const chance = (...words: readonly string[]): number =>
  createHash('sha256').update(words.join('\n')).digest().readUInt32BE(0) / 0x1_0000_0000;

/** Of those who sell, on the days that they worked. What is there, or was retired, stays. */
async function seedUpsellRate(
  deps: SeedOwnFiguresDeps,
  organizationId: string,
  people: readonly User[],
): Promise<void> {
  const admin = people.find(({ role }) => role === 'ADMIN');
  const known = await deps.customMetrics.list(organizationId, { retired: true });
  if (admin === undefined || known.length > 0) return;
  const metric = await defineMetric(
    deps,
    toActor(admin),
    { label: 'Upsell rate', unit: '%', digits: 1, better: 'higher', minimum: 0, maximum: 100 },
    { key: `demo:${organizationId}`, surface: 'demo' },
  );
  const sellers = people.filter(({ role, jobFamily }) => role === 'AGENT' && jobFamily === 'SALES_REP');
  for (const seller of sellers) {
    const to = shiftDay(todayOf(deps.clock, seller), -1);
    const days = await deps.figures.days(organizationId, seller.id, shiftDay(to, 1 - daysKept), to);
    await deps.customMetrics.record(
      organizationId,
      metric.id,
      days.map(({ day }) => ({
        agentId: seller.id,
        day,
        value: Number((8 + 6 * chance(seller.email) + 6 * chance(seller.email, day, 'upsell')).toFixed(1)),
      })),
    );
  }
}
