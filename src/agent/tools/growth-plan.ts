import { z } from 'zod';
import type { GrowthDeps } from '../../coaching/growth/growth-deps.ts';
import { readGrowthWords, type GrowthWish } from '../../coaching/growth/read-growth-words.ts';
import { isPersonAlone } from '../person-alone.ts';
import type { AgentTool } from '../agent-tool.ts';
import { talkAboutGrowth } from './growth-talk.ts';

const requests = [
  'list',
  'show',
  'create',
  'add_step',
  'tick_step',
  'untick_step',
  'remove_step',
  'note',
  'check_in',
  'stop_check_ins',
  'rename',
  'move_date',
  'achieved',
  'drop',
  'reopen',
  'undo',
] as const;

const schema = z.object({
  words: z.string().min(1).max(2_500).describe('What the person said, in their own words and whole'),
  request: z.enum(requests).optional().describe('What they ask for'),
  goal: z.string().max(200).optional().describe('The words that name the goal, if they said which'),
  text: z
    .string()
    .max(2_000)
    .optional()
    .describe('The goal, step, note, new title or new date, or which step ("first"), in their own words'),
  when: z.string().max(200).optional().describe('When to check in, in their own words'),
});
type Arguments = z.infer<typeof schema>;

/** What a model made of words that no rule reads. */
function proposed({ request, goal: about = '', text = '', when = '' }: Arguments): GrowthWish {
  switch (request) {
    case undefined:
    case 'list':
      return { kind: 'list' };
    case 'show':
      return { kind: 'show', about };
    case 'create':
      return { kind: 'create', text };
    case 'add_step':
      return { kind: 'add-step', text, about };
    case 'tick_step':
      return { kind: 'step', doing: 'tick', which: text, about };
    case 'untick_step':
      return { kind: 'step', doing: 'untick', which: text, about };
    case 'remove_step':
      return { kind: 'step', doing: 'remove', which: text, about };
    case 'note':
      return { kind: 'note', text, about };
    case 'check_in':
      return { kind: 'check-in', when, about };
    case 'stop_check_ins':
      return { kind: 'stop-check-ins', about };
    case 'rename':
      return { kind: 'edit', what: 'title', text, about };
    case 'move_date':
      return { kind: 'edit', what: 'target', text, about };
    case 'achieved':
      return { kind: 'end', how: 'achieved', about };
    case 'drop':
      return { kind: 'end', how: 'dropped', about };
    case 'reopen':
      return { kind: 'reopen', about };
    case 'undo':
      return { kind: 'undo' };
  }
}

const reading: ReadonlySet<GrowthWish['kind']> = new Set(['list', 'show']);
/** A question changes nothing, whatever a model makes of it; "can you …?" is a wish. */
const isQuestion = (words: string): boolean =>
  /\?\s*$/.test(words) && !/^\W*(?:please )?(?:can|could|would|will) (?:you|we|i)\b/i.test(words);

/** Goals of the person who asks, in their direct message alone. Every change can be taken back. */
export function growthPlanTool(deps: GrowthDeps): AgentTool<typeof schema> {
  return {
    name: 'growth_plan',
    description:
      'The person’s own goals: list or show them, set a goal, add or tick its steps, note progress, check in with them at times they name, stop that, achieved, drop, undo. Only for goals of the person who writes; not for goals of a procedure, a team or somebody else.',
    schema,
    effect: 'own-draft',
    available: (input) => isPersonAlone(input) && input.session === undefined,
    async run({ input, args }) {
      // What rules read in the words counts before what a model made of them, of its retelling included.
      const wish = readGrowthWords(input.question) ?? readGrowthWords(args.words) ?? proposed(args);
      if (isQuestion(input.question) && !reading.has(wish.kind)) {
        return {
          text: 'That was a question, so nothing was changed. Answer it, e.g. from the knowledge base.',
        };
      }
      const view = await talkAboutGrowth(deps, { actor: input.actor, turnId: input.turnId, wish });
      // Shown to the person, and kept from the model.
      return { text: 'The person was shown their goals as they stand.', views: [view] };
    },
  };
}
