import type { ProposalRepository } from '../../coaching/summaries/proposals/ports.ts';
import type { PatchProposer } from '../../coaching/summaries/ports.ts';
import type { SummaryChangeDeps } from '../../coaching/summaries/stale-change.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { AgentInput } from '../agent.ts';

export interface SessionToolDeps extends SummaryChangeDeps {
  sessions: SessionRepository;
  proposals: ProposalRepository;
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
