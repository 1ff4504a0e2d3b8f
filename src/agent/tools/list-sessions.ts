import { z } from 'zod';
import { listSessions, type ListSessionsDeps } from '../../coaching/sessions/list-sessions.ts';
import { sessionListView } from '../../messages/views/session-list.ts';
import { words } from '../../messages/words/en.ts';
import type { AgentTool } from '../agent-tool.ts';

const schema = z.object({
  query: z
    .string()
    .min(1)
    .max(1_000)
    .describe(
      'Which sessions, in the person’s own words, with names, dates and states, understandable by itself',
    ),
});

/** Lists sessions within what everyone who will see the answer may see. */
export function listSessionsTool(deps: ListSessionsDeps): AgentTool<typeof schema> {
  return {
    name: 'list_sessions',
    description:
      'Lists coaching sessions by who took part, when, kind and state: sessions with somebody, workshops last month, summaries that still wait for approval. For what was said or noted in them, search the records instead.',
    schema,
    effect: 'read',
    available: () => true,
    async run({ input, args }) {
      input.onProgress?.(words.progress.records);
      const listing = await listSessions(deps, { audience: input.audience, text: args.query });
      // The list is shown to people and kept from the model, which needs no titles to say that it is there.
      return { text: 'The sessions were shown.', views: [sessionListView(input.audience, listing)] };
    },
  };
}
