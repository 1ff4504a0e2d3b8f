/**
 * Offsets inside the product count UTF-16 units, as JavaScript does; what leaves through the command line counts Unicode
 * code points, as other languages do. They differ after the first character outside the basic plane.
 * @returns a function from a UTF-16 offset of `text` to its code-point offset
 */
export function toCodePoints(text: string): (offset: number) => number {
  const pairs = [...text.matchAll(/[\u{10000}-\u{10FFFF}]/gu)].map((match) => match.index);
  return (offset) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pairs[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}
