import type { Fate } from './doom.ts';

/** What a worker is told before it begins. */
export interface Orders {
  /** By conversation key. */
  turns: Record<string, Fate>;
  /** Of sessions whose key (`session:<id>`) is not spared. */
  sessions?: Fate;
  spared: readonly string[];
}

/** What a process says, one line of JSON each. */
export type Said =
  | { kind: 'serving'; address: string; organizationId: string }
  | { kind: 'ready' }
  | { kind: 'halted'; key: string; name: string }
  | { kind: 'ended'; key: string; steps: readonly string[] };
