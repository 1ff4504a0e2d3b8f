import { z } from 'zod';
import { readPlanWords, type PlanWish } from '../../coaching/plans/read-plan-words.ts';
import { noPlanView } from '../../messages/views/plan-list.ts';
import { isPersonAlone } from '../person-alone.ts';
import type { AgentTool } from '../agent-tool.ts';
import { planTalk, type PlanTalkDeps } from './plan-talk.ts';

const requests = [
  'list',
  'show',
  'draft',
  'extend',
  'update',
  'check_in',
  'complete',
  'fail',
  'cancel',
] as const;

const schema = z.object({
  words: z.string().min(1).max(2_000).describe('What the person said, in their own words and whole'),
  request: z.enum(requests).optional().describe('What they ask for'),
  person: z.string().max(200).optional().describe('The name of the colleague whose plan is meant'),
  text: z.string().max(2_000).optional().describe('Of an update its words; of an extension how much longer'),
});
type Arguments = z.infer<typeof schema>;

/** What a model made of words that no rule reads. */
function proposed({ request = 'show', person: about = '', text = '' }: Arguments): PlanWish {
  const of = { about, sure: true };
  switch (request) {
    case 'list':
    case 'show':
    case 'draft':
      return { ...of, kind: request };
    case 'check_in':
      return { ...of, kind: 'check-in' };
    case 'extend':
      return { ...of, kind: 'extend', by: text };
    case 'update':
      return { ...of, kind: 'update', words: text };
    case 'complete':
    case 'fail':
    case 'cancel':
      return { ...of, kind: 'end', how: request };
  }
}

/** Plans of people whom the asker leads, in their direct message alone. It shows plans and forms; a person's button does. */
export function improvementPlanTool(deps: PlanTalkDeps): AgentTool<typeof schema> {
  return {
    name: 'improvement_plan',
    description:
      'The plan to improve performance (PIP) of a colleague whom the person leads: list, show, draft, extend, update, check-in, end. It only shows plans and forms. Not for the person’s own plan (my_data), growth goals, or the procedure about such plans (search_knowledge).',
    schema,
    effect: 'draft-only',
    available: (input) => isPersonAlone(input) && input.session === undefined,
    async run({ input, args }) {
      const wish = readPlanWords(input.question) ?? readPlanWords(args.words) ?? proposed(args);
      const view = (await planTalk(deps, { actor: input.actor, wish })) ?? noPlanView();
      // Shown to the person, and kept from the model.
      return { text: 'The person was shown what there is for them.', views: [view] };
    },
  };
}
