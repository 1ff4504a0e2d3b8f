import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { inPieces, readTable } from '../../../support/read-table.ts';

const simple = 'name,when,score\nAnn,2026-11-18,1\n';

describe('CSV', () => {
  it('reads back whatever was written, in any cells, with any separator, in pieces of any size', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '',
        'a,b',
        'a;b',
        'a\tb',
        '"',
        '""',
        'x\ny',
        'x\r\ny',
        "it's",
        'é€😀',
        '=1+1',
        ' padded ',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.string({ minLength: 1 }).map((text) => `r${text}`),
            cell,
            cell,
          ),
          { minLength: 1, maxLength: 40 },
        ),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 200 }),
        async (rows, delimiter, recordDelimiter, size) => {
          const clean = rows.map((row) => row.map((text) => text.replaceAll('\u0000', '')));
          const csv = stringify(clean, {
            delimiter,
            record_delimiter: recordDelimiter,
            quoted_match: /[\r\n"]/,
          });
          // What is guessed from the first lines is tested by itself.
          const filler = 'x'.repeat(70_000);
          const head = `sep=${delimiter}\nname${delimiter}second${delimiter}third\n${filler}${delimiter}${delimiter}\n`;
          const read = await readTable(inPieces(Buffer.from(csv), size, Buffer.from(head)));
          expect(read.cells.slice(1)).toEqual(clean);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([',', ';', '\t', '|'])('guesses the separator %j', async (delimiter) => {
    const text = `name${delimiter}when${delimiter}notes\nAnn${delimiter}2026-11-18${delimiter}"one, two; three|four\tfive"\n`;
    const { header, cells } = await readTable(text);
    expect(header).toEqual(['name', 'when', 'notes']);
    expect(cells[0]?.[2]).toBe('one, two; three|four\tfive');
  });

  it('takes a decimal comma for no separator', async () => {
    expect((await readTable('name;when;score\nAnn;2026-11-18;87,5\nBob;2026-11-18;90,0\n')).cells[0]).toEqual(
      [...['Ann', '2026-11-18', '87,5']],
    );
  });

  it('finds the header below a title and blank lines, and counts lines as the file has them', async () => {
    const { header, cells, lines } = await readTable(
      'Report of November\n\nname,when,score\r\n"Ann\r\nLee",2026-11-18,1\r\n,,\r\n\r\nBob,2026-11-18,2\r\n',
    );
    expect(header).toEqual(['name', 'when', 'score']);
    expect(cells.map(([name]) => name)).toEqual(['Ann\r\nLee', 'Bob']);
    expect(lines).toEqual([4, 8]);
  });

  it('keeps rows that are too long or too short as they are', async () => {
    expect((await readTable(`${simple}Bob\nEve,2026-11-18,2,3\n`)).cells.slice(1)).toEqual([
      ['Bob'],
      ['Eve', '2026-11-18', '2', '3'],
    ]);
  });

  it.each([
    ['only data', 'ann@example.test,2026-11-18,80\nbob@example.test,2026-11-18,81\n'],
    ['only numbers', '1,2,3\n4,5,6\n'],
    ['blank lines', '\n\n   \n'],
  ])('finds no header in %s', async (_, text) => {
    await expect(readTable(text)).rejects.toMatchObject({ code: 'IMPORT_006' });
  });

  it.each([
    ['never closed', `${simple}"Bob,2026-11-18,2\nEve,2026-11-18,3\n`, 3],
    ['in the middle', `${simple}Bob,2026-11-18,2\n5" screen,2026-11-18,3\n`, 4],
    ['followed by letters', `${simple}"Bo\r\nb",2026-11-18,2\r\n"Eve" x,2026-11-18,3\r\n`, 5],
  ])('names the line whose quotes are %s', async (_, text, line) => {
    await expect(readTable(text)).rejects.toMatchObject({
      code: 'IMPORT_007',
      userMessage: expect.stringContaining(`line ${line} `) as string,
    });
  });

  it('reads files of old Macs, and one row without an end', async () => {
    expect((await readTable('name,score\rAnn,1\rBob,2')).cells).toEqual([
      ['Ann', '1'],
      ['Bob', '2'],
    ]);
  });
});

describe('how letters are written', () => {
  const text = 'Zoë Müller,Zürich €,1\nJosé,São Paulo,2\n';
  const filler = `name,city,score\n${'x'.repeat(70_000)},,\n`;
  const swapped = (words: string): Buffer => Buffer.from(words, 'utf16le').swap16();

  it.each<[string, (words: string) => Buffer, string]>([
    ['UTF-8', (words) => Buffer.from(words), ''],
    ['UTF-8 with its mark', (words) => Buffer.from(words), '\uFEFF'],
    ['UTF-16 LE', (words) => Buffer.from(words, 'utf16le'), '\uFEFF'],
    ['UTF-16 BE', swapped, '\uFEFF'],
    ['UTF-16 LE without a mark', (words) => Buffer.from(words, 'utf16le'), ''],
    ['UTF-16 BE without a mark', swapped, ''],
    ['Windows-1252', (words) => Buffer.from(words.replace('€', '\u0080'), 'latin1'), ''],
  ])('reads %s, also cut in the middle of letters', async (_, encode, mark) => {
    for (const size of [1, 2, 3, 1_000]) {
      const { header, cells } = await readTable(inPieces(encode(text), size, encode(mark + filler)));
      expect(header).toEqual(['name', 'city', 'score']);
      expect(cells.slice(1)).toEqual([
        ['Zoë Müller', 'Zürich €', '1'],
        ['José', 'São Paulo', '2'],
      ]);
    }
  });

  it.each([
    [
      'UTF-8 with a line of something else',
      Buffer.concat([Buffer.from(`name,city,score\n${text}`), Buffer.from('Jos\u00E9,x,3\n', 'latin1')]),
    ],
    [
      'Cyrillic of one byte',
      Buffer.from('name,score\n' + '\u00CF\u00F0\u00E8\u00E2\u00E5\u00F2,1\n'.repeat(5), 'latin1'),
    ],
    ['bytes that no letter has', Buffer.from('name,score\nA\u0081nn,1\n', 'latin1')],
  ])('asks for another encoding rather than guess: %s', async (_, bytes) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ code: 'IMPORT_004' });
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n…'), 'IMPORT_001'],
    ['a page', Buffer.from('<html><table><tr><td>a'), 'IMPORT_001'],
    ['binary', Buffer.from([1, 2, 0, 3, 9, 9, 9, 9, 9, 9]), 'IMPORT_001'],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'IMPORT_002'],
    ['nothing', Buffer.alloc(0), 'IMPORT_009'],
  ])('says what to bring instead of %s', async (_, bytes, code) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ code, retry: 'never' });
  });
});
