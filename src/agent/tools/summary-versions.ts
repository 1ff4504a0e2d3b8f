import { z } from 'zod';
import type { AgentTool } from '../agent-tool.ts';
import type { SessionToolDeps } from './session-tool-deps.ts';
import { talkInSession } from './session-talk.ts';

const schema = z.object({
  request: z
    .string()
    .min(1)
    .max(500)
    .describe('What the coach asked for, in the coach’s own words, e.g. "compare version 2 and 4"'),
  participant: z.string().max(200).optional().describe('Whose summary is meant, if the coach said so'),
});

/** History, comparison and restoring of versions; a restored version is a new one, with undo. */
export function summaryVersionsTool(deps: SessionToolDeps): AgentTool<typeof schema> {
  return {
    name: 'summary_versions',
    description:
      'Shows who changed a summary and when, what changed, compares two versions, or goes back to one.',
    schema,
    effect: 'own-draft',
    available: (input) => input.session !== undefined,
    run: ({ input, args: { request, participant }, signal }) =>
      talkInSession(deps, input, {
        words: request,
        signal,
        otherwise: { kind: 'history' },
        ...(participant === undefined ? {} : { participant }),
      }),
  };
}
