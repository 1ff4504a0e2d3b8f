/** Stands for a worker whose process ends in the middle of something. */
class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * One life of a worker. Ports that it holds count every call; the chosen one is its last, with or without its effect, and
 * from then on nothing that it tries reaches the world.
 */
export class Life {
  readonly #diesAt: number;
  readonly #when: 'before' | 'after';
  #calls = 0;
  #dead = false;

  /** @param diesAt 1-based number of the last call; Infinity: lives on */
  constructor(diesAt: number, when: 'before' | 'after') {
    this.#diesAt = diesAt;
    this.#when = when;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** The port as this life's worker sees it. */
  hold<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) =>
          this.#call(() => Reflect.apply(value, target, args) as Promise<unknown>);
      },
    });
  }

  async #call(work: () => Promise<unknown>): Promise<unknown> {
    if (this.#dead) throw new Killed();
    this.#calls += 1;
    const last = this.#calls === this.#diesAt;
    if (last) this.#dead = true;
    if (last && this.#when === 'before') throw new Killed();
    const result = await work();
    // Also when another call was the last one meanwhile: the answer never arrives.
    if (this.#dead) throw new Killed();
    return typeof result === 'object' && result !== null && 'append' in result ? this.hold(result) : result;
  }
}
