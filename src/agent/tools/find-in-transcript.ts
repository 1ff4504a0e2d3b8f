import { z } from 'zod';
import { canSeeSession } from '../../coaching/sessions/can-see-session.ts';
import { findInTranscript } from '../../coaching/sessions/find-in-transcript.ts';
import { sessionNotFound } from '../../coaching/sessions/session-errors.ts';
import { transcriptHitsView } from '../../messages/views/transcript-hits.ts';
import type { AgentInput } from '../agent.ts';
import type { AgentTool, ToolResult } from '../agent-tool.ts';
import { sessionIdOf, type SessionToolDeps } from './session-tool-deps.ts';

const schema = z.object({
  query: z
    .string()
    .min(1)
    .max(1_000)
    .describe('What was said, or asked about; with the speaker’s name if one was given'),
});

const placesShown = 3;

/** Finds where something was said, with the words themselves; changes nothing. */
export function findInTranscriptTool(deps: SessionToolDeps): AgentTool<typeof schema> {
  return {
    name: 'find_in_transcript',
    description: 'Finds where something was said in this session’s transcript, with quotes and times.',
    schema,
    effect: 'read',
    available: (input) => input.session !== undefined,
    run: ({ input, args }) => findInSession(deps, input, args.query),
  };
}

/**
 * Where something was said in the session of this thread, as a view.
 * @throws AppError SESSION_001
 */
export async function findInSession(
  deps: SessionToolDeps,
  input: AgentInput,
  query: string,
): Promise<ToolResult> {
  const { organizationId } = input.actor;
  const session = await deps.sessions.find(organizationId, sessionIdOf(input));
  if (session === undefined || !(await canSeeSession(deps, input.actor, session))) throw sessionNotFound();
  const segments = await deps.sessions.segments(organizationId, session.id);
  const hits = findInTranscript(segments, query, placesShown);
  return {
    text: hits.length === 0 ? 'Nothing like that was said.' : 'The places were shown with quotes.',
    views: [transcriptHitsView(hits)],
  };
}
