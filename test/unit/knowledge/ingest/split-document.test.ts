import fc from 'fast-check';
import { splitDocument } from '../../../../src/knowledge/ingest/split-document.ts';
import { toUnits } from '../../../../src/knowledge/text-units.ts';
import { documentText } from '../../../support/document-text.ts';

describe('splitting a document', () => {
  it('gives each section its heading path', async () => {
    const text =
      '# Refund\n\nPurpose.\n\n## Steps\n\n1. One.\n\n### Details\n\nMore.\n\n## Exceptions\n\n- None.\n';
    expect((await splitDocument(text)).map(({ headingPath }) => headingPath)).toEqual([
      ['Refund'],
      ['Refund', 'Steps'],
      ['Refund', 'Steps', 'Details'],
      ['Refund', 'Exceptions'],
    ]);
  });

  it('keeps a heading without a body with the section below it', async () => {
    const [only, ...rest] = await splitDocument('# Guide\n\n## Steps\n\n1. One.\n');
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ headingPath: ['Guide', 'Steps'], start: 0 });
  });

  it('splits a long procedure between steps, never inside one', async () => {
    const steps = Array.from(
      { length: 40 },
      (_, index) => `${index + 1}. Do thing ${index} now. Then that. ${'Wait a little. '.repeat(8)}`,
    );
    const pieces = await splitDocument(`# Long\n\n${steps.join('\n')}\n`);
    expect(pieces.length).toBeGreaterThan(3);
    for (const step of steps)
      expect(
        pieces.filter(({ text }) => text.includes(`\n${step.trim()}`) || text.startsWith(step.trim())),
      ).toHaveLength(1);
  });

  it('keeps a step whole that alone is longer than a piece should be', async () => {
    const step = `1. ${'Read the whole of this step. '.repeat(100)}`.trim();
    const pieces = await splitDocument(`Before.\n\n${step}\n2. Next.\n`);
    expect(pieces.some(({ text }) => text.includes(step))).toBe(true);
  });

  it('keeps the names of the columns with the first row, and every row whole', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, index) => `| Service ${index} | costs a lot. Really. | £${index} |`,
    );
    const pieces = await splitDocument(
      `${'Words before the table. '.repeat(38)}\n\n| Name | Remark | Price |\n| --- | --- | --- |\n${rows.join('\n')}\n`,
    );
    expect(pieces.some(({ text }) => text.includes(`| --- | --- | --- |\n${rows[0] ?? ''}`))).toBe(true);
    for (const row of rows) expect(pieces.filter(({ text }) => text.includes(row))).toHaveLength(1);
  });

  it('lets every piece of a long table know its headings, and repeats nothing in it', async () => {
    const rows = Array.from(
      { length: 80 },
      (_, index) => `| Item ${index} | ${'very dear '.repeat(6)}| £${index} |`,
    );
    const text = `# Prices\n\n## Garden\n\n| Name | Remark | Price |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
    const pieces = await splitDocument(text);
    expect(pieces.length).toBeGreaterThan(4);
    for (const { headingPath } of pieces) expect(headingPath).toEqual(['Prices', 'Garden']);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  });

  it('splits a page without any end of sentence', async () => {
    const text = 'word '.repeat(20_000);
    const pieces = await splitDocument(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(Math.max(...pieces.map((piece) => piece.text.length))).toBeLessThan(1_500);
  });

  it('gives true slices that lose nothing and cut no unit, for any document', async () => {
    await fc.assert(
      fc.asyncProperty(documentText, async (text) => {
        const pieces = await splitDocument(text);
        for (const piece of pieces) expect(piece.text).toBe(text.slice(piece.start, piece.end));
        expect(
          pieces
            .map((piece) => piece.text)
            .join('')
            .trim(),
        ).toBe(text.trim());
        const inWhole = toUnits(text).filter(({ kind }) => kind !== 'sentence');
        for (const unit of inWhole) {
          expect(pieces.some(({ start, end }) => start <= unit.start && unit.end <= end)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
