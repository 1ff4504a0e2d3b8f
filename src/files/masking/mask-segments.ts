import { severalSpeakers } from '../../coaching/sessions/names.ts';
import type { TranscriptSegment } from '../../coaching/sessions/session.ts';
import { applySpans, findPersonalData } from './mask-text.ts';
import { createSpeakerMask } from './speaker-mask.ts';

/** Words of others up to this length (`mm-hm, go on`) do not part what somebody dictates. */
const interjection = 40;
/** Cues of one speaker that are looked at together. */
const cuesTogether = 60;
/** White space to every pattern, and in no text: files have their line separators replaced while they are decoded. */
const seam = '\u2028';

/**
 * Masks personal data in what was said, also where a number is read out over several cues with short words of others between
 * them, and in the speakers' names. Time grows with the length of the text.
 */
export function maskSegments(
  segments: readonly TranscriptSegment[],
  attendees: readonly string[] = [],
): { segments: TranscriptSegment[]; attendees: string[]; masked: number } {
  const texts = segments.map(({ text }) => text);
  let masked = 0;
  for (const group of groupsOf(segments)) {
    const spans = findPersonalData(group.map((at) => segments[at]?.text ?? '').join(seam));
    masked += spans.length;
    if (spans.length === 0) continue;
    let from = 0;
    for (const at of group) {
      const text = segments[at]?.text ?? '';
      texts[at] = applySpans(text, from, spans);
      from += text.length + seam.length;
    }
  }
  const nameOf = createSpeakerMask();
  const named = segments.map((segment, at) => ({
    ...segment,
    speaker: nameOf(segment.speaker),
    text: texts[at] ?? '',
  }));
  return {
    segments: named,
    attendees: [...new Set(attendees.map(nameOf))],
    masked: masked + nameOf.masked(),
  };
}

/** The places of segments that one speaker says without being interrupted at length. */
function groupsOf(segments: readonly TranscriptSegment[]): number[][] {
  const groups: number[][] = [];
  const open = new Map<string, number[]>();
  for (const [at, { speaker, text }] of segments.entries()) {
    const group = open.get(speaker);
    if (text.length > interjection) open.clear();
    if (group !== undefined && group.length < cuesTogether && speaker !== severalSpeakers) {
      group.push(at);
      open.set(speaker, group);
    } else {
      const fresh = [at];
      groups.push(fresh);
      open.set(speaker, fresh);
    }
  }
  return groups;
}
