import type { DraftLine, DraftRequest, SummaryDrafter } from '../../coaching/summaries/ports.ts';
import { summarySections } from '../../coaching/summaries/summary.ts';
import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import type { z } from 'zod';
import { fallbackNotice, isStopped, type HostedDeps } from './hosted-deps.ts';
import { summaryPromptVersion, summaryReply, summarySystem, summaryUser } from './prompts/summary.ts';
import { sameTopic } from './same-topic.ts';

/** Transcript in one prompt, in characters: about 9,000 tokens, which every model in use takes with room to answer. */
const maxPromptCharacters = 36_000;
/** Segments that a window repeats of the one before, so that an answer is not torn from its question. */
const overlap = 4;
/** Lines of a section that several windows give together. */
const mostLines = 8;

/** Drafts with a hosted model; where that fails, the offline rules stand in, and the coach is told. */
export function createHostedDrafter(deps: HostedDeps & { offline: SummaryDrafter }): SummaryDrafter {
  return {
    async draft(request, signal) {
      if (await deps.requireOffline(request.organizationId)) return deps.offline.draft(request, signal);
      try {
        const drafts: DraftLine[] = [];
        for (const window of windowsOf(request.segments)) {
          signal?.throwIfAborted();
          drafts.push(...(await draftWindow(deps, request, window, signal)));
        }
        return merge(drafts);
      } catch (error) {
        if (signal?.aborted === true || isStopped(error)) throw error;
        deps.logger.warn('summary drafted offline instead', { organizationId: request.organizationId });
        request.onNotice?.(fallbackNotice);
        return deps.offline.draft(request, signal);
      }
    },
  };
}

async function draftWindow(
  { model }: HostedDeps,
  request: DraftRequest,
  segments: readonly TranscriptSegment[],
  signal: AbortSignal | undefined,
): Promise<DraftLine[]> {
  const reply: z.infer<typeof summaryReply> = await model.invokeStructured({
    organizationId: request.organizationId,
    purpose: 'summary',
    promptVersion: summaryPromptVersion,
    system: summarySystem,
    user: summaryUser(request, segments),
    schema: summaryReply,
    ...(signal === undefined ? {} : { signal }),
  });
  return reply.lines.map(({ owner, due, ...line }) => ({
    ...line,
    ...(line.section === 'actions' && owner !== null ? { owner } : {}),
    ...(line.section === 'actions' && due !== null ? { due } : {}),
  }));
}

/** The transcript in pieces that fit one prompt each. A single turn that is longer than that is a piece of its own, cut. */
export function windowsOf(segments: readonly TranscriptSegment[]): TranscriptSegment[][] {
  const windows: TranscriptSegment[][] = [];
  let window: TranscriptSegment[] = [];
  let size = 0;
  for (const segment of segments) {
    const fitting =
      segment.text.length > maxPromptCharacters
        ? { ...segment, text: segment.text.slice(0, maxPromptCharacters) }
        : segment;
    const length = fitting.text.length + fitting.speaker.length + 12;
    if (size + length > maxPromptCharacters && window.length > 0) {
      windows.push(window);
      window =
        length > maxPromptCharacters / 2
          ? []
          : window.slice(-overlap).filter((last) => last.text.length < 1_000);
      size = window.reduce((sum, last) => sum + last.text.length + last.speaker.length + 12, 0);
    }
    window.push(fitting);
    size += length;
  }
  return window.length > 0 ? [...windows, window] : windows;
}

/** What two windows both found is kept once; sections stay readable. */
function merge(drafts: readonly DraftLine[]): DraftLine[] {
  return summarySections.flatMap((section) => {
    const kept: DraftLine[] = [];
    for (const line of drafts) {
      if (line.section !== section || kept.length >= mostLines) continue;
      if (!kept.some((other) => sameTopic(other.text, line.text))) kept.push(line);
    }
    return kept;
  });
}
