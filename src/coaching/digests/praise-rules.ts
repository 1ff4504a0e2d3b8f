import type { Praise } from './digest.ts';
import type { AgentFigures } from './ports.ts';
import { thresholds } from './attention-rules.ts';
import { enoughDays } from './weeks.ts';

/** From a rise of so many points of the composite score on. */
const risePoints = 3;
const praiseAtMost = 3;

export interface PraiseFacts {
  agentId: string;
  name: string;
  scores?: AgentFigures;
  /** Positive notes that the reader may see and nobody shared. */
  positive: number;
}

/**
 * What is worth a word: the best rise from one full week to the next, the best week in three months (of a person or of the
 * whole team), and good notes that the person does not know of. One thing a person, at most three in all.
 * @param team its best week before last week, and last week
 */
export function praiseFor(people: readonly PraiseFacts[], team: { best?: number; last?: number }): Praise[] {
  const named = new Set<string>();
  const first = <P extends Praise & { agentId: string }>(candidates: readonly P[]): P[] => {
    const found = candidates.find(({ agentId }) => !named.has(agentId));
    if (found === undefined) return [];
    named.add(found.agentId);
    return [found];
  };
  const rises = people
    .flatMap(({ agentId, name, scores }) => {
      const [from, to] = [lastWeek(scores, 2), lastWeek(scores, 1)];
      return from === undefined || to === undefined || to - from < risePoints
        ? []
        : [{ kind: 'rise' as const, agentId, name, from, to }];
    })
    .sort((one, other) => other.to - other.from - (one.to - one.from));
  const records = people
    .flatMap(({ agentId, name, scores }) => {
      const score = lastWeek(scores, 1);
      const { bestWeek, level } = scores ?? {};
      // Of somebody who has just begun every other week is the best so far.
      const known = level !== undefined && level.days >= thresholds.levelDays;
      return score === undefined || bestWeek === undefined || !known || score <= bestWeek
        ? []
        : [{ kind: 'record' as const, agentId, name, score }];
    })
    .sort((one, other) => other.score - one.score);
  const notes = people
    .flatMap(({ agentId, name, positive }) =>
      positive === 0 ? [] : [{ kind: 'notes' as const, agentId, name, count: positive }],
    )
    .sort((one, other) => other.count - one.count);
  const { best, last } = team;
  return [
    ...(best !== undefined && last !== undefined && last > best
      ? [{ kind: 'team-record' as const, score: last }]
      : []),
    ...first(rises),
    ...first(records),
    ...first(notes),
  ].slice(0, praiseAtMost);
}

function lastWeek(scores: AgentFigures | undefined, weeksAgo: number): number | undefined {
  const week = scores?.weeks[weeksAgo];
  return week === undefined || week.days < enoughDays ? undefined : week.sum / week.days;
}
