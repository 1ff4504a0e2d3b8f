import { z } from 'zod';
import { refineSummary } from '../../coaching/summaries/refine-summary.ts';
import { summaryChangedView, summaryQuestionView } from '../../messages/views/summary-diff.ts';
import type { AgentTool } from '../agent-tool.ts';
import { choose, type SessionToolDeps } from './session-tool-deps.ts';

const schema = z.object({
  instruction: z
    .string()
    .min(1)
    .max(4_000)
    .describe('What the coach asked for, in the coach’s own words and whole; one call per participant'),
  participant: z.string().max(200).optional().describe('Whose summary is meant, if the coach said so'),
});

/** Changes one participant's draft; applies at once, because it can be undone. */
export function refineSummaryTool(deps: SessionToolDeps): AgentTool<typeof schema> {
  return {
    name: 'refine_summary',
    description:
      'Changes a session summary as the coach asks (shorter, warmer, drop a line, add a line, owner, due date). Not for questions.',
    schema,
    effect: 'own-draft',
    available: (input) => input.session !== undefined,
    async run({ input, args, signal }) {
      const choice = await choose(deps, input, args.instruction, args.participant);
      if (choice.kind === 'ask') return choice.result;
      input.onProgress?.('Working on the summary…');
      const result = await refineSummary(deps, {
        actor: input.actor,
        summaryId: choice.summaryId,
        instruction: choice.instruction,
        turnId: input.turnId,
        signal,
      });
      switch (result.kind) {
        case 'changed':
          return {
            text: `Version ${result.summary.version} was stored and shown.`,
            views: [summaryChangedView(result)],
          };
        case 'ask':
          return {
            text: 'The person was asked back.',
            views: [summaryQuestionView(result.summary, result.question)],
          };
        case 'cannot':
          return {
            text: 'The person was told why not.',
            views: [summaryQuestionView(result.summary, result.reason)],
          };
        case 'nothing-changed':
          return {
            text: 'Nothing changed, and the person was told.',
            views: [
              summaryQuestionView(
                result.summary,
                'That would leave everything as it is, so I changed nothing.',
              ),
            ],
          };
      }
    },
  };
}
