import { z } from 'zod';
import { similarSessions, type SimilarSessionsDeps } from '../../coaching/records/similar-sessions.ts';
import { similarSessionsView } from '../../messages/views/similar-sessions.ts';
import type { AgentTool } from '../agent-tool.ts';
import { sessionIdOf } from './session-tool-deps.ts';

const schema = z.object({});

/** Sessions that were about the same as the one whose thread this is. */
export function similarSessionsTool(deps: SimilarSessionsDeps): AgentTool<typeof schema> {
  return {
    name: 'similar_sessions',
    description: 'Finds earlier coaching sessions that were about the same as this thread’s session.',
    schema,
    effect: 'read',
    available: (input) => input.session !== undefined,
    async run({ input }) {
      const { audience } = input;
      const found = await similarSessions(deps, { audience, sessionId: sessionIdOf(input) });
      return { text: 'The sessions were shown.', views: [similarSessionsView(audience, found)] };
    },
  };
}
