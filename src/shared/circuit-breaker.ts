import type { Clock } from './clock.ts';

export interface CircuitBreakerOptions {
  clock: Clock;
  /** Failures in a row that open the breaker; default 5. */
  failures?: number;
  /** How long it stays open before one call may try again; default 30,000. */
  openMs?: number;
}

/** Permission to make one call; exactly one of its methods must be called when the call ends. */
export interface BreakerPass {
  succeeded(): void;
  /** `hopeless`: opens at once, however few failures came before. */
  failed(options?: { hopeless?: boolean }): void;
  /** The call ended for a reason that says nothing about the far side (the person stopped it, a bad request). */
  withdrawn(): void;
}

/** Stops calling a service that keeps failing, and lets one call at a time find out whether it is back. */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #limit: number;
  readonly #openMs: number;
  #failures = 0;
  #openedAt: number | undefined;
  #trying = false;

  constructor(options: CircuitBreakerOptions) {
    this.#clock = options.clock;
    this.#limit = options.failures ?? 5;
    this.#openMs = options.openMs ?? 30_000;
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.#openedAt === undefined) return 'closed';
    return this.#clock.now().getTime() - this.#openedAt >= this.#openMs ? 'half-open' : 'open';
  }

  /** Undefined: no call now. */
  enter(): BreakerPass | undefined {
    const state = this.state;
    if (state === 'open' || (state === 'half-open' && this.#trying)) return undefined;
    const trial = state === 'half-open';
    if (trial) this.#trying = true;
    const leave = (effect: () => void): void => {
      if (trial) this.#trying = false;
      effect();
    };
    return {
      succeeded: () => {
        leave(() => {
          this.#failures = 0;
          this.#openedAt = undefined;
        });
      },
      failed: ({ hopeless = false } = {}) => {
        leave(() => {
          this.#failures += 1;
          if (trial || hopeless || this.#failures >= this.#limit)
            this.#openedAt = this.#clock.now().getTime();
        });
      },
      withdrawn: () => {
        leave(() => undefined);
      },
    };
  }
}
