import type { Clock } from '../../shared/clock.ts';
import type { MomentReader } from '../follow-ups/ports.ts';
import type { Actor } from '../people/user.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import type { Owner } from '../people/owner.ts';
import type { GrowthRepository } from './ports.ts';

/** What the verbs of growth plans need. */
export interface GrowthDeps {
  growth: GrowthRepository;
  clock: Clock;
  dates: DateReader;
  moments: MomentReader;
}

/** Who changes which goal, by which turn: the same turn changes it once. */
export interface GoalChangeInput {
  actor: Actor;
  goalId: string;
  turnId: string;
}

/** A goal is always the actor's own: nobody acts on another's. */
export const ownerOf = ({ organizationId, id }: Actor): Owner => ({ organizationId, userId: id });
