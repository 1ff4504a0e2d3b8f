const grouped = /^[+-]?\d{1,3}(?:([.,'’])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;
const plain = /^[+-]?\d+(?:[.,]\d+)?$|^[+-]?[.,]\d+$/;

/**
 * The value of digits with at most one point and nothing else, else NaN. Most cells are that, and a million rows have
 * twenty million of them: no expression, no copy.
 */
export function plainNumber(cell: string): number {
  const { length } = cell;
  if (length === 0 || length > 15) return Number.NaN;
  let digits = 0;
  let scale = 0;
  let points = 0;
  for (let at = 0; at < length; at += 1) {
    const code = cell.charCodeAt(at);
    if (code === 46) {
      points += 1;
      continue;
    }
    if (code < 48 || code > 57) return Number.NaN;
    digits = digits * 10 + (code - 48);
    if (points > 0) scale += 1;
  }
  if (points > 1 || length === points || cell.charCodeAt(length - 1) === 46) return Number.NaN;
  return scale === 0 ? digits : digits / 10 ** scale;
}

/**
 * A number as people write it, as plain decimal text: with a decimal comma, groups of thousands, spaces, a percent sign.
 * One separator with three digits after it groups thousands where `whole` numbers are wanted, and is decimal elsewhere.
 */
export function readNumber(cell: string, { whole = false } = {}): string | undefined {
  const text = cell.replaceAll(/[\s\u00A0\u202F]+/g, '').replace(/%$/, '');
  if (plain.test(text) && !(whole && grouped.test(text)))
    return text
      .replace(',', '.')
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.');
  const group = grouped.exec(text)?.[1];
  if (group === undefined) return undefined;
  const decimal = text.replaceAll(group, '').replace(',', '.');
  return /^[+-]?\d+(?:\.\d+)?$/.test(decimal) ? decimal.replace(/^\+/, '') : undefined;
}

/** `4:05` as 245, `1:04:05` as 3845: parts of sixty. Undefined for anything else. */
export function readClock(cell: string): number | undefined {
  const parts = /^(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)$/.exec(cell.trim());
  if (parts === null) return undefined;
  const [hours, minutes, seconds] = [Number(parts[1] ?? 0), Number(parts[2]), Number(parts[3])];
  if (parts[1] !== undefined && minutes > 59) return undefined;
  return hours * 3600 + minutes * 60 + seconds;
}

/** What exports write where there is nothing. */
export const isNothing = (cell: string): boolean => /^\s*(?:[-–—]+|n\/?a|null|none)?\s*$/i.test(cell);
