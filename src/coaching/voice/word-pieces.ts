/** A word with what stands around it; joined again, pieces give the text back letter by letter. */
export interface WordPiece {
  /** Blank space and marks before the word. */
  lead: string;
  word: string;
}

const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}’'-]*/gu;

export function wordPieces(text: string): { pieces: WordPiece[]; tail: string } {
  const pieces: WordPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(word)) {
    pieces.push({ lead: text.slice(from, match.index), word: match[0] });
    from = match.index + match[0].length;
  }
  return { pieces, tail: text.slice(from) };
}

export const wordsOf = (text: string): string[] => (text.match(word) ?? []).map((found) => straighten(found));

/** `Don’t` as `Don't`. */
export const straighten = (text: string): string => text.replace(/[’ʼ]/g, "'");

/** What somebody said stays as it was said: everything between quotation marks, the marks included. */
export const quotedSpans =
  /“[^”]*”?|"[^"]*"?|(?<![\p{L}\p{N}])[‘'](?=\S)[^’'\n]*(?:(?<=\p{L})[’'](?=\p{L})[^’'\n]*)*[’'](?![\p{L}\p{N}])/gu;

/** A text without what it quotes. */
export const unquoted = (text: string): string => text.replace(quotedSpans, ' ');
