import type { EffectivenessRepository } from '../coaching/effectiveness/ports.ts';
import { createEffectivenessRepository } from '../data/effectiveness/effectiveness-repository.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where it is kept what coaching has done. */
export interface EffectivenessParts {
  effectiveness: EffectivenessRepository;
}

export const createEffectivenessParts = (pool: ScopedPool): EffectivenessParts => ({
  effectiveness: createEffectivenessRepository(pool),
});
