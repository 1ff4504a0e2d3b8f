import { AsyncLocalStorage } from 'node:async_hooks';

/** Where one turn (by conversation key) or one session (`session:<id>`) stops for ever. */
export interface Fate {
  /**
   * `<name> <n>`: the n-th of the writes of that name. A number: the n-th of all that the work writes anywhere, which is
   * another one from run to run where two are under way at once.
   */
  step: string | number;
  /** `before`: the step has no effect. `after`: it had, and nobody heard of it. */
  when: 'before' | 'after';
}

interface Work {
  key: string;
  fate: Fate | undefined;
  /** As a fate names them, in order. */
  steps: string[];
  halted: boolean;
}

export interface DoomReport {
  /** The work stands still: its process may be killed. */
  onHalt: (key: string, name: string) => void;
  /** The work came to its end. Only work that wrote something is told of. */
  onEnd: (key: string, steps: readonly string[]) => void;
}

const forEver = (): Promise<never> => new Promise(() => undefined);

/**
 * Counts what a piece of work writes to the world, and lets it stand still at the step that was chosen for it: from there
 * on nothing that it tries has any effect, so that killing the process then is killing it at that step. Work of other
 * conversations goes on, which is how one death hits many turns, each somewhere else.
 */
export class Doom {
  readonly #fateOf: (key: string) => Fate | undefined;
  readonly #report: DoomReport;
  readonly #work = new AsyncLocalStorage<Work>();
  readonly #halted = new Set<string>();

  constructor(fateOf: (key: string) => Fate | undefined, report: DoomReport) {
    this.#fateOf = fateOf;
    this.#report = report;
  }

  /** Runs the work on one conversation or session; where it stands still already, nobody else of this process takes it up. */
  async run(key: string, work: () => Promise<void>): Promise<void> {
    if (this.#halted.has(key)) return;
    const own: Work = { key, fate: this.#fateOf(key), steps: [], halted: false };
    await this.#work.run(own, work);
    if (own.halted) await forEver();
    // One step is the try to get a lease that somebody else holds.
    if (own.steps.length > 1) this.#report.onEnd(key, own.steps);
  }

  /** The port with each of these methods as a step; the others only read. */
  hold<T extends object>(name: string, port: T, writes: readonly (keyof T & string)[]): T {
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        if (!(writes as readonly unknown[]).includes(key)) return value.bind(target) as unknown;
        return (...args: unknown[]) =>
          this.#step(`${name}.${String(key)}`, () => Reflect.apply(value, target, args) as Promise<unknown>);
      },
    });
  }

  /** An object of methods in groups (`client.chat.postMessage`), each method whose path fits as a step. */
  holdGroups<T extends object>(name: string, group: T, isWrite: (path: string) => boolean, path = ''): T {
    return new Proxy(group, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        const inner = `${path}${String(key)}`;
        if (typeof value === 'object' && value !== null) {
          return this.holdGroups(name, value, isWrite, `${inner}.`);
        }
        if (typeof value !== 'function') return value;
        if (!isWrite(inner)) return value.bind(target) as unknown;
        return (...args: unknown[]) =>
          this.#step(`${name}.${inner}`, () => Reflect.apply(value, target, args) as Promise<unknown>);
      },
    });
  }

  async #step(name: string, effect: () => Promise<unknown>): Promise<unknown> {
    const work = this.#work.getStore();
    if (work === undefined) return effect();
    if (work.halted) return forEver();
    const { steps, fate } = work;
    const sameBefore = steps.filter((step) => step.startsWith(`${name} `)).length;
    const step = `${name} ${sameBefore + 1}`;
    const count = steps.push(step);
    const isFated = fate !== undefined && (fate.step === step || fate.step === count);
    if (isFated && fate.when === 'before') this.#halt(work, name);
    else {
      const result = await effect();
      if (isFated) this.#halt(work, name);
      if (!this.#hasHalted(work)) return result;
    }
    return forEver();
  }

  #halt(work: Work, name: string): void {
    if (work.halted) return;
    work.halted = true;
    this.#halted.add(work.key);
    this.#report.onHalt(work.key, `${name} (${work.fate?.when ?? ''})`);
  }

  /** Asked anew after an effect: another step of the same work may have halted it meanwhile. */
  #hasHalted(work: Work): boolean {
    return work.halted;
  }
}
