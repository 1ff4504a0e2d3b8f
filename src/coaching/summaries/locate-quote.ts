/**
 * Where a claimed quote stands in a text. The rule: runs of white space count as one space, at both ends as none; typographic
 * and straight quotation marks and apostrophes count as equal; everything else, case and punctuation included, must be
 * the same. The result is cut from the text itself, so what is shown is verbatim to the byte.
 *
 * Words count whole: `it was fine` is not found in `it was finest`. Under three words a quote must be the whole text:
 * `yes` or `the` alone bears nothing.
 */
export function locateQuote(text: string, quote: string): string | undefined {
  const wanted = fold(quote);
  const source = fold(text);
  if (wanted.folded === '') return undefined;
  if (wanted.folded.split(' ').length < 3 && wanted.folded !== source.folded) return undefined;
  for (
    let at = source.folded.indexOf(wanted.folded);
    at !== -1;
    at = source.folded.indexOf(wanted.folded, at + 1)
  ) {
    const end = at + wanted.folded.length;
    if (!splitsWord(source.folded, at) && !splitsWord(source.folded, end)) {
      const from = source.offsets[at] ?? 0;
      const last = source.offsets[end - 1] ?? 0;
      return text.slice(from, last + 1);
    }
  }
  return undefined;
}

const letter = /[\p{L}\p{N}]/u;

/** True when the position lies between two letters or digits. */
function splitsWord(text: string, at: number): boolean {
  return letter.test(text.charAt(at - 1)) && letter.test(text.charAt(at));
}

/** The text under the rule above, with the offset that each of its units had. */
function fold(text: string): { folded: string; offsets: number[] } {
  let folded = '';
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (/\s/.test(unit)) {
      if (folded === '' || folded.endsWith(' ')) continue;
      folded += ' ';
    } else if (/[‘’ʼ]/.test(unit)) folded += "'";
    else if (/[“”„]/.test(unit)) folded += '"';
    else folded += unit;
    offsets.push(at);
  }
  return folded.endsWith(' ')
    ? { folded: folded.slice(0, -1), offsets: offsets.slice(0, -1) }
    : { folded, offsets };
}
