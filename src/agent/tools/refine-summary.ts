import { z } from 'zod';
import type { AgentTool } from '../agent-tool.ts';
import type { SessionToolDeps } from './session-tool-deps.ts';
import { talkInSession } from './session-talk.ts';

const schema = z.object({
  instruction: z
    .string()
    .min(1)
    .max(4_000)
    .describe('What the coach asked for, in the coach’s own words and whole; one call per participant'),
  participant: z.string().max(200).optional().describe('Whose summary is meant, if the coach said so'),
});

/** Changes one participant's draft; applies at once, because it can be undone. A change of all of them is only shown. */
export function refineSummaryTool(deps: SessionToolDeps): AgentTool<typeof schema> {
  return {
    name: 'refine_summary',
    description:
      'Changes a session summary, or all of them, as the coach asks (shorter, warmer, drop a line, add a line, merge, owner, due date, for everyone). Not for questions.',
    schema,
    effect: 'own-draft',
    available: (input) => input.session !== undefined,
    run: ({ input, args: { instruction, participant }, signal }) =>
      talkInSession(deps, input, {
        words: instruction,
        signal,
        ...(participant === undefined ? {} : { participant }),
      }),
  };
}
