import type { z } from 'zod';
import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import type { DraftLine, DraftRequest, SummaryDrafter } from '../../coaching/summaries/ports.ts';
import { aboutParticipant } from './about-participant.ts';
import { groupLines } from './group-lines.ts';
import { fallbackNotice, isStopped, type HostedDeps } from './hosted-deps.ts';
import { summaryPromptVersion, summaryReply, summarySystem, summaryUser } from './prompts/summary.ts';
import { splitTranscript } from './transcript-parts.ts';

/**
 * Drafts with a hosted model, a long transcript in parts that fit its prompt. Where the model fails, the offline rules stand
 * in for that part, and the coach is told.
 */
export function createHostedDrafter(deps: HostedDeps & { offline: SummaryDrafter }): SummaryDrafter {
  return {
    async draft(request, signal) {
      if (await deps.requireOffline(request.organizationId)) return deps.offline.draft(request, signal);
      const lines: DraftLine[] = [];
      for (const segments of partsOf(request)) {
        signal?.throwIfAborted();
        lines.push(...(await draftPart(deps, { ...request, segments }, signal)));
      }
      return lines;
    },
    async split(request) {
      return (await deps.requireOffline(request.organizationId)) ? [request.segments] : partsOf(request);
    },
    group: groupLines,
  };
}

/** What fits is read whole, because all of it is context; of more than that, only what concerns the participant. */
function partsOf({ segments, participant, facilitator }: DraftRequest): TranscriptSegment[][] {
  const whole = splitTranscript(segments, facilitator);
  return whole.length <= 1
    ? whole
    : splitTranscript(aboutParticipant(segments, participant.name), facilitator);
}

async function draftPart(
  deps: HostedDeps & { offline: SummaryDrafter },
  request: DraftRequest,
  signal: AbortSignal | undefined,
): Promise<readonly DraftLine[]> {
  try {
    const reply: z.infer<typeof summaryReply> = await deps.model.invokeStructured({
      organizationId: request.organizationId,
      purpose: 'summary',
      promptVersion: summaryPromptVersion,
      system: summarySystem,
      user: summaryUser(request, request.segments),
      schema: summaryReply,
      ...(signal === undefined ? {} : { signal }),
    });
    return reply.lines.map(({ owner, due, text, evidence, ...line }) => ({
      ...line,
      text: plain(text),
      ...(line.section === 'actions' && owner !== null ? { owner: plain(owner) } : {}),
      ...(line.section === 'actions' && due !== null ? { due: plain(due) } : {}),
      evidence: evidence.map(({ segment, quote }) => ({ segment, quote: plain(quote) })),
    }));
  } catch (error) {
    if (signal?.aborted === true || isStopped(error)) throw error;
    deps.logger.warn('summary drafted offline instead', { organizationId: request.organizationId });
    request.onNotice?.(fallbackNotice);
    return deps.offline.draft(request, signal);
  }
}

/** What PostgreSQL's JSON does not take, and no person writes: NUL, and halves of characters. */
const plain = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');
