import { strToU8, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { inPieces, readTable } from '../../../support/read-table.ts';

interface Made {
  /** Of the first sheet: rows as XML. */
  rows: string;
  strings?: string;
  styles?: string;
  workbook?: string;
  more?: Record<string, Uint8Array>;
}

/** A workbook by hand, with its sheet before everything that it needs. */
const workbookOf = ({ rows, strings = '', styles = '', workbook, more = {} }: Made): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    'xl/worksheets/sheet2.xml': strToU8(
      '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>other</t></is></c><c t="inlineStr"><is><t>sheet</t></is></c></row></sheetData></worksheet>',
    ),
    'xl/workbook.xml': strToU8(
      workbook ?? '<workbook><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    ),
    'xl/styles.xml': strToU8(`<styleSheet>${styles}</styleSheet>`),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings}</sst>`),
    ...more,
  });

const inline = (...cells: string[]): string =>
  cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('');
const head = `<row r="1">${inline('name', 'when', 'score')}</row>`;

describe('workbooks', () => {
  it('reads what a library writes: words, numbers, days, yes and no, and empty cells', async () => {
    const bytes = await writeExcelFile([
      [{ value: 'name' }, { value: 'when' }, { value: 'score' }, { value: 'trained' }],
      [
        { value: 'Zoë <&> "Lee"\nJr.' },
        { value: new Date('2026-11-18T00:00:00Z'), type: Date, format: 'dd/mm/yyyy' },
        { value: 87.5, type: Number },
        { value: true, type: Boolean },
      ],
      [{ value: 'Bob' }, null, { value: 0.1 + 0.2, type: Number }],
    ]).toBuffer();
    for (const size of [97, 1_000_000]) {
      const { header, cells, lines } = await readTable(inPieces(bytes, size));
      expect(header).toEqual(['name', 'when', 'score', 'trained']);
      expect(cells).toEqual([
        ['Zoë <&> "Lee"\nJr.', '2026-11-18', '87.5', 'TRUE'],
        ['Bob', '', '0.3', ''],
      ]);
      expect(lines).toEqual([2, 3]);
    }
  });

  it('takes days, moments, shares and times as they are shown, whatever the format is called', async () => {
    const codes = [
      'yyyy\\-mm\\-dd;@',
      '[$-409]d\\-mmm\\-yy',
      'dd.mm.yyyy hh:mm',
      '0.0%',
      '[h]:mm:ss',
      'mm:ss',
      '"day "0',
      'General',
      '#,##0.00_);[Red]\\(#,##0.00\\)',
    ];
    const styles = `<numFmts>${codes.map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/>${codes.map((_, at) => `<xf numFmtId="${170 + at}"/>`).join('')}</cellXfs>`;
    const values: [number, string, string][] = [
      [0, '46344', '46344'],
      [1, '46344', '2026-11-18'],
      [2, '0.856', '85.6%'],
      [3, '46344', '2026-11-18'],
      [4, '46344.75', '2026-11-18'],
      [5, '46344.75', '2026-11-18 18:00:00'],
      [6, '0.07', '7%'],
      [7, '1.5', '36:00:00'],
      [8, '2.8356481481481483E-3', '4:05'],
      [9, '12', '12'],
      [10, '8.4999999999999998E-2', '0.085'],
      [11, '1234.5', '1234.5'],
      [1, '59', '1900-02-28'],
      [1, '61', '1900-03-01'],
    ];
    const rows = `${head}${values.map(([style, value], at) => `<row r="${at + 2}"><c t="inlineStr"><is><t>a</t></is></c><c s="${style}"><v>${value}</v></c></row>`).join('')}`;
    const { cells } = await readTable(workbookOf({ rows, styles }));
    expect(cells.map(([, cell]) => cell)).toEqual(values.map(([, , shown]) => shown));
  });

  it('counts days from 1904 where the workbook does', async () => {
    const { cells } = await readTable(
      workbookOf({
        rows: `${head}<row>${inline('Ann')}<c s="1"><v>44882</v></c></row>`,
        styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
        workbook: '<workbook><workbookPr date1904="1"/><sheets><sheet r:id="rId1"/></sheets></workbook>',
      }),
    );
    expect(cells[0]).toEqual(['Ann', '2026-11-18', '']);
  });

  it('reads shared words with their runs but not how they are said, results of formulas, and errors as they stand', async () => {
    const { cells, lines } = await readTable(
      workbookOf({
        strings:
          '<si><r><t>An</t></r><r><t xml:space="preserve">n </t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b</t></si>',
        rows: `${head}<row r="5"><c r="A5" t="s"><v>0</v></c><c r="C5" t="str"><f>A1&amp;B1</f><v>=joined</v></c></row>
          <row r="9"><c r="A9" t="s"><v>1</v></c><c r="B9" t="e"><v>#DIV/0!</v></c><c r="C9"><f>1+1</f><v>2</v></c><c r="D9"/></row>`,
      }),
    );
    expect(cells).toEqual([
      ['Ann ', '', '=joined'],
      ['a\rb', '#DIV/0!', '2'],
    ]);
    expect(lines).toEqual([5, 9]);
  });

  it('takes the first sheet that is not hidden', async () => {
    const { header } = await readTable(
      workbookOf({
        rows: head,
        workbook:
          '<workbook><sheets><sheet name="a" state="veryHidden" r:id="rId1"/><sheet name="b" r:id="rId2"/></sheets></workbook>',
      }),
    );
    expect(header).toEqual(['other', 'sheet']);
  });

  it('refuses bombs, entities, damage and what is no workbook, each with what to do', async () => {
    const huge = `${head}${`<row>${inline('aaaaaaaaaaaaaaaaaaaa')}</row>`.repeat(40_000)}`;
    const limits = { maxEntries: 20, maxBytes: 64 * 1024 * 1024, maxRatio: 20, ratioFromBytes: 100_000 };
    await expect(readTable(workbookOf({ rows: huge }), limits)).rejects.toMatchObject({ code: 'IMPORT_008' });
    await expect(
      readTable(workbookOf({ rows: huge }), { ...limits, maxRatio: 1e9, maxBytes: 200_000 }),
    ).rejects.toMatchObject({ code: 'IMPORT_008' });
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`x${at}`, new Uint8Array(1)]));
    await expect(readTable(workbookOf({ rows: head, more: many }), limits)).rejects.toMatchObject({
      code: 'IMPORT_008',
    });
    await expect(
      readTable(workbookOf({ rows: `${head}<row><c r="ZZZ2"><v>1</v></c></row>` })),
    ).rejects.toMatchObject({ code: 'IMPORT_008' });
    const entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst><si><t>&e;</t></si></sst>';
    await expect(
      readTable(workbookOf({ rows: head, more: { 'xl/sharedStrings.xml': strToU8(entity) } })),
    ).rejects.toMatchObject({ code: 'IMPORT_005' });
    const whole = workbookOf({ rows: huge });
    await expect(readTable(whole.subarray(0, whole.byteLength / 2))).rejects.toMatchObject({
      code: 'IMPORT_005',
    });
    await expect(readTable(workbookOf({ rows: `${head}<row><c><v>1</c></row>` }))).rejects.toMatchObject({
      code: 'IMPORT_005',
    });
    await expect(readTable(zipSync({ 'notes.txt': strToU8('hello') }))).rejects.toMatchObject({
      code: 'IMPORT_003',
    });
    const ods = zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
    });
    await expect(readTable(ods)).rejects.toMatchObject({ code: 'IMPORT_003' });
  });
});
