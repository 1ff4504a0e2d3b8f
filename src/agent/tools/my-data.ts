import { z } from 'zod';
import { metricKeys } from '../../coaching/performance/metric.ts';
import { metricIn, ownDataTopics, readOwnDataRequest } from '../../coaching/performance/read-request.ts';
import { words } from '../../messages/words/en.ts';
import { isPersonAlone } from '../person-alone.ts';
import type { AgentTool } from '../agent-tool.ts';
import { showOwnData, type OwnDataDeps } from './show-own-data.ts';

const schema = z.object({
  request: z
    .string()
    .min(1)
    .max(1_000)
    .describe('What the person wants to see, in their own words, with the days they named'),
  what: z
    .enum(ownDataTopics)
    .optional()
    .describe(
      'overview: how they are doing; scores: figures and their trend; actions: action items; plan: their improvement plan; session: when the next one is; changes: what changed since last time',
    ),
  metric: z.enum(metricKeys).optional().describe('Of scores: one figure alone'),
});

/** Shows the asker their own figures, items, plan and sessions; of anybody else it knows nothing. */
export function myDataTool(deps: OwnDataDeps): AgentTool<typeof schema> {
  return {
    name: 'my_data',
    description:
      'Shows the person who asks their own data: scores and trends, action items, the progress of their plan, their next session, what changed since last time. Not for advice, procedures or other people.',
    schema,
    effect: 'read',
    available: (input) => isPersonAlone(input) && input.session === undefined,
    async run({ input, args }) {
      const read = readOwnDataRequest(args.request);
      const metric = args.metric ?? metricIn(args.request).metric;
      const view = await showOwnData(deps, input.actor, {
        request: {
          ...read,
          what: args.what ?? read?.what ?? 'overview',
          ...(metric === undefined ? {} : { metric }),
        },
        said: args.request,
        direct: true,
      });
      // The figures go to the person and not through a model, which could only get them wrong.
      return { text: words.ownData.shown, views: [view] };
    },
  };
}
