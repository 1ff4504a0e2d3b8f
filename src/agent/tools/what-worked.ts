import { z } from 'zod';
import { readWorkedQuestion } from '../../coaching/effectiveness/read-worked-words.ts';
import { issueUnknown } from '../../coaching/effectiveness/effectiveness-errors.ts';
import { whatWorked, whichPeople, type WhatWorkedDeps } from '../../coaching/effectiveness/what-worked.ts';
import { definitionOf, metricKeys } from '../../coaching/performance/metric.ts';
import { workedView } from '../../messages/views/worked.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';

const schema = z.object({
  figure: z.enum(metricKeys).describe('The figure that coaching was to improve'),
  people: z.enum(whichPeople).optional().describe('team: who reports to the person; line: everybody below'),
});

/** What coaching has done in the asker's own team: counts of methods, never people. */
export function whatWorkedTool(deps: WhatWorkedDeps): AgentTool<typeof schema> {
  return {
    name: 'what_worked',
    description:
      'Which coaching methods have worked for a figure (handle time, quality, attendance …) in the team of the leader who asks, counted from measured 1:1s. Not for how something is done: that is a procedure.',
    schema,
    effect: 'read',
    available: (input) => isPersonAlone(input) && input.session === undefined && input.actor.role !== 'AGENT',
    async run({ input, args }) {
      const { issue, which } = readWorkedQuestion(input.question) ?? {
        issue: args.figure,
        which: args.people ?? 'team',
      };
      if (definitionOf(issue).better === undefined) throw issueUnknown();
      const view = workedView(await whatWorked(deps, input.actor, { issue, which }));
      return { text: 'The person was shown the numbers.', views: [view] };
    },
  };
}
