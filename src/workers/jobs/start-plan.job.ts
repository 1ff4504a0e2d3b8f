import type { JobDefinition } from '../queues.ts';

/** Begins an approved plan on its first day, and tells its person. Run again, it begins and tells nothing twice. */
export const startPlanJob: JobDefinition<'plan.start'> = { name: 'plan.start', concurrency: 1, options: {} };
