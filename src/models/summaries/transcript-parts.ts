import type { TranscriptSegment } from '../../coaching/sessions/session.ts';

/** A part's transcript in a prompt: about 9,000 tokens, which every model in use takes with room to answer. */
const partTokens = 9_000;
/** Segments that a part repeats of the one before, so that an answer is not torn from its question. */
const overlap = 4;
/** From this share of a part on, the next good border ends it. */
const earliestBorder = 0.6;
/** Segments on either side of a border that are compared. */
const around = 8;

/** What a segment costs in a prompt: four characters a token, as English has it; other scripts have fewer. */
export function tokensOf({ speaker, text }: Pick<TranscriptSegment, 'speaker' | 'text'>): number {
  const wide = text.match(/[^\p{Script=Latin}\p{Script=Common}]/gu)?.length ?? 0;
  return Math.ceil((text.length - wide + speaker.length + 12) / 4 + wide);
}

/**
 * A transcript in parts within a budget of tokens, in order, divided where the talk turns to something else: after a pause, at
 * the leader's "let's move on", where the words change. No word is lost: a cue that is longer than a part goes through
 * several. The same for the same segments.
 */
export function splitTranscript(
  segments: readonly TranscriptSegment[],
  facilitator: string,
  budget = partTokens,
): TranscriptSegment[][] {
  const pieces = segments.flatMap((segment) => inPieces(segment, budget / 2));
  const costs = pieces.map(tokensOf);
  if (costs.reduce((sum, cost) => sum + cost, 0) <= budget) return segments.length === 0 ? [] : [[...pieces]];
  const parts: TranscriptSegment[][] = [];
  let from = 0;
  while (from < pieces.length) {
    const repeated = from === 0 ? [] : repeatedBefore(pieces, costs, from, budget);
    const used = repeated.reduce((sum, piece) => sum + tokensOf(piece), 0);
    const end = borderAfter(pieces, costs, from, budget - used, facilitator);
    parts.push([...repeated, ...pieces.slice(from, end)]);
    from = end;
  }
  return parts;
}

/** The last few before a part, unless they are speeches. */
function repeatedBefore(
  pieces: readonly TranscriptSegment[],
  costs: readonly number[],
  from: number,
  budget: number,
): TranscriptSegment[] {
  return pieces.slice(Math.max(0, from - overlap), from).filter((_piece, at, all) => {
    const cost = costs[from - all.length + at] ?? 0;
    return cost <= budget / (overlap * 4);
  });
}

/** Where the part that begins at `from` ends, exclusive: at the best border that the budget reaches. */
function borderAfter(
  pieces: readonly TranscriptSegment[],
  costs: readonly number[],
  from: number,
  budget: number,
  facilitator: string,
): number {
  let used = costs[from] ?? 0;
  let best = { at: from + 1, score: -1 };
  for (let at = from + 1; at < pieces.length; at += 1) {
    // Border before `at`: what went before it has been paid for.
    if (used >= budget * earliestBorder) {
      const score = borderScore(pieces, at, facilitator);
      if (score > best.score) best = { at, score };
    } else best = { at, score: -1 };
    used += costs[at] ?? 0;
    if (used > budget) return best.at;
  }
  return pieces.length;
}

const turning =
  /\b(?:let['’]?s (?:move|turn|talk|start|look|go (?:on|over))|moving on|next (?:topic|point|item|question|up)|(?:now|okay|ok|right|so),? (?:let['’]?s|on to|about)|another (?:topic|thing|question)|different (?:topic|subject)|come to|last (?:topic|point|item|thing)|before we (?:close|finish|end)|to (?:wrap|sum) up|after the break|take a break|welcome back)\b/i;

/** How much speaks for a border before this position: 0 nothing, over 1 a lot. */
function borderScore(pieces: readonly TranscriptSegment[], at: number, facilitator: string): number {
  const [before, after] = [pieces[at - 1], pieces[at]];
  if (before === undefined || after === undefined) return 0;
  const pauseMs = Math.max(0, (after.startMs ?? 0) - (before.endMs ?? before.startMs ?? 0));
  const pause = Math.min(1, pauseMs / 20_000);
  const speakerChanges = before.speaker === after.speaker ? 0 : 0.15;
  const leads = facilitator !== '' && after.speaker === facilitator ? 0.15 : 0;
  const turns = turning.test(after.text) ? 0.6 : 0;
  return pause + speakerChanges + leads + turns + 0.8 * (1 - cohesion(pieces, at));
}

/** Share of the words after a border that were there before it. */
function cohesion(pieces: readonly TranscriptSegment[], at: number): number {
  const before = wordsIn(pieces.slice(Math.max(0, at - around), at));
  const after = wordsIn(pieces.slice(at, at + around));
  if (before.size === 0 || after.size === 0) return 0.5;
  const shared = [...after].filter((word) => before.has(word)).length;
  return shared / Math.min(before.size, after.size);
}

/** Long words carry the topic. */
function wordsIn(pieces: readonly TranscriptSegment[]): Set<string> {
  return new Set(pieces.flatMap(({ text }) => text.toLowerCase().match(/\p{L}{5,}/gu) ?? []));
}

/** A cue that is longer than `most` tokens, cut between words; each piece keeps the cue's number. */
function inPieces(segment: TranscriptSegment, most: number): TranscriptSegment[] {
  if (tokensOf(segment) <= most) return [segment];
  const pieces: TranscriptSegment[] = [];
  let rest = segment.text;
  while (rest !== '') {
    let length = Math.min(rest.length, Math.floor(most * 4));
    while (tokensOf({ ...segment, text: rest.slice(0, length) }) > most && length > 1) {
      length = Math.floor(length / 2);
    }
    const space = length < rest.length ? rest.lastIndexOf(' ', length) : -1;
    const end = space > 0 ? space : length;
    pieces.push({ ...segment, text: rest.slice(0, end) });
    rest = rest.slice(end).trimStart();
  }
  return pieces;
}
