import { firstNameOf, foldName } from '../../coaching/sessions/names.ts';
import type { TranscriptSegment } from '../../coaching/sessions/session.ts';

/** Turns on either side that a participant's own words are read with. */
const turnsAround = 2;
const everybody = /\b(?:everyone|everybody|all of you|you all|each of you|as a (?:group|team)|one by one)\b/i;

/**
 * What a talk holds of one participant: their turns, those around them, and what names them or speaks to everybody. A
 * workshop of twenty is so read about three times over, not twenty.
 */
export function aboutParticipant(
  segments: readonly TranscriptSegment[],
  participant: string,
): readonly TranscriptSegment[] {
  const turns = turnNumbers(segments);
  const name = foldName(participant);
  const first = foldName(firstNameOf(participant));
  const near = new Set<number>();
  const keep = (turn: number, around: number) => {
    for (let at = turn - around; at <= turn + around; at += 1) near.add(at);
  };
  for (const [at, segment] of segments.entries()) {
    const turn = turns[at] ?? 0;
    if (segment.speaker === participant) keep(turn, turnsAround);
    else if (isNamed(segment.text, name, first)) keep(turn, 1);
    else if (everybody.test(segment.text)) keep(turn, 0);
  }
  return segments.filter((_segment, at) => near.has(turns[at] ?? 0));
}

/** Position of the turn that each segment belongs to. */
function turnNumbers(segments: readonly TranscriptSegment[]): number[] {
  let turn = -1;
  let last: string | undefined;
  return segments.map(({ speaker }) => {
    if (speaker !== last) turn += 1;
    last = speaker;
    return turn;
  });
}

function isNamed(text: string, name: string, first: string): boolean {
  const words = ` ${foldName(text)} `;
  return (name !== '' && words.includes(` ${name} `)) || (first !== '' && words.includes(` ${first} `));
}
