import { readDocument } from '../../../../src/files/documents/read-document.ts';
import {
  makeDocx,
  makePdf,
  makePptx,
  wordParagraph,
  wordTable,
  type PdfWords,
} from '../../../support/document-files.ts';

async function textOf(fileName: string, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const outcome = await readDocument({ fileName, bytes });
  if (outcome.kind === 'fault') throw new Error(outcome.fault);
  return outcome.text;
}

describe('text files', () => {
  it('keep every character, so that offsets are those of the file', async () => {
    const text = '\uFEFF# Refunds\r\n\r\n1. Check – the “receipt” 🌂.\r\n';
    expect(await textOf('refunds.md', text)).toBe(text);
  });

  it('are read in UTF-16 and in the encoding of older Windows tools', async () => {
    const text = 'Café prices: 5 € – “net”.';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(await textOf('a.txt', utf16)).toBe(`\uFEFF${text}`);
    const windows = Buffer.from('Caf\u00e9 prices: 5 \u0080 \u0096 \u0093net\u0094.', 'latin1');
    expect(await textOf('a.txt', windows)).toBe(text);
  });
});

describe('HTML', () => {
  it('becomes headings, steps, bullets and tables, without menus, scripts and emphasis', async () => {
    const page = `<!doctype html><html><head><title>Refund &amp; returns</title><style>p{}</style></head><body>
      <nav>Home</nav><script>alert(1)</script><h2>Steps</h2>
      <ol><li>Check <b>the date</b>.</li><li><p>Pay back</p><ul><li>same card</li><li>voucher</li></ul></li></ol>
      <p>Then, with the customer:</p><ol start="3"><li>Say goodbye.</li></ol>
      <table><caption>Deadlines</caption><tr><th>Item</th><th>Days</th></tr>
      <tr><td rowspan="2">Shoes<p>new</p></td><td>30</td></tr><tr><td>60 | 70</td></tr></table>
      <p>See <a href="https://x.example/form">the form</a>.</p></body></html>`;
    expect(await textOf('page.html', page)).toBe(`# Refund & returns

## Steps

1. Check the date.
2. Pay back
   - same card
   - voucher

Then, with the customer:

3. Say goodbye.

Deadlines

| Item | Days |
| --- | --- |
| Shoes new | 30 |
| Shoes new | 60 \\| 70 |

See [the form](https://x.example/form).
`);
  });
});

describe('a Word file', () => {
  it('keeps headings, tables, and the numbers that Word counts by itself, over interruptions', async () => {
    const file = makeDocx([
      wordParagraph('Refund policy', { style: 'Title' }),
      wordParagraph('Steps', { style: 'Heading1', list: [4, 0] }),
      wordParagraph('Check the receipt.', { list: [1, 0] }),
      wordParagraph('the date', { list: [1, 1] }),
      wordParagraph('the shop', { list: [1, 1] }),
      wordParagraph('Weigh the item & note it.', { style: 'ListNumber' }),
      wordParagraph('A word in between.'),
      wordParagraph('Pay back.', { list: [1, 0] }),
      wordParagraph('Exceptions', { style: 'Heading2', list: [4, 1] }),
      wordParagraph('Begin anew.', { list: [2, 0] }),
      wordParagraph('Clearance', { list: [3, 0] }),
      wordParagraph('of last year', { list: [3, 1] }),
      wordTable([
        ['Item', 'Days'],
        ['Shoes', '30'],
      ]),
    ]);
    expect(await textOf('policy.docx', file)).toBe(`# Refund policy

## 1 Steps

1. Check the receipt.
   a) the date
   b) the shop
2. Weigh the item & note it.

A word in between.

3. Pay back.

### 1.1 Exceptions

1. Begin anew.
- Clearance
   - of last year

| Item | Days |
| --- | --- |
| Shoes | 30 |
`);
  });
});

