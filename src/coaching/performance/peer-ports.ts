import type { Owner } from '../people/owner.ts';
import type { MetricKey } from './metric.ts';

/** Where somebody stands among their peers, of one month. */
export interface PeerStanding {
  /**
   * Share of the others (percent, 0–100) whose average is lower, equal ones counted half; only scores that enough people
   * have.
   */
  percentiles: Readonly<Partial<Record<MetricKey, number>>>;
}

/** Who compares themselves with their peers, which each says for themselves; and the comparison. */
export interface PeerComparisons {
  isIn(owner: Owner): Promise<boolean>;
  /** Said twice it changes nothing. */
  set(owner: Owner, isIn: boolean): Promise<void>;
  /**
   * Among those of the same job family who take part, the owner included. A score that fewer than `atLeast` people have is
   * left out.
   * @param month its last day, `YYYY-MM-DD`
   */
  standing(owner: Owner, month: string, atLeast: number): Promise<PeerStanding>;
}
