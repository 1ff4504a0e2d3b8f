import type { AgentInput } from '../../src/agent/agent.ts';
import type { Passage } from '../../src/coaching/knowledge/ports.ts';
import type { ModelCall, ModelCallRepository } from '../../src/coaching/models/ports.ts';
import type { Actor } from '../../src/coaching/people/user.ts';
import type { Clock } from '../../src/shared/clock.ts';

export const csr: Actor = {
  id: 'user-priya',
  organizationId: 'org-fennimoor',
  email: 'priya.raman@fennimoor.example',
  name: 'Priya Raman',
  role: 'AGENT',
  jobFamily: 'CSR',
  timezone: 'Europe/London',
};

/** A turn in a direct message; `fields` replaces what a test is about. */
export function asked(question: string, fields: Partial<AgentInput> = {}): AgentInput {
  return {
    turnId: 'turn-1',
    actor: csr,
    audience: { kind: 'direct', actor: csr },
    question,
    history: [],
    requireOffline: false,
    signal: new AbortController().signal,
    ...fields,
  };
}

/** Calls in memory. */
export class RecordedCalls implements ModelCallRepository {
  readonly calls: ModelCall[] = [];

  record(call: ModelCall): Promise<void> {
    this.calls.push(call);
    return Promise.resolve();
  }

  get outcomes(): string[] {
    return this.calls.map(({ outcome }) => outcome);
  }
}

/** A clock that stands until it is told to move. */
export class TestClock implements Clock {
  #now = Date.UTC(2026, 10, 20, 9);

  now(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

/** A passage of a made-up document whose text is these lines under one heading. */
export function passageOf(title: string, lines: readonly string[], start = 0): Passage {
  const text = lines.join('\n');
  const name = title.toLowerCase().replaceAll(' ', '-');
  return {
    id: `${name}-${start}`,
    documentId: `doc-${name}`,
    documentName: name,
    title,
    type: 'sop',
    version: 2,
    headingPath: [title, 'Steps'],
    start,
    end: start + text.length,
    text,
    highlights: [],
    score: 1,
  };
}
