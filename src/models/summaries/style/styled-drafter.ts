import { firstNameOf } from '../../../coaching/sessions/names.ts';
import { formatDay } from '../../../coaching/summaries/format-line.ts';
import type { DraftLine, DraftRequest, SummaryDrafter } from '../../../coaching/summaries/ports.ts';
import { layoutOf, type SummaryLayout } from '../../../coaching/templates/summary-layout.ts';
import { measureVoice } from '../../../coaching/voice/measure-voice.ts';
import { wordsOf } from '../../../coaching/voice/word-pieces.ts';
import { AppError } from '../../../shared/errors.ts';
import { shorten } from '../refine/shorten.ts';
import { inLayout } from './layout-lines.ts';
import { inVoice, saysTheSame } from './voice-text.ts';

type Styled = Pick<DraftRequest, 'template' | 'participant' | 'facilitator' | 'session' | 'onNotice'>;

/** The layout of the request's template; undefined without one, or where it cannot be followed (then the coach is told). */
export function layoutFor(request: Styled): SummaryLayout | undefined {
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

/** Order, choice and number of lines by the template, whoever drafted them. Applied twice it changes nothing more. */
export const layOut = (lines: readonly DraftLine[], request: Styled): readonly DraftLine[] => {
  const layout = layoutFor(request);
  return layout === undefined ? lines : inLayout(lines, layout);
};

/** `Length: short` means lines of about so many words. */
const shortLine = 14;
/** A line is only cut where it is longer than the coach's by so much. */
const slack = 1.5;

/**
 * Wording by the coach's voice and the template's length, for lines that rules drafted: they cannot read what a model is
 * told. Evidence, owners and days stay as they are.
 */
export function reword(
  lines: readonly DraftLine[],
  request: Styled & Pick<DraftRequest, 'voice' | 'speakers'>,
): readonly DraftLine[] {
  const { voice, speakers, participant } = request;
  const traits = voice === undefined ? undefined : (voice.measured ?? measureVoice(voice.examples));
  const names = [...speakers, participant.name];
  const isShort = layoutFor({ ...request, onNotice: () => undefined })?.length === 'short';
  const habit = traits?.wordsPerLine === undefined ? Infinity : traits.wordsPerLine * slack;
  const limit = Math.min(habit, isShort ? shortLine : Infinity);
  const known = new Set(names.flatMap((name) => wordsOf(name).map((word) => word.toLowerCase())));
  return lines.map((line) => {
    const text = traits === undefined ? line.text : inVoice(line.text, traits, names);
    const short = wordsOf(text).length > limit ? shorten({ section: line.section, text }) : undefined;
    return { ...line, text: short !== undefined && saysTheSame(text, short, known) ? short : text };
  });
}

/** A drafter whose lines follow the template. */
export const withLayout = (drafter: SummaryDrafter): SummaryDrafter => ({
  ...drafter,
  draft: async (request, signal) => layOut(await drafter.draft(request, signal), request),
});

/** A drafter by rules whose lines are worded as the coach words them. */
export const withVoice = (drafter: SummaryDrafter): SummaryDrafter => ({
  ...drafter,
  draft: async (request, signal) => reword(await drafter.draft(request, signal), request),
});
