import { z } from 'zod';
import { undoSummary } from '../../coaching/summaries/undo-summary.ts';
import { summaryUndoneView } from '../../messages/views/summary-diff.ts';
import type { AgentTool } from '../agent-tool.ts';
import { choose, type SessionToolDeps } from './session-tool-deps.ts';

const schema = z.object({
  participant: z.string().max(200).optional().describe('Whose summary is meant, if the coach said so'),
});

/** Takes the last change of one participant's draft back, as a new version. */
export function undoSummaryTool(deps: SessionToolDeps): AgentTool<typeof schema> {
  return {
    name: 'undo_summary',
    description: 'Takes back the last change of a session summary.',
    schema,
    effect: 'own-draft',
    available: (input) => input.session !== undefined,
    async run({ input, args }) {
      const choice = await choose(deps, input, input.question, args.participant);
      if (choice.kind === 'ask') return choice.result;
      const result = await undoSummary(deps, {
        actor: input.actor,
        summaryId: choice.summaryId,
        turnId: input.turnId,
      });
      return {
        text:
          result.kind === 'undone'
            ? `Undone; version ${result.summary.version} was shown.`
            : 'There was nothing to undo.',
        views: [summaryUndoneView(result)],
      };
    },
  };
}
