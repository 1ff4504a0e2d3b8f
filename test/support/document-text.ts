import fc from 'fast-check';

const sentence = fc
  .array(
    fc.constantFrom(
      'refund',
      'the',
      'customer',
      'within',
      'days',
      'Mr.',
      'e.g.',
      '£3.95',
      'naïve',
      '😀',
      'call',
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .chain((words) => fc.constantFrom('.', '?', '!', '', '…').map((mark) => `${words.join(' ')}${mark}`));
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 12 }).map((sentences) => sentences.join(' '));

/** Arbitrary documents of headings, paragraphs, steps, bullets, tables and fences, with either kind of line end. */
export const documentText: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.oneof(
        fc
          .tuple(fc.integer({ min: 1, max: 4 }), sentence)
          .map(([level, title]) => `${'#'.repeat(level)} ${title}`),
        paragraph,
        fc
          .array(paragraph, { minLength: 1, maxLength: 9 })
          .map((steps) =>
            steps
              .map((step, index) => `${index + 1}. ${step}${index % 3 === 0 ? '\n   - and this' : ''}`)
              .join('\n'),
          ),
        fc
          .array(sentence, { minLength: 1, maxLength: 6 })
          .map((items) => items.map((item) => `- ${item}`).join('\n')),
        fc
          .array(sentence, { minLength: 1, maxLength: 20 })
          .map((rows) => ['| A | B |', '| --- | --- |', ...rows.map((row) => `| ${row} | x |`)].join('\n')),
        sentence.map((line) => `\`\`\`\n${line}\n\`\`\``),
        fc.constant(''),
      ),
      { maxLength: 14 },
    ),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\uFEFF', '\n\n'),
  )
  .map(([parts, lineEnd, start]) => start + parts.join('\n\n').replaceAll('\n', lineEnd) + lineEnd);
