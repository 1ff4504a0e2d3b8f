import type { ProposalState, SummaryProposal } from './proposal.ts';

export interface ProposalRepository {
  /** Open. Unique by `turnId`: the same turn again returns what it proposed before. */
  create(proposal: Omit<SummaryProposal, 'id' | 'state'> & { turnId: string }): Promise<SummaryProposal>;
  /** `id` as a person's button brought it: what is no id names nothing. */
  find(organizationId: string, id: string): Promise<SummaryProposal | undefined>;
  /** What this turn proposed before. */
  ofTurn(organizationId: string, turnId: string): Promise<SummaryProposal | undefined>;
  /** Ends an open proposal; false: it was ended before, and stays what it is. */
  close(organizationId: string, id: string, state: Exclude<ProposalState, 'open'>): Promise<boolean>;
  /** The change of several summaries of this session that the person applied last. */
  lastApplied(
    organizationId: string,
    sessionId: string,
    authorId: string,
  ): Promise<SummaryProposal | undefined>;
}
