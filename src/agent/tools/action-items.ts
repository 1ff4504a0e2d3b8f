import { z } from 'zod';
import { readActionWords, type ActionWish, type Whose } from '../../coaching/actions/read-action-words.ts';
import { actionFilters } from '../../coaching/actions/ports.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';
import { talkAboutActions, type ActionTalkDeps } from './action-talk.ts';

const schema = z.object({
  words: z.string().min(1).max(2_500).describe('What the person said, in their own words and whole'),
  request: z
    .enum(['list', 'create', 'create_from_above'])
    .optional()
    .describe('create_from_above: of what was said right before ("make that an action item")'),
  person: z
    .string()
    .max(120)
    .optional()
    .describe('Whose: "me", "team" for everybody the person looks after, or a name as it was written'),
  filter: z.enum(actionFilters).optional().describe('Of a list; default: open'),
  text: z
    .string()
    .max(2_000)
    .optional()
    .describe('Of an item: what is to be done and by when, in the person’s own words'),
});

/** What a model made of words that no rule reads. */
function proposed({
  request,
  person = 'me',
  filter = 'open',
  text = '',
}: z.infer<typeof schema>): ActionWish {
  const whose: Whose = /^(?:me|myself|i)$/i.test(person)
    ? 'mine'
    : /^(?:my )?(?:team|line|people)$/i.test(person)
      ? 'team'
      : { name: person };
  if (request === undefined || request === 'list' || whose === 'team') return { kind: 'list', whose, filter };
  return { kind: request === 'create' ? 'create' : 'thread', whose, text };
}

/** Lists and makes action items. For somebody else it only drafts: the person's button gives it. */
export function actionItemsTool(deps: ActionTalkDeps): AgentTool<typeof schema> {
  return {
    name: 'action_items',
    description:
      'Tracked action items: lists the person’s own, their team’s or one person’s (open, overdue, blocked, waiting to be checked), and makes new ones. Not for goals, procedures, or lines of a summary.',
    schema,
    effect: 'draft-only',
    available: (input) => isPersonAlone(input) && input.session === undefined,
    async run({ input, args }) {
      // What rules read in the words counts before what a model made of them.
      const wish = readActionWords(input.question) ?? proposed(args);
      const before = input.history.findLast(({ role }) => role === 'user')?.text;
      const view = await talkAboutActions(deps, {
        actor: input.actor,
        turnId: input.turnId,
        surface: 'chat',
        wish,
        ...(before === undefined ? {} : { before }),
      });
      // Other people's items go to the person and not through a model.
      return { text: 'The person was shown it.', views: [view] };
    },
  };
}
