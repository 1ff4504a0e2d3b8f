import fc from 'fast-check';
import { toBlocks, withPlainLineEnds } from '../../../src/knowledge/text-blocks.ts';
import { toUnits } from '../../../src/knowledge/text-units.ts';
import { documentText } from '../../support/document-text.ts';

const textsOf = (text: string) => toUnits(text).map(({ start, end }) => text.slice(start, end));

describe('units of a text', () => {
  it('are sentences, not cut at titles and abbreviations', () => {
    expect(textsOf('Ask Mr. Smith first. Then call back, e.g. at noon. Is that clear?')).toEqual([
      'Ask Mr. Smith first.',
      'Then call back, e.g. at noon.',
      'Is that clear?',
    ]);
  });

  it('keep a sentence together that is wrapped over lines', () => {
    expect(textsOf('The item must come back\nwithin 14 days.\nAfter that, nothing.')).toEqual([
      'The item must come back\nwithin 14 days.',
      'After that, nothing.',
    ]);
  });

  it('keep a numbered step whole, with the bullets and paragraphs under it', () => {
    const step =
      '1. Check the date. It counts from delivery.\n   - Use the last scan.\n\n   Not the invoice.';
    expect(textsOf(`## Steps\n\n${step}\n2. Close the case.\n`)).toEqual([
      '## Steps',
      step,
      '2. Close the case.',
    ]);
  });

  it('keep a table row whole', () => {
    expect(textsOf('| Service | Price |\n| --- | --- |\n| Next day. Fast. | £6.95 |\n')).toEqual([
      '| Service | Price |',
      '| --- | --- |',
      '| Next day. Fast. | £6.95 |',
    ]);
  });

  it('see line breaks that an export wrote out, and the numbers that follow them', () => {
    expect(textsOf('Do this:\\n\\n1. Open the page.\\n2. Press Save.')).toEqual([
      'Do this:',
      '1. Open the page.',
      '2. Press Save.',
    ]);
  });

  it('read Windows line ends like others, at their own offsets', () => {
    const text = '# Title\r\n\r\n1. One.\r\n2. Two.\r\n';
    expect(textsOf(text)).toEqual(['# Title', '1. One.', '2. Two.']);
    expect(withPlainLineEnds(text)).toHaveLength(text.length);
  });

  it('cut endless text into readable pieces, never inside a character', () => {
    const pieces = textsOf('😀'.repeat(2_000));
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => Buffer.from(piece).toString() === piece && piece.length <= 500)).toBe(
      true,
    );
  });

  it('lie in order, without overlap or surrounding blanks, in any text', () => {
    fc.assert(
      fc.property(fc.oneof(documentText, fc.string({ unit: 'grapheme', maxLength: 400 })), (text) => {
        let last = 0;
        for (const { start, end } of toUnits(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          const view = withPlainLineEnds(text).slice(start, end);
          expect(view.trim()).toBe(view);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('come from blocks that tile any text', () => {
    fc.assert(
      fc.property(fc.oneof(documentText, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        const blocks = toBlocks(text);
        expect(blocks.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }),
    );
  });
});
