import { getDocumentProxy } from 'unpdf';
import { DocumentFaultError } from './document-errors.ts';
import { inReadingOrder, toLines, type PdfLine, type PdfRun } from './pdf-lines.ts';
import { toPdfMarkdown } from './pdf-markdown.ts';

type Matrix = readonly number[];
type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

/** A page of text has more letters than this; a scan with a stamp or a page number on it has fewer. */
const lettersOfAPage = 15;

const at = (matrix: Matrix, index: number): number => matrix[index] ?? 0;
const times = (a: Matrix, b: Matrix): Matrix => [
  at(a, 0) * at(b, 0) + at(a, 2) * at(b, 1),
  at(a, 1) * at(b, 0) + at(a, 3) * at(b, 1),
  at(a, 0) * at(b, 2) + at(a, 2) * at(b, 3),
  at(a, 1) * at(b, 2) + at(a, 3) * at(b, 3),
  at(a, 0) * at(b, 4) + at(a, 2) * at(b, 5) + at(a, 4),
  at(a, 1) * at(b, 4) + at(a, 3) * at(b, 5) + at(a, 5),
];

async function linesOf(page: PdfPage): Promise<PdfLine[]> {
  // The viewport's matrix turns a rotated page upright and lets y grow downwards.
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const runs = items.flatMap((item): PdfRun[] => {
    if (!('str' in item)) return [];
    const matrix = times(viewport.transform, item.transform as Matrix);
    // Text across the page is a watermark or a stamp.
    if (Math.abs(at(matrix, 1)) > Math.abs(at(matrix, 0))) return [];
    const size = Math.hypot(at(matrix, 2), at(matrix, 3));
    return [{ text: item.str, x: at(matrix, 4), y: at(matrix, 5), width: item.width, size }];
  });
  return inReadingOrder(toLines(runs), viewport.width);
}

function toFault(error: unknown): DocumentFaultError {
  const name = error instanceof Error ? error.name : '';
  return new DocumentFaultError(name === 'PasswordException' ? 'password' : 'damaged', error);
}

/** @throws DocumentFaultError `password`, `damaged`, `scanned` */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  let document: PdfDocument;
  try {
    // A copy: the reader takes its bytes away from whoever hands them over. Errors only, since it logs what it repairs.
    document = await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0, stopAtErrors: false });
  } catch (error) {
    throw toFault(error);
  }
  try {
    const pages: PdfLine[][] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      pages.push(await linesOf(page));
      page.cleanup();
    }
    const letters = pages.flat().reduce((sum, { segments }) => {
      const text = segments.map((segment) => segment.text).join('');
      return sum + (text.match(/\p{L}/gu)?.length ?? 0);
    }, 0);
    if (letters === 0 || (pages.length > 1 && letters / pages.length < lettersOfAPage)) {
      throw new DocumentFaultError('scanned');
    }
    return toPdfMarkdown(pages);
  } catch (error) {
    throw error instanceof DocumentFaultError ? error : toFault(error);
  } finally {
    await document.destroy();
  }
}
