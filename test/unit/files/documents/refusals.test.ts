import { zipSync } from 'fflate';
import { createDocumentReader } from '../../../../src/files/documents/document-reader.ts';
import { unpackOffice, unpackLimits } from '../../../../src/files/documents/unpack-office.ts';
import {
  makeCompoundFile,
  makeDocx,
  makePdf,
  makePptx,
  makeProtectedPdf,
  wordParagraph,
} from '../../../support/document-files.ts';

const reader = createDocumentReader();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const docx = makeDocx([wordParagraph('Hello.')]);
const pdf = makePdf([[{ x: 72, y: 720, text: 'A page of text, long enough.' }]]);
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(500)]);
/** Fifty megabytes of blanks in fifty kilobytes. */
const bomb = makeDocx([wordParagraph('Hello.')], {
  'word/header1.xml': new Uint8Array(50 * 1024 * 1024).fill(32),
});

describe('a file that cannot be a document', () => {
  it.each([
    ['of 0 bytes', 'a.docx', new Uint8Array(), 'KNOWLEDGE_010', /0 bytes/],
    ['larger than 20 MB', 'a.md', new Uint8Array(20 * 1024 * 1024 + 1), 'KNOWLEDGE_011', /20 MB/],
    ['a scan', 'scan.pdf', makePdf([[], [{ x: 300, y: 30, text: '2' }]]), 'KNOWLEDGE_012', /OCR/],
    ['a PDF with a password', 'a.pdf', makeProtectedPdf(), 'KNOWLEDGE_013', /without the password/],
    [
      'a Word file with a password',
      'a.docx',
      makeCompoundFile('EncryptedPackage'),
      'KNOWLEDGE_013',
      /password/,
    ],
    ['a PDF cut short', 'a.pdf', utf8('%PDF-1.7\nnothing more'), 'KNOWLEDGE_014', /damaged/],
    ['a Word file cut short', 'a.docx', docx.subarray(0, docx.length - 900), 'KNOWLEDGE_014', /damaged/],
    [
      'XML that is none',
      'a.docx',
      makeDocx([], { 'word/document.xml': '<w:document><w:body>' }),
      'KNOWLEDGE_014',
      /damaged/,
    ],
    [
      'XML that expands entities',
      'a.docx',
      makeDocx([], { 'word/document.xml': '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>' }),
      'KNOWLEDGE_014',
      /damaged/,
    ],
    ['an old Word file', 'a.doc', makeCompoundFile('WordDocument'), 'KNOWLEDGE_015', /\.docx/],
    ['an old deck', 'a.ppt', makeCompoundFile('PowerPoint Document'), 'KNOWLEDGE_015', /\.pptx/],
    ['a zip bomb', 'a.docx', bomb, 'KNOWLEDGE_016', /unpack/],
    ['a PDF named as Word', 'a.docx', pdf, 'KNOWLEDGE_020', /ending/],
    ['a Word file named as text', 'a.txt', docx, 'KNOWLEDGE_020', /ending/],
    ['text named as PDF', 'a.pdf', utf8('Just words.'), 'KNOWLEDGE_020', /ending/],
    ['a page named as Markdown', 'a.md', utf8('<!doctype html><p>Hello'), 'KNOWLEDGE_020', /ending/],
    ['a deck of pictures', 'a.pptx', makePptx([{}, {}]), 'KNOWLEDGE_021', /no words/],
    ['white space', 'a.md', utf8(' \n\n'), 'KNOWLEDGE_021', /no words/],
    ['a picture', 'a.md', png, 'KNOWLEDGE_022', /Markdown, text, HTML/],
    ['a table of figures', 'a.csv', utf8('a,b\n1,2\n'), 'KNOWLEDGE_022', /Markdown, text, HTML/],
    ['rich text', 'a.rtf', utf8('{\\rtf1 Hello}'), 'KNOWLEDGE_022', /Markdown, text, HTML/],
    ['an archive', 'a.zip', zipSync({ 'a.xml': utf8('<a/>') }), 'KNOWLEDGE_022', /Markdown, text, HTML/],
  ])('%s is refused with the cure', async (_what, name, bytes, code, cure) => {
    const refusal: unknown = await reader.read(name, bytes).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code,
      retry: 'never',
      userMessage: expect.stringMatching(cure) as unknown,
    });
  });
});

describe('unpacking an Office file', () => {
  it('stops at the limits on entries and on bytes together, whatever the archive says about itself', () => {
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.xml`, utf8('<a/>')])),
    );
    const stopped = (limits: object) => () => unpackOffice(many, { ...unpackLimits, ...limits });
    expect(stopped({ maxEntries: 29 })).toThrow(/unpacks to far more/);
    expect(stopped({ maxBytes: 100 })).toThrow(/unpacks to far more/);
    expect(unpackOffice(many).size).toBe(30);
  });

  it('passes pictures over', () => {
    const file = makeDocx([wordParagraph('Hello.')], { 'word/media/image1.png': new Uint8Array(1_000_000) });
    expect([...unpackOffice(file).keys()]).not.toContain('word/media/image1.png');
  });
});
