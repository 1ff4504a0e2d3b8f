import { z } from 'zod';
import type { AgentTool } from '../agent-tool.ts';
import type { SessionToolDeps } from './session-tool-deps.ts';
import { talkInSession } from './session-talk.ts';

const schema = z.object({
  question: z.string().min(1).max(1_000).describe('The question, in the coach’s own words'),
  participant: z.string().max(200).optional().describe('Whose summary is meant, if the coach said so'),
});

/** Answers from a summary and its transcript with quotes and times; changes nothing. */
export function askAboutSummaryTool(deps: SessionToolDeps): AgentTool<typeof schema> {
  return {
    name: 'ask_about_summary',
    description:
      'Answers a question about this session or a line of its summaries (where did she say that, why is that a win, did he promise a date) with the words that were said and when.',
    schema,
    effect: 'read',
    available: (input) => input.session !== undefined,
    run: ({ input, args: { question, participant }, signal }) =>
      talkInSession(deps, input, {
        words: question,
        signal,
        otherwise: { kind: 'question' },
        ...(participant === undefined ? {} : { participant }),
      }),
  };
}
