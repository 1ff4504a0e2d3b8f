import type pg from 'pg';
import type { Scope } from '../database.ts';
import type { ScopedPool } from '../scoped-pool.ts';

/** A scoped transaction that stays open between calls. One of `commit` and `rollback` ends it; the second call does nothing. */
export interface HeldScope {
  client: pg.PoolClient;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

class GivenUp extends Error {}

export function holdScope(pool: ScopedPool, scope: Scope): Promise<HeldScope> {
  return new Promise((opened, failed) => {
    const whole: Promise<void> = pool.withScope(
      scope,
      (client) =>
        new Promise<void>((commit, rollback) => {
          opened({
            client,
            commit: () => {
              commit();
              return whole;
            },
            rollback: () => {
              rollback(new GivenUp());
              return whole.catch((error: unknown) => {
                if (!(error instanceof GivenUp)) throw error;
              });
            },
          });
        }),
    );
    // Before it is open, its failure is the caller's; later it is whoever's who ends it.
    whole.catch(failed);
  });
}
