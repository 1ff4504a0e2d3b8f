import { AppError } from '../../../shared/errors.ts';
import { deterministicId } from '../../../shared/ids.ts';
import type { Actor } from '../../people/user.ts';
import { applyPatch } from '../apply-patch.ts';
import { diffLines } from '../diff-lines.ts';
import { newLineIds } from '../refine-summary.ts';
import type { Summary } from '../summary.ts';
import { replay } from '../version-stack.ts';
import { openProposal, type OpenProposalDeps } from './open-proposal.ts';
import type { ProposalItem, SummaryProposal } from './proposal.ts';
import type { ProposedChange } from './propose-for-all.ts';

/** A summary that was passed over. `stale`: somebody changed it since; `approved`: it is locked. */
export interface Skipped {
  participant: string;
  why: 'stale' | 'approved';
}

export interface BulkOutcome {
  kind: 'done';
  proposal: SummaryProposal;
  changes: readonly ProposedChange[];
  skipped: readonly Skipped[];
}

export type ApplyResult = BulkOutcome | { kind: 'ended'; proposal: SummaryProposal };

/**
 * Makes a proposed change of several summaries, each only at the version that it was worked out on. Applied twice it changes
 * nothing the second time; a run that was cut short goes on where it stopped.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_NOT_YOURS
 */
export async function applyProposal(
  deps: OpenProposalDeps,
  {
    actor,
    proposalId,
    retry = false,
  }: {
    actor: Actor;
    proposalId: string;
    /** The same press tried again, perhaps after its last change: tells what it did. Default: false. */
    retry?: boolean;
  },
): Promise<ApplyResult> {
  const { proposal } = await openProposal(deps, actor, proposalId);
  const { items, state } = proposal;
  if (items.length === 0 || !(state === 'open' || (state === 'applied' && retry)))
    return { kind: 'ended', proposal };
  const cause = { kind: 'refine', request: proposal.request, proposal: proposal.id } as const;
  const outcome = await each(
    deps,
    actor,
    { proposal, turnId: proposal.id },
    async (summary, { expected, operations }) => {
      const patched = applyPatch(summary.lines, operations, newLineIds(summary.id, proposal.id));
      if (summary.version !== expected || patched.kind === 'invalid') return 'stale';
      return add(deps, { actor, summary, turnId: proposal.id, lines: patched.lines, cause });
    },
  );
  await deps.proposals.close(actor.organizationId, proposal.id, 'applied');
  return outcome;
}

/**
 * Takes an applied proposal back, in every summary where nothing else was changed since.
 * @throws AppError SUMMARY_NOT_FOUND, SUMMARY_NOT_YOURS
 */
export async function undoProposal(
  deps: OpenProposalDeps,
  { actor, proposalId }: { actor: Actor; proposalId: string },
): Promise<ApplyResult> {
  const { proposal } = await openProposal(deps, actor, proposalId);
  if (proposal.state !== 'applied') return { kind: 'ended', proposal };
  const turnId = deterministicId(proposal.id, 'undo');
  return each(deps, actor, { proposal, turnId }, async (summary) => {
    const versions = await deps.summaries.versions(actor.organizationId, summary.id);
    const { past } = replay(versions);
    const from = past.at(-1) ?? 1;
    const newest = versions.find(({ version }) => version === from);
    if (newest?.cause.kind !== 'refine' || newest.cause.proposal !== proposal.id) return 'stale';
    const lines = versions.find(({ version }) => version === past.at(-2))?.lines ?? [];
    return add(deps, { actor, summary, turnId, lines, cause: { kind: 'undo', from } });
  });
}

/** Ends a proposal without changing anything. @returns false when it was ended before */
export async function dismissProposal(
  deps: OpenProposalDeps,
  { actor, proposalId }: { actor: Actor; proposalId: string },
): Promise<boolean> {
  const { proposal } = await openProposal(deps, actor, proposalId);
  return deps.proposals.close(actor.organizationId, proposal.id, 'dismissed');
}

type Added = ProposedChange | Skipped['why'];

async function each(
  { summaries }: OpenProposalDeps,
  { organizationId }: Actor,
  { proposal, turnId }: { proposal: SummaryProposal; turnId: string },
  change: (summary: Summary, item: ProposalItem) => Promise<Added>,
): Promise<BulkOutcome> {
  const changes: ProposedChange[] = [];
  const skipped: Skipped[] = [];
  for (const item of proposal.items) {
    const summary = await summaries.find(organizationId, item.summaryId);
    if (summary === undefined) continue;
    const done = await summaries.versionOfTurn(organizationId, summary.id, turnId);
    if (done !== undefined) {
      const versions = await summaries.versions(organizationId, summary.id);
      const before = versions.find(({ version }) => version === done.version - 1);
      changes.push({ summary, diff: diffLines(before?.lines ?? [], done.lines) });
      continue;
    }
    const added = summary.state === 'approved' ? 'approved' : await change(summary, item);
    if (typeof added === 'string') skipped.push({ participant: summary.participant, why: added });
    else changes.push(added);
  }
  return { kind: 'done', proposal, changes, skipped };
}

async function add(
  { summaries }: OpenProposalDeps,
  {
    actor,
    summary,
    ...version
  }: { actor: Actor; summary: Summary } & Pick<
    Parameters<OpenProposalDeps['summaries']['addVersion']>[0],
    'turnId' | 'lines' | 'cause'
  >,
): Promise<Added> {
  try {
    const changed = await summaries.addVersion({
      organizationId: actor.organizationId,
      summaryId: summary.id,
      expected: summary.version,
      authorId: actor.id,
      ...version,
    });
    return { summary: changed, diff: diffLines(summary.lines, changed.lines) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'SUMMARY_STALE') return 'stale';
    if (error instanceof AppError && error.code === 'SUMMARY_APPROVED') return 'approved';
    throw error;
  }
}
