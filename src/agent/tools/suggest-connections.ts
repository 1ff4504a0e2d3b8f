import { z } from 'zod';
import { suggestPeople, type SuggestPeopleDeps } from '../../coaching/connections/suggest-people.ts';
import { connectionSuggestionsView } from '../../messages/views/connection-suggestions.ts';
import type { AgentTool } from '../agent-tool.ts';

const schema = z.object({
  words: z
    .string()
    .min(1)
    .max(1_000)
    .describe('What the person looks for in a colleague, in their own words, complete'),
});

/** Suggests colleagues to the person who asks, in their direct message. Whether anybody is asked is their button's. */
export function suggestConnectionsTool(deps: SuggestPeopleDeps): AgentTool<typeof schema> {
  return {
    name: 'suggest_connections',
    description:
      'Suggests colleagues to talk to: who could help with something, who speaks a language, who works on the same challenge, whose strengths complement the person’s. Not for whom a case goes to or who may approve something: that is a procedure.',
    schema,
    effect: 'draft-only',
    available: ({ audience }) => audience.kind === 'direct',
    async run({ input, args }) {
      const { actor, turnId } = input;
      const result = await suggestPeople(deps, actor, { words: args.words, turnId });
      if (result.kind === 'suggested') {
        await deps.connections.markViewed(
          { organizationId: actor.organizationId, userId: actor.id },
          result.people.map(({ suggestion }) => suggestion.id),
        );
      }
      // Names and reasons are shown to the person and kept from the model.
      return { text: 'The suggestions were shown.', views: [connectionSuggestionsView(result)] };
    },
  };
}