describe('a deck', () => {
  it('becomes a heading a slide, with bullets, numbered lines, tables and notes, in the order it is shown', async () => {
    const file = makePptx([
      {
        title: 'Welcome to coaching',
        bullets: [
          [0, 'Why & how'],
          [1, 'In short'],
        ],
      },
      { title: 'Secret plans', bullets: [[0, 'Not shown']], hidden: true },
      { steps: ['Listen.', 'Ask.'], notes: 'Give them a minute.' },
      {
        title: 'Figures',
        table: [
          ['Team', 'CSAT'],
          ['North', '4.5'],
        ],
      },
    ]);
    expect(await textOf('deck.pptx', file)).toBe(`# Welcome to coaching

- Why & how
   - In short

## Slide 3

1. Listen.
2. Ask.

Notes: Give them a minute.

## Figures

| Team | CSAT |
| --- | --- |
| North | 4.5 |
`);
  });
});

describe('a PDF', () => {
  const page = (number: number, words: readonly PdfWords[]): PdfWords[] => [
    { x: 72, y: 770, text: 'Fennimoor handbook', size: 9 },
    ...words,
    { x: 300, y: 30, text: `Page ${number} of 3`, size: 9 },
  ];

  it('becomes headings by size, paragraphs, steps and plain tables, without running titles', async () => {
    const file = makePdf([
      page(1, [
        { x: 72, y: 720, text: 'Refund policy', size: 20 },
        { x: 72, y: 690, text: 'When a customer comes back with an item that was' },
        { x: 72, y: 676, text: 'bought from us, be friendly and re-' },
        { x: 72, y: 662, text: 'member the rules.' },
        { x: 72, y: 620, text: 'Steps', size: 15 },
        { x: 72, y: 596, text: '1.' },
        { x: 90, y: 596, text: 'Check the date on the receipt and compare it' },
        { x: 90, y: 582, text: 'with the list.' },
        { x: 72, y: 568, text: '2.' },
        { x: 90, y: 568, text: 'Pay back.' },
      ]),
      page(2, [
        { x: 72, y: 720, text: 'Deadlines', size: 15 },
        { x: 72, y: 690, text: 'Item' },
        { x: 250, y: 690, text: 'Days' },
        { x: 400, y: 690, text: 'Remark' },
        { x: 72, y: 672, text: 'Shoes' },
        { x: 250, y: 672, text: '30' },
        { x: 400, y: 672, text: 'unused, with their' },
        { x: 400, y: 659, text: 'box' },
        { x: 72, y: 640, text: 'Umbrellas' },
        { x: 250, y: 640, text: '90' },
        { x: 72, y: 590, text: 'After that the manager decides, and' },
      ]),
      page(3, [{ x: 72, y: 720, text: 'nobody else does.' }]),
    ]);
    expect(await textOf('policy.pdf', file)).toBe(`# Refund policy

When a customer comes back with an item that was bought from us, be friendly and remember the rules.

## Steps

1. Check the date on the receipt and compare it with the list.
2. Pay back.

## Deadlines

| Item | Days | Remark |
| --- | --- | --- |
| Shoes | 30 | unused, with their box |
| Umbrellas | 90 |  |

After that the manager decides, and nobody else does.
`);
  });

  it('set in two columns is read down the left one first', async () => {
    const left = Array.from({ length: 8 }, (_, index) => `left line ${index} goes on and on over its width`);
    const right = Array.from(
      { length: 8 },
      (_, index) => `right line ${index} goes on and on over its width`,
    );
    const file = makePdf([
      left.flatMap((text, index) => [
        { x: 60, y: 700 - index * 14, text },
        { x: 320, y: 700 - index * 14, text: right[index] ?? '' },
      ]),
    ]);
    const text = await textOf('paper.pdf', file);
    expect(text.indexOf('left line 7')).toBeLessThan(text.indexOf('right line 0'));
    expect(text).not.toContain('|');
  });
});
