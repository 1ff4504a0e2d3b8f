import { z } from 'zod';
import { deterministicId } from '../../../shared/ids.ts';
import type { DateReader } from '../date-reader.ts';
import type { DraftRequest, SummaryDrafter, SummaryRepository } from '../../summaries/ports.ts';
import { settleDraft } from '../../summaries/settle-draft.ts';
import type { Summary } from '../../summaries/summary.ts';
import { layoutFor } from '../../templates/draft-layout.ts';
import type { Drafted } from './summarise-participant.ts';
import type { CoachingSession, SessionParticipant } from '../session.ts';
import type { Steps } from './steps.ts';

/** What is left to say of a participant's summary once its lines stand; holds no words of the transcript. */
export const verifiedResult = z.object({ cut: z.number().int(), notices: z.array(z.string()) });

export interface VerifySummaryDeps {
  summaries: Pick<SummaryRepository, 'create'>;
  drafter: SummaryDrafter;
  dates: DateReader;
}

/** The step `verify`: keeps what the transcript bears out, merges what was said twice, and stores the summary. */
export async function verifySummary(
  deps: VerifySummaryDeps,
  steps: Steps,
  {
    session,
    participant,
    drafted,
    request,
  }: { session: CoachingSession; participant: SessionParticipant; drafted: Drafted; request: DraftRequest },
): Promise<Summary> {
  const { drafter } = deps;
  const { organizationId, id: sessionId } = session;
  const { summary } = await steps.run(
    { step: 'verify', unit: participant.id },
    async () => {
      const layout = layoutFor(request);
      const { lines, leftOut, cut } = settleDraft(drafted.lines, {
        segments: request.segments,
        speakers: request.speakers,
        notes: request.notes ?? [],
        sessionDate: session.date,
        dates: deps.dates,
        lineId: (index) => deterministicId(participant.id, 'line', String(index)),
        ...(layout === undefined ? {} : { layout }),
        ...(drafter.group === undefined ? {} : { group: drafter.group.bind(drafter) }),
      });
      const stored = { organizationId, sessionId, participantId: participant.id, lines, leftOut };
      return { summary: await deps.summaries.create(stored), cut };
    },
    ({ cut }) => ({ cut, notices: drafted.notices }),
  );
  return summary;
}
