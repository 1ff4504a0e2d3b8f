import { applyPatch } from '../../coaching/summaries/apply-patch.ts';
import type { PatchProposer, PatchRequest } from '../../coaching/summaries/ports.ts';
import { unassigned, type PatchOperation, type PatchProposal } from '../../coaching/summaries/summary.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import { fallbackNotice, isStopped, type HostedDeps } from './hosted-deps.ts';
import {
  refinePromptVersion,
  refineReply,
  refineSystem,
  refineUser,
  type RefineReply,
} from './prompts/refine.ts';

/** The words of one request that reach a model. */
const maxInstruction = 4_000;

/**
 * Proposes with a hosted model; the reply is checked against the summary before it counts. Where the model fails, the
 * offline instructions stand in, and the coach is told.
 */
export function createHostedProposer(deps: HostedDeps & { offline: PatchProposer }): PatchProposer {
  return {
    async propose(request, signal) {
      if (await deps.requireOffline(request.organizationId)) return deps.offline.propose(request, signal);
      try {
        const proposal = await proposeHosted(deps, request, signal);
        if (proposal !== undefined) return proposal;
      } catch (error) {
        if (signal?.aborted === true || isStopped(error)) throw error;
      }
      deps.logger.warn('refinement proposed offline instead', { organizationId: request.organizationId });
      const proposal = await deps.offline.propose(request, signal);
      return proposal.kind === 'patch' ? { ...proposal, notice: fallbackNotice } : proposal;
    },
  };
}

/** Undefined: the reply does not fit the summary. */
async function proposeHosted(
  { model }: HostedDeps,
  request: PatchRequest,
  signal: AbortSignal | undefined,
): Promise<PatchProposal | undefined> {
  const instruction = request.instruction.slice(0, maxInstruction);
  const reply: RefineReply = await model.invokeStructured({
    organizationId: request.organizationId,
    purpose: 'refine',
    promptVersion: refinePromptVersion,
    system: refineSystem,
    user: refineUser({ ...request, instruction }),
    schema: refineReply,
    ...(signal === undefined ? {} : { signal }),
  });
  const operations = reply.operations.map(toOperation);
  if (operations.length === 0) {
    return reply.question === null ? undefined : { kind: 'ask', question: reply.question };
  }
  const applied = applyPatch(request.summary.lines, operations, () => 'new');
  return applied.kind === 'applied' ? { kind: 'patch', operations } : undefined;
}

function toOperation(operation: RefineReply['operations'][number]): PatchOperation {
  switch (operation.op) {
    case 'remove':
    case 'split':
      return operation;
    case 'move': {
      const { section, ...move } = operation;
      return section === null ? move : { ...move, section };
    }
    case 'add':
    case 'merge':
    case 'replace': {
      const { owner, due, ...change } = operation;
      return {
        ...change,
        ...(owner === null ? {} : { owner }),
        // A day that does not exist is no day: left as it is rather than refused with the whole patch.
        ...(due !== null && (due === unassigned || isDay(due)) ? { due } : {}),
      };
    }
  }
}
