import { toBlocks, withPlainLineEnds, type TextBlock } from './text-blocks.ts';

/**
 * What is scored, quoted and never cut: a sentence, or a whole numbered step, list item, table row or heading.
 * Offsets are UTF-16, without the white space around the unit.
 */
export interface TextUnit {
  kind: TextBlock['kind'] | 'sentence';
  start: number;
  end: number;
}

/** A bullet or fence longer than this is scored sentence by sentence; a numbered step stays whole at any length. */
const maxWholeItem = 600;
/** Text without an end of sentence (logs, exports, lists in one line) is scored in pieces of about this length. */
const maxSentence = 500;

const pageLength = 4_000;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** After these a full stop does not end the sentence, whatever the segmenter says. */
const abbreviation =
  /(?:^|[\s("“[])(?:[A-Z]|Mr|Mrs|Ms|Mx|Dr|Prof|St|Sr|Jr|Rev|Gen|Sen|Rep|Lt|Col|Sgt|Capt|No|Nos|Fig|Figs|Eq|Vol|pp?|vs|al|etc|approx|e\.g|i\.e|cf|Inc|Ltd|Co|Corp|Dept|est|min|max|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s*$/u;
/** Line breaks that an export wrote out as backslash and n; as blank and line end they keep their length. */
const writtenBreak = /\\n/gu;
/** A number that opens an item in running text: it goes with what follows. */
const loneNumber = /^\s*\d{1,3}[.)]\s*$/u;
const clauseEnd = /[;:](?=\s)|,(?=\s)|\s/gu;

function trimmed(text: string, start: number, end: number, kind: TextUnit['kind']): TextUnit[] {
  const slice = text.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  const to = start + slice.trimEnd().length;
  return to > from ? [{ kind, start: from, end: to }] : [];
}

/** Ends of pieces of at most `maxSentence`, cut at the last semicolon or colon, comma or blank that fits. */
function cutLong(text: string, start: number, end: number): number[] {
  const ends: number[] = [];
  for (let from = start; end - from > maxSentence;) {
    const room = text.slice(from, from + maxSentence);
    const cuts = [...room.matchAll(clauseEnd)].filter((cut) => cut.index > maxSentence / 2);
    const best =
      cuts.findLast((cut) => /[;:]/u.test(cut[0])) ?? cuts.findLast((cut) => cut[0] === ',') ?? cuts.at(-1);
    from += best ? best.index + 1 : maxSentence;
    // Never between the halves of one character.
    if (/[\uDC00-\uDFFF]/u.test(text.charAt(from)) && /[\uD800-\uDBFF]/u.test(text.charAt(from - 1)))
      from -= 1;
    ends.push(from);
  }
  return [...ends, end];
}

/** Ends of the segmenter's sentences. It slows down with the length of what it is given, so it is given a page at a time. */
function* segmentEnds(view: string): Generator<number> {
  for (let page = 0; page < view.length;) {
    const isLast = page + pageLength >= view.length;
    let end = page;
    let pending: number | undefined;
    for (const { segment, index } of segmenter.segment(view.slice(page, page + pageLength))) {
      // The last segment of a page may be half a sentence: it is read again at the head of the next.
      if (pending !== undefined) yield (end = pending);
      pending = page + index + segment.length;
    }
    if (pending !== undefined && (isLast || end === page)) yield (end = pending);
    page = end;
  }
}

/** Offsets are those of `text`, a paragraph or the like. */
function sentencesOf(text: string): TextUnit[] {
  const view = text.replace(writtenBreak, ' \n');
  const units: TextUnit[] = [];
  let from = 0;
  for (const end of segmentEnds(view)) {
    // What decides stands at the end, and text without any end of sentence must not be read again and again.
    const tail = view.slice(Math.max(from, end - 40), end);
    // The segmenter ends a sentence at each line; a wrapped paragraph goes on.
    const wraps = /[^.!?…:;"”’)\]}|\s][ \t]*\n$/u.test(tail);
    const goesOn = wraps || abbreviation.test(tail) || loneNumber.test(view.slice(from, end));
    if (goesOn && end - from < maxSentence && end < view.length) continue;
    for (const cut of cutLong(view, from, end)) {
      units.push(...trimmed(view, from, cut, 'sentence'));
      from = cut;
    }
  }
  return units;
}

/** The units of a text or of any slice of it, in order. */
export function toUnits(text: string): TextUnit[] {
  const view = withPlainLineEnds(text);
  return toBlocks(text).flatMap(({ kind, start, end }) => {
    const whole =
      kind === 'heading' ||
      kind === 'step' ||
      kind === 'row' ||
      (kind !== 'paragraph' && end - start <= maxWholeItem);
    if (whole) return trimmed(view, start, end, kind);
    return sentencesOf(view.slice(start, end)).map((unit) => ({
      ...unit,
      start: start + unit.start,
      end: start + unit.end,
    }));
  });
}
