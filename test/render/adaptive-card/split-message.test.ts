import fc from 'fast-check';
import { maxCardBytes, maxMessageBytes } from '../../../src/messages/adaptive-card/limits.ts';
import { cardBytes, renderCard, splitMessage } from '../../../src/messages/adaptive-card/render-card.ts';
import type { Block, Message } from '../../../src/messages/message.ts';

const message = (blocks: Block[]): Message => ({
  view: 'test',
  summary: 'In short',
  blocks,
  footer: 'Only you can see this',
});
const sizes = (parts: readonly Message[]): number[] => parts.map((part) => cardBytes(renderCard(part)));
const letters = (text: string): string => text.replace(/```\w*|…/g, '').replace(/\s+/g, '');
const wordsOf = (blocks: readonly Block[]): string =>
  letters(
    blocks
      .map((block) => {
        switch (block.kind) {
          case 'text':
            return block.markdown;
          case 'quote':
          case 'heading':
            return block.text;
          case 'lines':
            return block.items.map((item) => item.text + (item.evidence ?? '')).join('');
          case 'citations':
            return block.items.map((item) => item.quote).join('');
          case 'diff':
            return block.items.map((item) => item.text).join('');
          case 'fields':
            return block.items.map((item) => item.value).join('');
          default:
            return '';
        }
      })
      .join('\n'),
  );

/** A message of plain text whose card, unsplit, has exactly this many bytes. */
function messageOfBytes(bytes: number): Message {
  const empty = cardBytes(renderCard(message([{ kind: 'text', markdown: 'x' }])));
  return message([{ kind: 'text', markdown: 'x'.repeat((bytes - empty) / 2 + 1) }]);
}

describe('splitMessage', () => {
  const room = maxCardBytes - 64;

  it('leaves a message that just fits as it is, and cuts one that is a character too long', () => {
    const fitting = messageOfBytes(room);
    expect(sizes([fitting])).toEqual([room]);
    expect(splitMessage(fitting)).toEqual([fitting]);
    expect(splitMessage(messageOfBytes(room + 2))).toHaveLength(2);
  });

  it('numbers the parts for notifications, and puts the footer under the last', () => {
    const parts = splitMessage(messageOfBytes(room * 2));
    expect(parts.map((part) => part.summary)).toEqual(
      parts.map((_, i) => `In short (${i + 1} of ${parts.length})`),
    );
    expect(parts.map((part) => part.footer !== undefined)).toEqual(
      parts.map((_, i) => i === parts.length - 1),
    );
  });

  it('keeps a 50 KB answer with code inside the limit of every card, each fence closed', () => {
    const code = Array.from({ length: 900 }, (_, line) => `  call(${line}); // <b>`).join('\n');
    const blocks: Block[] = [
      {
        kind: 'text',
        markdown: `Before.\n\n\`\`\`ts\n${code}\n\`\`\`\n\n${'A sentence of words. '.repeat(1500)}`,
      },
    ];
    const parts = splitMessage(message(blocks));
    for (const size of sizes(parts)) expect(size).toBeLessThanOrEqual(maxMessageBytes);
    for (const part of parts) {
      for (const block of part.blocks) {
        expect(block.kind === 'text' && (block.markdown.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
      }
    }
    expect(wordsOf(parts.flatMap((part) => part.blocks))).toBe(wordsOf(blocks));
  });

  it('never leaves buttons alone', () => {
    const text: Block = { kind: 'text', markdown: 'word '.repeat(600) };
    const buttons: Block = {
      kind: 'actions',
      actions: [{ id: 'summary.approve', label: 'Approve', value: '1' }],
    };
    for (let count = 1; count <= 12; count += 1) {
      const parts = splitMessage(message([...Array.from({ length: count }, () => text), buttons]));
      expect(parts.at(-1)?.blocks.length).toBeGreaterThan(1);
    }
  });

  it('loses no words, whatever is too long', () => {
    const long = fc
      .integer({ min: 1, max: 9000 })
      .map((length) => 'word and more. '.repeat(Math.ceil(length / 15)));
    const block: fc.Arbitrary<Block> = fc.oneof(
      long.map((markdown) => ({ kind: 'text' as const, markdown })),
      long.map((text) => ({ kind: 'quote' as const, text, source: 'S' })),
      fc.array(long, { maxLength: 4 }).map((texts) => ({
        kind: 'lines' as const,
        title: 'Wins',
        empty: 'None',
        items: texts.map((text, i) =>
          i % 2 ? { text, evidence: `“${text}${text}”` } : { text, detail: 'Owner: D' },
        ),
      })),
      long.map((quote) => ({
        kind: 'citations' as const,
        items: [{ number: 1, title: 'T', version: 1, section: 'S', quote }],
      })),
      long.map((text) => ({ kind: 'diff' as const, items: [{ op: 'add' as const, text }] })),
      long.map((value) => ({ kind: 'fields' as const, items: [{ label: 'L', value }] })),
      fc.constant<Block>({
        kind: 'actions',
        actions: [{ id: 'help.example', label: 'Try again', value: '1' }],
      }),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 5 }), (blocks) => {
        const parts = splitMessage(message(blocks));
        for (const size of sizes(parts)) expect(size).toBeLessThanOrEqual(maxCardBytes);
        expect(wordsOf(parts.flatMap((part) => part.blocks))).toBe(wordsOf(blocks));
        expect(parts.flatMap((part) => part.blocks).filter(({ kind }) => kind === 'actions')).toHaveLength(
          blocks.filter(({ kind }) => kind === 'actions').length,
        );
      }),
      { numRuns: 60 },
    );
  });
});
