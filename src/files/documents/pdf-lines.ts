/** A run of text on a page. y grows downwards. */
export interface PdfRun {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
}

/** Words that stand together on a line; a wide gap, as between columns, begins the next segment. */
export interface PdfSegment {
  text: string;
  x: number;
  end: number;
}

export interface PdfLine {
  y: number;
  size: number;
  segments: PdfSegment[];
}

/** In parts of the font's size: more than this is the blank between two words; as much as the other, two columns. */
const wordGap = 0.15;
const columnGap = 1.6;
/** Baselines closer than this belong to one line: indices and exponents stand a little off. */
const sameLine = 0.45;

const label = /^(?:[•◦▪●‣⁃·–*-]|\(?(?:\d{1,3}|[a-z])[.)])$/iu;

function toSegments(runs: readonly PdfRun[], size: number): PdfSegment[] {
  const segments: PdfSegment[] = [];
  for (const run of runs) {
    const last = segments.at(-1);
    const gap = last ? run.x - last.end : 0;
    // A bullet or number stands apart from its words, and is no column.
    if (!last || (gap > columnGap * size && !label.test(last.text.trim()))) {
      segments.push({ text: run.text, x: run.x, end: run.x + run.width });
      continue;
    }
    const blank = gap > wordGap * size && !/\s$/u.test(last.text) && !/^\s/u.test(run.text) ? ' ' : '';
    last.text += blank + run.text;
    last.end = Math.max(last.end, run.x + run.width);
  }
  return segments
    .map((segment) => ({ ...segment, text: segment.text.replace(/\s+/gu, ' ').trim() }))
    .filter(({ text }) => text !== '');
}

/** The lines of a page from top to bottom, each from left to right. */
export function toLines(runs: readonly PdfRun[]): PdfLine[] {
  const lines: { y: number; size: number; runs: PdfRun[] }[] = [];
  const visible = runs.filter(({ text }) => text.trim() !== '');
  for (const run of visible.toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const last = lines.at(-1);
    if (last && run.y - last.y < sameLine * Math.min(Math.max(run.size, 1), last.size)) {
      last.runs.push(run);
      last.size = Math.max(last.size, run.size);
    } else lines.push({ y: run.y, size: run.size, runs: [run] });
  }
  return lines.map(({ y, size, runs: own }) => ({
    y,
    size,
    segments: toSegments(
      own.toSorted((a, b) => a.x - b.x),
      size,
    ),
  }));
}

/** Share of a page's lines that must have a gap at the same place for the page to be set in two columns. */
const columnShare = 0.5;
/** A column of text is at least this wide; a table's column usually is not. */
const minColumnWidth = 0.28;

/** Where the right one of two text columns begins; undefined for a page that is not set in columns. */
function gutterOf(lines: readonly PdfLine[], pageWidth: number): number | undefined {
  const pairs = lines.filter(({ segments }) => segments.length === 2);
  if (pairs.length < 6 || pairs.length < lines.length * columnShare) return undefined;
  const starts = pairs.map(({ segments }) => segments[1]?.x ?? 0).toSorted((a, b) => a - b);
  const middle = starts[Math.floor(starts.length / 2)] ?? 0;
  const aligned = pairs.filter(({ segments }) => Math.abs((segments[1]?.x ?? 0) - middle) < 6);
  if (aligned.length < pairs.length * 0.8) return undefined;
  const mean = (at: 0 | 1): number =>
    aligned.reduce((sum, { segments }) => sum + (segments[at]?.end ?? 0) - (segments[at]?.x ?? 0), 0) /
    aligned.length;
  const wide = mean(0) > pageWidth * minColumnWidth && mean(1) > pageWidth * minColumnWidth;
  return wide ? middle - 3 : undefined;
}

/** Lines in reading order: a page of two columns is read down the left one first, between headings that span both. */
export function inReadingOrder(lines: readonly PdfLine[], pageWidth: number): PdfLine[] {
  const gutter = gutterOf(lines, pageWidth);
  if (gutter === undefined) return [...lines];
  const ordered: PdfLine[] = [];
  let [left, right]: [PdfLine[], PdfLine[]] = [[], []];
  const flush = (): void => {
    ordered.push(...left, ...right);
    [left, right] = [[], []];
  };
  for (const line of lines) {
    const spans = line.segments.some(({ x, end }) => x < gutter && end > gutter + 6);
    if (spans) {
      flush();
      ordered.push(line);
      continue;
    }
    const part = (isLeft: boolean): PdfLine => ({
      ...line,
      segments: line.segments.filter(({ x }) => x < gutter === isLeft),
    });
    for (const [side, column] of [
      [part(true), left],
      [part(false), right],
    ] as const) {
      if (side.segments.length > 0) column.push(side);
    }
  }
  flush();
  return ordered;
}
