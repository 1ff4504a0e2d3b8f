import { peopleLedBy } from '../people/line.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { MetricKey } from '../performance/metric.ts';
import { notALeader } from './effectiveness-errors.ts';
import { fewestPeople, type EffectivenessReader, type MethodResult } from './ports.ts';

export const whichPeople = ['team', 'line'] as const;
/** `team`: those who report to the asker; `line`: everybody below. */
export type WhichPeople = (typeof whichPeople)[number];

export interface WhatWorked {
  issue: MetricKey;
  which: WhichPeople;
  /** Empty: nothing can be said without naming somebody, or by chance. */
  methods: readonly MethodResult[];
}

export interface WhatWorkedDeps {
  effectiveness: EffectivenessReader;
  users: Pick<UserRepository, 'list'>;
}

/**
 * What coaching has done for a figure in the asker's team or line: methods and numbers, never people. Where a manager's own
 * reports lead teams themselves, their team is the line.
 * @throws AppError EFFECT_001 for who leads nobody
 */
export async function whatWorked(
  { effectiveness, users }: WhatWorkedDeps,
  actor: Actor,
  { issue, which }: { issue: MetricKey; which: WhichPeople },
): Promise<WhatWorked> {
  const line = await peopleLedBy(users, actor);
  if (line.length === 0) throw notALeader();
  const team = line.filter(({ teamLeaderId }) => teamLeaderId === actor.id);
  const isTeam = which === 'team' && team.length > 0;
  const people = isTeam ? team : line;
  // Behind fewer people nothing is ever said: the store is not asked.
  const methods =
    people.length < fewestPeople
      ? []
      : await effectiveness.worked(
          actor.organizationId,
          people.map(({ id }) => id),
          issue,
        );
  return { issue, which: isTeam ? 'team' : 'line', methods };
}
