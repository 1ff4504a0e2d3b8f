import type {
  AgentFigures,
  DigestFigures,
  DigestSession,
  LastMeeting,
  OpenNoteCounts,
  OverdueItems,
  RunningPlan,
} from './ports.ts';

/** The figures of many people, ready to be looked up once a reader. */
export interface DigestFacts {
  scores: ReadonlyMap<string, AgentFigures>;
  overdue: ReadonlyMap<string, OverdueItems>;
  plans: ReadonlyMap<string, RunningPlan>;
  sessions: ReadonlyMap<string, readonly DigestSession[]>;
  /** Those of which only the leader is known, by the leader. */
  unnamedSessions: ReadonlyMap<string, readonly DigestSession[]>;
  meetings: ReadonlyMap<string, readonly LastMeeting[]>;
  notes: ReadonlyMap<string, readonly OpenNoteCounts[]>;
}

export function indexFigures(figures: DigestFigures): DigestFacts {
  return {
    scores: new Map(figures.scores.map((row) => [row.agentId, row])),
    overdue: new Map(figures.overdue.map((row) => [row.agentId, row])),
    plans: new Map(figures.plans.map((row) => [row.agentId, row])),
    sessions: grouped(figures.sessions, ({ agentId }) => agentId),
    unnamedSessions: grouped(figures.sessions, ({ agentId, facilitatorId }) =>
      agentId === undefined ? facilitatorId : undefined,
    ),
    meetings: grouped(figures.meetings, ({ agentId }) => agentId),
    notes: grouped(figures.notes, ({ agentId }) => agentId),
  };
}

/** Rows without a key are left out. */
function grouped<T>(rows: readonly T[], keyOf: (row: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}
