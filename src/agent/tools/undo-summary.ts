import { z } from 'zod';
import type { AgentTool } from '../agent-tool.ts';
import type { SessionToolDeps } from './session-tool-deps.ts';
import { talkInSession } from './session-talk.ts';

const schema = z.object({
  participant: z.string().max(200).optional().describe('Whose summary is meant, if the coach said so'),
  steps: z.int().min(1).max(100).optional().describe('How many changes; default one'),
});

/** Takes changes of a draft back, as a new version. */
export const undoSummaryTool = (deps: SessionToolDeps): AgentTool<typeof schema> => ({
  name: 'undo_summary',
  description: 'Takes back the last change, or several, of a session summary.',
  ...stepping(deps, 'undo'),
});

/** Brings back what an undo took away, as a new version. */
export const redoSummaryTool = (deps: SessionToolDeps): AgentTool<typeof schema> => ({
  name: 'redo_summary',
  description: 'Brings back what the last undo of a session summary took away.',
  ...stepping(deps, 'redo'),
});

function stepping(
  deps: SessionToolDeps,
  kind: 'undo' | 'redo',
): Omit<AgentTool<typeof schema>, 'name' | 'description'> {
  return {
    schema,
    effect: 'own-draft',
    available: (input) => input.session !== undefined,
    run: ({ input, args: { participant, steps = 1 }, signal }) =>
      talkInSession(deps, input, {
        words: input.question,
        signal,
        otherwise: { kind, steps },
        ...(participant === undefined ? {} : { participant }),
      }),
  };
}
