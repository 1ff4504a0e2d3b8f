import { AppError } from '../../shared/errors.ts';
import { firstNameOf } from '../sessions/names.ts';
import type { CoachingSession, SessionParticipant } from '../sessions/session.ts';
import { formatDay } from '../summaries/format-line.ts';
import type { DraftRequest } from '../summaries/ports.ts';
import type { Summary } from '../summaries/summary.ts';
import type { TemplateSource } from './ports.ts';
import { layoutOf, type SummaryLayout } from './summary-layout.ts';

/** What a layout is worked out from; `participant` is the one who is summarised. */
export type LayoutRequest = Pick<DraftRequest, 'template' | 'facilitator' | 'onNotice'> & {
  participant: Pick<SessionParticipant, 'name'>;
  session: Pick<CoachingSession, 'title' | 'date'>;
};

/** The layout of the request's template; undefined without one, or where it cannot be followed (then the coach is told). */
export function layoutFor(request: LayoutRequest): SummaryLayout | undefined {
  const { template, participant, facilitator, session } = request;
  if (template?.kind !== 'summary') return undefined;
  try {
    return layoutOf(template, {
      first_name: firstNameOf(participant.name),
      coach_name: facilitator,
      session_title: session.title,
      session_date: formatDay(session.date),
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    request.onNotice?.(
      `I could not follow the template “${template.name}”, so I kept to the usual four sections.`,
    );
    return undefined;
  }
}

/**
 * How a stored summary is shown: by the template of its session, else by the coach's default. Nothing without a source of
 * templates, or where the template is gone: then the four sections stand as they are.
 */
export async function layoutOfSummary(
  templates: TemplateSource | undefined,
  session: CoachingSession,
  summary: Pick<Summary, 'participant'>,
  participants: readonly Pick<SessionParticipant, 'name' | 'isFacilitator'>[],
): Promise<{ layout?: SummaryLayout }> {
  if (templates === undefined) return {};
  try {
    const template = await templates.choose({
      organizationId: session.organizationId,
      coachId: session.facilitatorId,
      kind: 'summary',
      ...(session.workshopType === undefined ? {} : { workshopType: session.workshopType }),
      ...(session.template === undefined ? {} : { wanted: session.template }),
    });
    const facilitator = participants.find(({ isFacilitator }) => isFacilitator)?.name ?? '';
    const layout = layoutFor({ template, facilitator, session, participant: { name: summary.participant } });
    return layout === undefined ? {} : { layout };
  } catch (error) {
    // A card without its titles is better than none.
    if (error instanceof AppError && error.retry === 'never') return {};
    throw error;
  }
}
