import type { Actor } from '../../people/user.ts';
import { canSeeSession } from '../../sessions/can-see-session.ts';
import { applyPatch } from '../apply-patch.ts';
import { diffLines, type LineChange } from '../diff-lines.ts';
import { newLineIds, proposePatch, type RefineSummaryDeps } from '../refine-summary.ts';
import type { Summary } from '../summary.ts';
import { summaryNotFound } from '../summary-errors.ts';
import type { ProposalRepository } from './ports.ts';
import type { ProposalItem, SummaryProposal } from './proposal.ts';

export interface ProposeForAllDeps extends RefineSummaryDeps {
  proposals: ProposalRepository;
}

export interface ProposeForAll {
  actor: Actor;
  sessionId: string;
  /** The person's whole words; they become the request of each version. */
  request: string;
  /** What is asked of each summary. */
  instruction: string;
  /** The same turn again returns what it proposed before. */
  turnId: string;
  signal?: AbortSignal;
}

/** What a proposal would do to one summary. */
export interface ProposedChange {
  summary: Summary;
  diff: readonly LineChange[];
}

/** A summary that stays as it is, and why. */
export interface LeftAlone {
  summary: Summary;
  why: { kind: 'approved' } | { kind: 'unchanged' } | { kind: 'said'; text: string };
}

export interface ForAllPreview {
  /** Undefined: no summary would change, so there is nothing to apply. */
  proposal?: SummaryProposal;
  changes: readonly ProposedChange[];
  leftAlone: readonly LeftAlone[];
  /** Said beside the preview, e.g. that the offline rules stood in for the model. */
  notice?: string;
}

/** Summaries whose patches are asked for at the same time: a workshop has twenty, and a turn 60 seconds. */
const atOnce = 4;

/**
 * Works out one request for every summary of a session and changes nothing yet: what would change is kept until its author
 * applies or dismisses it.
 * @throws AppError SUMMARY_NOT_FOUND, and what the proposer throws
 */
export async function proposeForAll(deps: ProposeForAllDeps, input: ProposeForAll): Promise<ForAllPreview> {
  const { actor, sessionId, request, turnId } = input;
  const { organizationId } = actor;
  const session = await deps.sessions.find(organizationId, sessionId);
  if (session === undefined || !(await canSeeSession(deps, actor, session))) throw summaryNotFound();
  const summaries = await deps.summaries.listBySession(organizationId, sessionId);
  const before = await deps.proposals.ofTurn(organizationId, turnId);
  if (before !== undefined) return { proposal: before, changes: previewOf(before, summaries), leftAlone: [] };

  const outcomes: (Outcome & { summary: Summary })[] = [];
  for (let from = 0; from < summaries.length; from += atOnce) {
    const group = summaries.slice(from, from + atOnce);
    outcomes.push(
      ...(await Promise.all(
        group.map(async (summary) => ({
          summary,
          ...(await workOut(deps, input, summary, session.date)),
        })),
      )),
    );
  }
  const items = outcomes.flatMap((outcome) => (outcome.kind === 'item' ? [outcome.item] : []));
  const notice = outcomes.find((outcome) => outcome.kind === 'item' && outcome.notice !== undefined);
  const proposal =
    items.length === 0
      ? undefined
      : await deps.proposals.create({
          ...{ organizationId, sessionId, authorId: actor.id, turnId, request, items },
        });
  return {
    ...(proposal === undefined ? {} : { proposal }),
    changes: proposal === undefined ? [] : previewOf(proposal, summaries),
    leftAlone: outcomes.flatMap(({ summary, ...outcome }) =>
      outcome.kind === 'alone' ? [{ summary, why: outcome.why }] : [],
    ),
    ...(notice?.kind === 'item' && notice.notice !== undefined ? { notice: notice.notice } : {}),
  };
}

type Outcome =
  { kind: 'item'; item: ProposalItem; notice?: string } | { kind: 'alone'; why: LeftAlone['why'] };

async function workOut(
  deps: ProposeForAllDeps,
  { actor, instruction, signal }: ProposeForAll,
  summary: Summary,
  sessionDate: string,
): Promise<Outcome> {
  if (summary.state === 'approved') return { kind: 'alone', why: { kind: 'approved' } };
  const asked = { actor, instruction, summary, sessionDate, ...(signal === undefined ? {} : { signal }) };
  const patch = await proposePatch(deps, asked);
  if (patch.kind === 'ask') return { kind: 'alone', why: { kind: 'said', text: patch.question } };
  if (patch.kind === 'cannot') return { kind: 'alone', why: { kind: 'said', text: patch.reason } };
  const { operations, notice } = patch;
  const applied = applyPatch(summary.lines, operations, newLineIds(summary.id, 'preview'));
  if (applied.kind === 'invalid' || diffLines(summary.lines, applied.lines).length === 0)
    return { kind: 'alone', why: { kind: 'unchanged' } };
  const item = { summaryId: summary.id, expected: summary.version, operations };
  return { kind: 'item', item, ...(notice === undefined ? {} : { notice }) };
}

/** What a proposal would change of summaries that are as it knew them. */
function previewOf({ id, items }: SummaryProposal, summaries: readonly Summary[]): ProposedChange[] {
  return items.flatMap(({ summaryId, expected, operations }) => {
    const summary = summaries.find((candidate) => candidate.id === summaryId);
    if (summary?.version !== expected) return [];
    const applied = applyPatch(summary.lines, operations, newLineIds(summaryId, id));
    return applied.kind === 'applied' ? [{ summary, diff: diffLines(summary.lines, applied.lines) }] : [];
  });
}
