import type { DraftLine, DraftRequest, SummaryDrafter } from '../../../coaching/summaries/ports.ts';
import { inLayout } from '../../../coaching/templates/apply-layout.ts';
import { layoutFor } from '../../../coaching/templates/draft-layout.ts';
import { measureVoice } from '../../../coaching/voice/measure-voice.ts';
import { wordsOf } from '../../../coaching/voice/word-pieces.ts';
import { shorten } from '../refine/shorten.ts';
import { inVoice, saysTheSame } from './voice-text.ts';

/**
 * Only the sections that the template has, in its order. How many lines a section may have is settled once all are there
 * and verified (`settleDraft`).
 */
const layOut = (lines: readonly DraftLine[], request: DraftRequest): readonly DraftLine[] => {
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
function reword(lines: readonly DraftLine[], request: DraftRequest): readonly DraftLine[] {
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
