import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Orders, Said } from './protocol.ts';

/** A process of the product under test, and what it says. */
export class ProductProcess {
  readonly said: Said[] = [];
  readonly #child: ChildProcess;
  readonly #closed: Promise<void>;
  readonly #waiting = new Set<() => void>();
  #gone = false;

  constructor(program: string, args: readonly string[], environment: Record<string, string>) {
    const { PATH = '' } = process.env;
    this.#child = spawn(process.execPath, [program, ...args], {
      env: { PATH, ...environment },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#closed = new Promise((resolve) => this.#child.once('close', () => resolve()));
    void this.#closed.then(() => {
      this.#gone = true;
      this.#wake();
    });
    // A process that is killed while it is written to.
    this.#child.stdin?.on('error', () => undefined);
    if (this.#child.stdout === null) throw new Error('The process has no output.');
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) this.said.push(JSON.parse(line) as Said);
      this.#wake();
    });
  }

  /** The first line, present or to come, of this kind. */
  async hear<K extends Said['kind']>(kind: K): Promise<Extract<Said, { kind: K }>> {
    for (;;) {
      const found = this.said.find((one): one is Extract<Said, { kind: K }> => one.kind === kind);
      if (found) return found;
      if (this.#gone) throw new Error(`The process ended before it said "${kind}".`);
      await this.heardMore();
    }
  }

  /** Resolves with the next line, or the end. */
  heardMore(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  pid() {
    return this.#child.pid;
  }
  order(orders: Orders): void {
    this.#child.stdin?.write(`${JSON.stringify(orders)}\n`);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#closed;
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
