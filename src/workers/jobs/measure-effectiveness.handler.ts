import { measureDue, measuringDay, type MeasureDeps } from '../../coaching/effectiveness/measure-due.ts';
import type { JobQueue } from '../../turns/ports.ts';
import type { JobHandler } from '../queues.ts';

export interface MeasureEffectivenessDeps extends MeasureDeps {
  queue: JobQueue;
  /** Organisations in which something is due on this day. */
  due(today: string, limit: number): Promise<string[]>;
}

const atOnce = 500;
/** While one organisation is worked on, it is not asked for again. */
const askedForMs = 600_000;

export const createMeasureEffectivenessHandler =
  (deps: MeasureEffectivenessDeps): JobHandler<'effectiveness.measure'> =>
  async ({ organizationId }, signal) => {
    if (organizationId !== undefined) {
      await measureDue(deps, organizationId, signal);
      return;
    }
    for (const id of await deps.due(measuringDay(deps.clock), atOnce)) {
      const once = { id: `effectiveness:${id}`, forMs: askedForMs };
      await deps.queue.enqueue('effectiveness.measure', { organizationId: id }, { once });
    }
  };
