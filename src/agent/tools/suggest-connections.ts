import { z } from 'zod';
import {
  suggestPeople,
  type PeopleSuggested,
  type SuggestPeopleDeps,
} from '../../coaching/connections/suggest-people.ts';
import { connectionSuggestionsView } from '../../messages/views/connection-suggestions.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { isPersonAlone } from '../person-alone.ts';
import type { AgentTool } from '../agent-tool.ts';

const schema = z.object({
  words: z
    .string()
    .min(1)
    .max(1_000)
    .describe('What the person looks for in a colleague, in their own words, complete'),
});

/** Suggests, and counts what was found as seen: the caller shows it. */
export async function suggestToShow(
  deps: SuggestPeopleDeps,
  actor: Actor,
  ask: Parameters<typeof suggestPeople>[2],
): Promise<PeopleSuggested> {
  const result = await suggestPeople(deps, actor, ask);
  if (result.kind === 'suggested') {
    await deps.connections.markViewed(
      { organizationId: actor.organizationId, userId: actor.id },
      result.people.map(({ suggestion }) => suggestion.id),
    );
  }
  return result;
}

/** Suggests colleagues to the person who asks, in their direct message. Whether anybody is asked is their button's. */
export function suggestConnectionsTool(deps: SuggestPeopleDeps): AgentTool<typeof schema> {
  return {
    name: 'suggest_connections',
    description:
      'Suggests colleagues to talk to: who could help with something, who speaks a language, who works on the same challenge, whose strengths complement the person’s. Not for whom a case goes to or who may approve something: that is a procedure.',
    schema,
    effect: 'draft-only',
    available: isPersonAlone,
    async run({ input, args }) {
      const { actor, turnId } = input;
      // Names and reasons are shown to the person and kept from the model.
      const result = await suggestToShow(deps, actor, { words: args.words, turnId });
      return { text: 'The suggestions were shown.', views: [connectionSuggestionsView(result)] };
    },
  };
}
