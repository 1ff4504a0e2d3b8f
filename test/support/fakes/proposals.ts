import type { ProposalRepository } from '../../../src/coaching/summaries/proposals/ports.ts';
import type { SummaryProposal } from '../../../src/coaching/summaries/proposals/proposal.ts';
import { newId } from '../../../src/shared/ids.ts';

/** Proposals in memory; `test/contract/sessions` holds them to what PostgreSQL does. */
export function createFakeProposals(): ProposalRepository {
  const stored: { proposal: SummaryProposal; turnId: string; appliedAs: number }[] = [];
  let applied = 0;
  const of = (organizationId: string) =>
    stored.filter(({ proposal }) => proposal.organizationId === organizationId);
  return {
    create({ turnId, ...fields }) {
      const before = of(fields.organizationId).find((other) => other.turnId === turnId);
      if (before !== undefined) return Promise.resolve(before.proposal);
      const proposal: SummaryProposal = { id: newId(), state: 'open', ...fields };
      stored.push({ proposal, turnId, appliedAs: 0 });
      return Promise.resolve(proposal);
    },
    find: (organizationId, id) =>
      Promise.resolve(of(organizationId).find(({ proposal }) => proposal.id === id)?.proposal),
    ofTurn: (organizationId, turnId) =>
      Promise.resolve(of(organizationId).find((other) => other.turnId === turnId)?.proposal),
    close(organizationId, id, state) {
      const found = of(organizationId).find(({ proposal }) => proposal.id === id);
      if (found?.proposal.state !== 'open') return Promise.resolve(false);
      found.proposal = { ...found.proposal, state };
      found.appliedAs = applied += 1;
      return Promise.resolve(true);
    },
    lastApplied(organizationId, sessionId, authorId) {
      const own = of(organizationId).filter(
        ({ proposal }) =>
          proposal.sessionId === sessionId &&
          proposal.authorId === authorId &&
          proposal.state === 'applied' &&
          proposal.items.length > 0,
      );
      return Promise.resolve(own.toSorted((a, b) => b.appliedAs - a.appliedAs)[0]?.proposal);
    },
  };
}
