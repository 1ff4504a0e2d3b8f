import { z } from 'zod';
import type { DraftLine, DraftRequest, SummaryDrafter } from '../../summaries/ports.ts';
import { summarySections } from '../../summaries/summary.ts';
import type { SessionParticipant } from '../session.ts';
import type { Steps } from './steps.ts';

export interface Drafted {
  lines: readonly DraftLine[];
  /** Plain sentences for the coach, e.g. that the offline rules stood in for the model. */
  notices: readonly string[];
}

export interface SummariseParticipant {
  participant: SessionParticipant;
  request: DraftRequest;
  /** Called before each part that is still to be drafted. `of` is 1 for a transcript that is not long. */
  onPart: (part: { number: number; of: number }) => Promise<void>;
  signal?: AbortSignal | undefined;
}

/** A part's draft, kept until the session is completed. Where the transcript is divided otherwise by now, it is of no use. */
const keptPart = z.object({
  of: z.number().int(),
  notices: z.array(z.string()),
  lines: z.array(
    z.object({
      section: z.enum(summarySections),
      text: z.string(),
      owner: z.string().exactOptional(),
      due: z.string().exactOptional(),
      weight: z.number().exactOptional(),
      evidence: z.array(z.object({ segment: z.number(), quote: z.string() })),
    }),
  ),
});

/** The step `summarise`: drafts one participant's lines, part by part. A part that was drafted before is not drafted again. */
export async function summariseParticipant(
  { drafter }: { drafter: SummaryDrafter },
  steps: Steps,
  { participant, request, onPart, signal }: SummariseParticipant,
): Promise<Drafted> {
  const parts = (await drafter.split?.(request)) ?? [request.segments];
  const lines: DraftLine[] = [];
  const notices = new Set<string>();
  for (const [index, segments] of parts.entries()) {
    const unit = parts.length === 1 ? participant.id : `${participant.id}:${index + 1}`;
    const key = { step: 'summarise' as const, unit };
    const kept = steps.result(key, keptPart);
    let part = kept?.of === parts.length ? kept : undefined;
    if (part === undefined) {
      signal?.throwIfAborted();
      await onPart({ number: index + 1, of: parts.length });
      part = await steps.run(key, async () => {
        const said: string[] = [];
        const onNotice = (notice: string) => void said.push(notice);
        const drafted = await drafter.draft({ ...request, segments, onNotice }, signal);
        return { of: parts.length, lines: [...drafted], notices: said } as z.infer<typeof keptPart>;
      });
    }
    lines.push(...part.lines);
    for (const notice of part.notices) notices.add(notice);
  }
  return { lines, notices: [...notices] };
}
