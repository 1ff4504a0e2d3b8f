import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { ApprovalShare, SummaryRepository } from './ports.ts';

export interface SummaryAccuracy {
  /** The asker's own sessions; undefined: none of their summaries is approved. */
  own?: ApprovalShare & { summaries: number };
  /** All of the organisation; for admins. */
  organization?: ApprovalShare & { summaries: number };
  /** By coach; for admins. Counts only, most summaries first. */
  coaches?: readonly (ApprovalShare & { summaries: number; coach: string })[];
}

/** The share of drafted lines that were approved unedited, over the summaries that are approved now. */
export async function summaryAccuracy(
  deps: {
    summaries: Pick<SummaryRepository, 'approvedShares'>;
    users: Pick<UserRepository, 'findByIds'>;
  },
  actor: Actor,
): Promise<SummaryAccuracy> {
  const shares = await deps.summaries.approvedShares(actor.organizationId);
  const mine = shares.find(({ coachId }) => coachId === actor.id);
  const own =
    mine === undefined ? {} : { own: { unedited: mine.unedited, all: mine.all, summaries: mine.summaries } };
  if (actor.role !== 'ADMIN') return own;
  const people = await deps.users.findByIds(
    actor.organizationId,
    shares.map(({ coachId }) => coachId),
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const sum = (key: 'unedited' | 'all' | 'summaries') =>
    shares.reduce((total, share) => total + share[key], 0);
  return {
    ...own,
    organization: { unedited: sum('unedited'), all: sum('all'), summaries: sum('summaries') },
    coaches: shares
      .map(({ coachId, ...share }) => ({ ...share, coach: names.get(coachId) ?? 'Someone who left' }))
      .toSorted((one, other) => other.summaries - one.summaries || one.coach.localeCompare(other.coach)),
  };
}
