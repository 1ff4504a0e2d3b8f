import type { DigestSource } from '../coaching/digests/ports.ts';
import { createDigestSource } from '../data/digests/digest-source.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';

/** Where digests get their figures. */
export interface DigestParts {
  digests: DigestSource;
}

export const createDigestParts = ({ pool }: { pool: ScopedPool }): DigestParts => ({
  digests: createDigestSource(pool),
});
