import type { OpenSummaryDeps } from '../../coaching/summaries/open-summary.ts';
import { chooseSummary, type SummaryChoice } from '../../coaching/summaries/choose-summary.ts';
import type { PatchProposer } from '../../coaching/summaries/ports.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { whichSummaryView } from '../../messages/views/summary-card.ts';
import type { AgentInput } from '../agent.ts';
import type { ToolResult } from '../agent-tool.ts';

export interface SessionToolDeps extends OpenSummaryDeps {
  sessions: SessionRepository;
  proposer: PatchProposer;
  clock: Clock;
}

/** The session whose thread this is. Tools of a session are only offered there. */
export function sessionIdOf(input: AgentInput): string {
  if (input.session === undefined) {
    throw new AppError({ code: 'AGENT_020', message: 'A session tool outside a session’s thread.' });
  }
  return input.session.id;
}

/**
 * Whose summary the words mean. The person's own words decide, not what a model makes of them; a name that the model gives
 * counts only where the words leave it open.
 */
export async function choose(
  deps: SessionToolDeps,
  input: AgentInput,
  words: string,
  participant?: string,
): Promise<Extract<SummaryChoice, { kind: 'chosen' }> | { kind: 'ask'; result: ToolResult }> {
  const sessionId = sessionIdOf(input);
  const summaries = await deps.summaries.listBySession(input.actor.organizationId, sessionId);
  const candidates = summaries.map((summary) => ({
    summaryId: summary.id,
    participant: summary.participant,
  }));
  const choice = chooseSummary(words, candidates, input.session?.focus);
  if (choice.kind === 'chosen') return choice;
  const named =
    participant === undefined ? undefined : chooseSummary(`${participant}: ${words}`, candidates, undefined);
  if (named?.kind === 'chosen') return { ...named, instruction: words };
  return {
    kind: 'ask',
    result: {
      text: 'It is not clear whose summary is meant; the person was asked.',
      views: [
        whichSummaryView(
          choice.candidates.flatMap(({ summaryId }) => summaries.find(({ id }) => id === summaryId) ?? []),
        ),
      ],
    },
  };
}
