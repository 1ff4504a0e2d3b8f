import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { escapeMarkdown, minSplitLength, neutralise, splitMarkdown } from '../../../src/messages/markdown.ts';

/** The most permissive reader that any platform could be. */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
const shownText = (markdown: string): string =>
  reader
    .parse(markdown, {})
    .map((token) =>
      (token.children ?? []).map((child) => (/break/.test(child.type) ? '\n' : child.content)).join(''),
    )
    .join('\n');

const nastyPieces = [
  '@everyone',
  '@here',
  '<!channel>',
  '<!subteam^S1|ops>',
  '<@U123>',
  '<#C1|general>',
  '<at>Dana</at>',
  '<script>alert(1)</script>',
  '<img src=x onerror=y>',
  '<!-- c -->',
  '![pixel](https://t.example/p.png)',
  '![x][y]',
  '[the policy](https://evil.example/a_b)',
  '[x](http://intra/x)',
  '[x](javascript:alert)',
  '[x][y]',
  '[y]: http://evil',
  '<https://a.example|https://b.example>',
  '<http://a>',
  'https://ok.example/a?b=(c)',
  'http://plain.example',
  '`',
  '``',
  '```',
  '```js',
  '~~~',
  '\n',
  '\n\n',
  '> ',
  '- ',
  '1. ',
  '# ',
  '    ',
  '\t',
  '\\',
  '*',
  '**',
  '_',
  '[',
  ']',
  '(',
  ')',
  '!',
  '<',
  '>',
  '&lt;b&gt;',
  '"',
  "'",
  'word',
  'two words. ',
  '😀',
  '[1]',
  'user@mail.example',
  '---',
  '===',
];
const nasty = fc.array(fc.constantFrom(...nastyPieces), { maxLength: 14 }).map((parts) => parts.join(''));

const liveMention = /@(everyone|here|channel|all)\b|<[!@#]/i;

describe('neutralise', () => {
  it('keeps the formatting that a message may use', () => {
    const text =
      'A **bold** *word*, `code`, see [1].\n\n- one\n- two\n\n1. first\n\n> said\n\n```js\na < b\n```';
    expect(neutralise(text)).toBe(text);
  });

  it.each([
    ['@everyone look', '@\u200Beveryone look'],
    ['`@here` and <!channel>', '`@\u200Bhere` and \\<\u200B!channel>'],
    ['hi <@U123>', 'hi \\<\u200B@U123>'],
    ['<b>bold</b>', '\\<b>bold\\</b>'],
    ['![a chart](https://x.example/p.png)', 'a chart'],
    ['![](https://x.example/p.png)', 'picture'],
    ['## Steps', '**Steps**'],
  ])('%s is shown, not acted on', (given, wanted) => {
    expect(neutralise(given)).toBe(wanted);
    expect(neutralise(wanted)).toBe(wanted);
  });

  it.each([
    ['[the policy](https://x.example/p)', 'the policy ([https://x.example/p](https://x.example/p))'],
    ['see https://x.example/p.', 'see [https://x.example/p](https://x.example/p).'],
    ['<https://x.example/p>', '[https://x.example/p](https://x.example/p)'],
    ['[https://bank.example](https://evil.example)', '[https://evil.example/](https://evil.example/)'],
    ['[x](http://intra.example/a)', 'x (`http://intra.example/a`)'],
    ['http://intra.example/a', '`http://intra.example/a`'],
    ['[x](javascript:alert(1))', 'x'],
    ['[write](mailto:a@b.example)', 'write (`a@b.example`)'],
    ['[x](https://user:pw@evil.example)', 'x (`https://user:pw@evil.example`)'],
  ])('%s: a link is https and shows where it goes', (given, wanted) => {
    expect(neutralise(given)).toBe(wanted);
    expect(neutralise(wanted)).toBe(wanted);
  });

  it('leaves nothing for a permissive reader to act on, whatever the model writes', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const safe = neutralise(text);
        expect(safe).not.toMatch(liveMention);
        const html = reader.render(safe);
        expect(html).not.toMatch(/<(script|img|at|b|!)\b/i);
        for (const [, href, shown] of html.matchAll(/<a href="([^"]*)">(.*?)<\/a>/g)) {
          expect(href).toMatch(/^https:\/\//);
          expect(shown).toBe(href);
        }
      }),
      { numRuns: 1500 },
    );
  });
});

describe('escapeMarkdown', () => {
  it('shows exactly the words that were given', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const escaped = escapeMarkdown(text);
        expect(escaped).not.toMatch(liveMention);
        const plain = (words: string): string => words.replace(/[\u200B]/g, '').replace(/[\s\u00A0]+/g, '');
        expect(plain(shownText(escaped))).toBe(plain(text));
        expect(reader.render(escaped)).not.toMatch(
          /<(strong|em|code|pre|ul|ol|h\d|blockquote|img|script|hr|a)\b/,
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('splitMarkdown', () => {
  const words = (text: string): string => text.replace(/^ {0,3}(?:`{3,}|~{3,}).*$/gm, '').replace(/\s+/g, '');

  it('leaves a text of exactly the limit whole, and cuts one character more', () => {
    const text = 'a'.repeat(100);
    expect(splitMarkdown(text, 100)).toEqual([text]);
    expect(splitMarkdown(`${text}b`, 100)).toEqual([text, 'b']);
  });

  it('cuts between paragraphs before it cuts inside one', () => {
    const paragraph = 'One two three four five six seven.';
    expect(splitMarkdown([paragraph, paragraph, paragraph].join('\n\n'), 80)).toEqual([
      `${paragraph}\n\n${paragraph}`,
      paragraph,
    ]);
  });

  it('closes a fence that it must cut, and opens it again in the same language', () => {
    const code = Array.from({ length: 12 }, (_, line) => `line number ${line}`).join('\n');
    const parts = splitMarkdown(`Before\n\n\`\`\`js\n${code}\n\`\`\`\n\nAfter`, 90);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect((part.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
    expect(parts.filter((part) => part.includes('```js')).length).toBeGreaterThan(1);
    expect(words(parts.join('\n'))).toBe(words(`Before\n${code}\nAfter`));
  });

  it('never cuts a character in two', () => {
    for (const part of splitMarkdown('😀'.repeat(90), 65))
      expect(() => encodeURIComponent(part)).not.toThrow();
  });

  it('refuses a limit in which a fence could not stand', () => {
    expect(() => splitMarkdown('x', minSplitLength - 1)).toThrow(RangeError);
  });

  it('loses nothing, stays inside the limit, and leaves no fence open', () => {
    const block = fc.oneof(
      fc.constantFrom(
        'Short.',
        'A sentence. Another one! A third?',
        '- one\n- two\n- three',
        '> quoted words\n> more',
      ),
      fc.string({ minLength: 1, maxLength: 200 }).map((text) => text.replace(/[`~\n\r]/g, 'x')),
      fc
        .array(fc.constantFrom('let a = 1;', '  indented', '', 'x'.repeat(90)), { maxLength: 12 })
        .map((lines) => `\`\`\`ts\n${lines.join('\n')}\n\`\`\``),
    );
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 8 }),
        fc.integer({ min: minSplitLength, max: 300 }),
        (blocks, max) => {
          const text = blocks.join('\n\n');
          const parts = splitMarkdown(text, max);
          expect(words(parts.join('\n'))).toBe(words(text));
          for (const part of parts) {
            expect(part.length).toBeLessThanOrEqual(max);
            expect((part.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
