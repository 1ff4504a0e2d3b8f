import type { MetricRepository } from '../performance/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { factorsOf } from './factors.ts';
import { measure, windowsOf, type MeasuredCase, type Measurement } from './measure.ts';
import type { EffectivenessRepository } from './ports.ts';

export interface MeasureDeps {
  effectiveness: EffectivenessRepository;
  figures: Pick<MetricRepository, 'days'>;
  clock: Clock;
}

const atOnce = 100;

/** The day in UTC: figures are days of a calendar, and late ones are looked for again anyhow. */
export const measuringDay = (clock: Clock): string => clock.now().toISOString().slice(0, 10);

/**
 * Measures what is due in one organisation. Run twice, or by two at once, it comes to the same.
 * @returns how many were measured
 */
export async function measureDue(
  deps: MeasureDeps,
  organizationId: string,
  signal?: AbortSignal,
): Promise<number> {
  const today = measuringDay(deps.clock);
  let measured = 0;
  for (;;) {
    // What was measured is due later than today, or never: the list gets shorter with each round.
    const due = await deps.effectiveness.due(organizationId, today, atOnce);
    for (const one of due) {
      if (signal?.aborted === true) return measured;
      await measureOne(deps, one, today);
      measured += 1;
    }
    if (due.length < atOnce) return measured;
  }
}

async function measureOne(
  { effectiveness, figures }: MeasureDeps,
  one: MeasuredCase,
  today: string,
): Promise<void> {
  const { id, organizationId, agentId, nextDueOn } = one;
  if (nextDueOn === undefined) return;
  const { before, after, after90 } = windowsOf(one);
  const last = after90.to < today ? after90.to : today;
  const days = await figures.days(organizationId, agentId, before.from, last);
  const result = measure(one, days, today);
  const circumstances = await effectiveness.circumstances(organizationId, one, after);
  const measurement: Measurement = {
    ...result,
    ...(result.after === undefined ? {} : { factors: factorsOf(circumstances, result.after) }),
  };
  await effectiveness.keep(organizationId, id, nextDueOn, measurement);
}
