/** A sentence of an answer with the passage numbers that it names. */
export interface Claim {
  /** As written, without its marks. */
  text: string;
  marks: readonly number[];
}

export interface AnswerLine {
  /** Indentation, quote sign, list marker or heading sign. */
  prefix: string;
  claims: readonly Claim[];
}

const prefixPattern = /^\s*(?:>\s?)*(?:[-*•]\s+|\d{1,3}[.)]\s+|#{1,6}\s+)?/;
/** One or more marks, `[1]`, `[1][2]`, `[1, 2]`, also in the full-width brackets that some models write. */
const marksPattern = /\s*(?:\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]|【\d{1,3}(?:[^】]*)】)+/;
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Splits an answer into lines, and each line into sentences with the marks that follow them. */
export function parseAnswer(text: string): AnswerLine[] {
  return text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => {
      const prefix = prefixPattern.exec(line)?.[0] ?? '';
      return { prefix, claims: claimsOf(line.slice(prefix.length)) };
    });
}

function claimsOf(body: string): Claim[] {
  const claims: Claim[] = [];
  let rest = body;
  while (rest.trim() !== '') {
    const match = marksPattern.exec(rest);
    if (!match) {
      claims.push(...unmarked(rest));
      break;
    }
    // Marks may stand before or after the full stop: both belong to the sentence that they end.
    const after = /^[.!?…]+/.exec(rest.slice(match.index + match[0].length))?.[0] ?? '';
    const before = rest.slice(0, match.index);
    const parts = unmarked(before);
    const last = parts.pop();
    claims.push(...parts);
    const marks = [...match[0].matchAll(/\d{1,3}/g)].map(([digits]) => Number(digits));
    if (last) claims.push({ text: `${last.text.trimEnd()}${after}`, marks });
    else {
      // Further marks behind a full stop: they go with the sentence before.
      const previous = claims.pop();
      if (previous) claims.push({ ...previous, marks: [...previous.marks, ...marks] });
    }
    rest = rest.slice(match.index + match[0].length + after.length);
  }
  return claims;
}

function unmarked(text: string): Claim[] {
  return [...sentences.segment(text)]
    .map(({ segment }) => segment.trim())
    .filter((segment) => segment !== '')
    .map((segment) => ({ text: segment, marks: [] }));
}

/** Whether a line or sentence introduces or asks rather than states: it needs no source of its own. */
export function isLeadIn(text: string): boolean {
  return /[:?]\**\s*$/.test(text.trim());
}
