/**
 * The smallest pieces of a text that make sense when quoted alone: a numbered step, a bullet, a table row, a sentence.
 * `text === source.slice(start, end)`, always, so that a quote of a unit is verbatim by construction.
 */
export interface TextUnit {
  kind: 'step' | 'bullet' | 'row' | 'sentence';
  /** UTF-16 offsets into the source; `end` exclusive. A step keeps its number, a bullet loses its dash. */
  start: number;
  end: number;
  text: string;
  /** Nearest heading above inside the same text. */
  heading?: string;
  /** For a row: the table's first row, which names the columns. */
  columns?: string;
}

/** A list item longer than this is quoted sentence by sentence. */
const longestWholeItem = 420;

const headingLine = /^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/;
const stepLine = /^\s*\d{1,3}[.)]\s+\S/;
const bulletLine = /^\s*[-*•]\s+(?=\S)/;
const rowLine = /^\s*\|.*\|\s*$/;
const rowRule = /^\s*\|[\s|:-]+\|\s*$/;
const fence = /^\s*(```|~~~)/;

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

interface Line {
  start: number;
  text: string;
}

function* linesOf(source: string): Generator<Line> {
  let start = 0;
  while (start <= source.length) {
    const newline = source.indexOf('\n', start);
    const end = newline === -1 ? source.length : newline;
    yield { start, text: source.slice(start, end) };
    start = end + 1;
  }
}

/** Splits Markdown or plain text into units, in order, without overlap. Headings and table rules are no units. */
export function splitUnits(source: string): TextUnit[] {
  const units: TextUnit[] = [];
  let heading: string | undefined;
  let columns: string | undefined;
  let block: { kind: 'step' | 'bullet' | 'sentence'; start: number; end: number } | undefined;

  const push = (kind: TextUnit['kind'], from: number, to: number): void => {
    const raw = source.slice(from, to);
    const text = raw.trim();
    if (text === '') return;
    const start = from + raw.indexOf(text);
    units.push({
      kind,
      start,
      end: start + text.length,
      text,
      ...(heading === undefined ? {} : { heading }),
      ...(kind === 'row' && columns !== undefined ? { columns } : {}),
    });
  };
  const close = (): void => {
    if (!block) return;
    const { kind, start, end } = block;
    block = undefined;
    if (kind !== 'sentence' && end - start <= longestWholeItem) {
      push(kind, start, end);
      return;
    }
    for (const { index, segment } of joinedSentences(source.slice(start, end))) {
      push('sentence', start + index, start + index + segment.length);
    }
  };

  for (const { start, text } of linesOf(source)) {
    const end = start + text.length;
    const title = headingLine.exec(text)?.[1];
    const bullet = bulletLine.exec(text)?.[0];
    if (!rowLine.test(text)) columns = undefined;
    if (title !== undefined) {
      close();
      heading = title;
    } else if (text.trim() === '' || fence.test(text)) {
      close();
    } else if (rowLine.test(text)) {
      close();
      // A quoted row needs no outer bars; the row above the rule names the columns and is no statement of its own.
      const first = start + text.indexOf('|') + 1;
      if (rowRule.test(text)) {
        const last = units.at(-1);
        if (columns === undefined && last?.kind === 'row') columns = units.pop()?.text;
      } else push('row', first, start + text.lastIndexOf('|'));
    } else if (stepLine.test(text)) {
      close();
      block = { kind: 'step', start, end };
    } else if (bullet !== undefined) {
      close();
      block = { kind: 'bullet', start: start + bullet.length, end };
    } else if (block) {
      block.end = end;
    } else {
      block = { kind: 'sentence', start, end };
    }
  }
  close();
  return units;
}

/** The segmenter ends a sentence after `3.` at a line's start; such a stub belongs to what follows. */
function joinedSentences(text: string): { index: number; segment: string }[] {
  const joined: { index: number; segment: string }[] = [];
  for (const { index, segment } of sentences.segment(text)) {
    const last = joined.at(-1);
    if (last && /^\s*\d{1,3}[.)]\s*$/.test(last.segment)) last.segment += segment;
    else joined.push({ index, segment });
  }
  return joined;
}
