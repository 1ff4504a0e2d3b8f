import { RecursiveCharacterTextSplitter } from '@langchain/textsplitters';
import { toBlocks, type TextBlock } from '../text-blocks.ts';
import { toUnits } from '../text-units.ts';

/** A piece of a document. The pieces tile it: `text === document.slice(start, end)`, and each starts where the last ended. */
interface Piece {
  text: string;
  headingPath: readonly string[];
  /** UTF-16 offsets; `end` exclusive. */
  start: number;
  end: number;
}

/**
 * Characters a piece aims for. A candidate for search must be small enough that its words say what it is about, and
 * large enough that a question's words can meet in it.
 */
const targetLength = 1_000;
/** One sentence, step or row is never cut, unless nobody could read it whole either. */
const maxUnit = 8_000;

/** Headings directly below one another (title, chapter, section) that open one section together. */
const maxStackedHeadings = 6;

interface Section {
  headingPath: readonly string[];
  blocks: TextBlock[];
}

/** One section a heading; a heading without a body of its own opens the next section, as the path says too. */
function toSections(blocks: readonly TextBlock[]): Section[] {
  const sections: Section[] = [];
  let open: { level: number; title: string }[] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    if (block.kind === 'heading') {
      const level = block.level ?? 1;
      open = [...open.filter((heading) => heading.level < level), { level, title: block.title ?? '' }];
      const headingPath = open.map(({ title }) => title);
      const joins = last && last.blocks.length < maxStackedHeadings && last.blocks.at(-1)?.kind === 'heading';
      if (joins) last.headingPath = headingPath;
      const section = joins ? last : { headingPath, blocks: [] };
      if (!joins) sections.push(section);
      section.blocks.push(block);
    } else if (last) last.blocks.push(block);
    else sections.push({ headingPath: [], blocks: [block] });
  }
  return sections;
}

async function cutOversized(text: string, start: number, end: number): Promise<number[]> {
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: targetLength, chunkOverlap: 0 });
  const ends: number[] = [];
  let from = start;
  for (const piece of await splitter.splitText(text.slice(start, end))) {
    // The splitter gives words without places: what it dropped between two pieces is white space only.
    from = text.indexOf(piece, from) + piece.length;
    ends.push(from);
  }
  return [...ends.slice(0, -1), end];
}

/** Where a block may be cut: after each sentence of a paragraph; nowhere in a step, item, row or fence of sane length. */
async function cutsOf(text: string, block: TextBlock): Promise<number[]> {
  const slice = text.slice(block.start, block.end);
  if (slice.length <= targetLength) return [block.end];
  const starts =
    block.kind === 'paragraph' ? toUnits(slice).map((unit) => block.start + unit.start) : [block.start];
  const ends = [...starts.slice(1), block.end];
  const cuts: number[] = [];
  for (const [index, end] of ends.entries()) {
    const start = index === 0 ? block.start : (ends[index - 1] ?? block.start);
    cuts.push(...(end - start > maxUnit ? await cutOversized(text, start, end) : [end]));
  }
  return cuts;
}

/** Splits Markdown or plain text by headings, and long sections at the ends of sentences, steps, items and rows. */
export async function splitDocument(text: string): Promise<Piece[]> {
  const pieces: Piece[] = [];
  let start = 0;
  for (const { headingPath, blocks } of toSections(toBlocks(text))) {
    const close = (end: number) => {
      if (end > start) pieces.push({ text: text.slice(start, end), headingPath, start, end });
      start = end;
    };
    let reached = start;
    for (const [index, block] of blocks.entries()) {
      // A heading stays with what follows; the names of a table's columns with their rule and the first row.
      const isEarlyRow = block.kind === 'row' && blocks[index - 3]?.kind !== 'row';
      const glued =
        blocks[index - 1]?.kind === 'heading' || (isEarlyRow && blocks[index - 1]?.kind === 'row');
      for (const [cutIndex, cut] of (await cutsOf(text, block)).entries()) {
        if (cut - start > targetLength && reached > start && !(glued && cutIndex === 0)) close(reached);
        reached = cut;
      }
    }
    close(reached);
  }
  return pieces.filter((piece) => piece.text.trim() !== '');
}
