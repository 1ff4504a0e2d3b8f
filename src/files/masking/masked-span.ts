import type { MaskLabel } from '../../coaching/sessions/mask-labels.ts';

/** A piece of personal data in a text: UTF-16 offsets, end exclusive, and what stands there instead. */
export interface MaskedSpan {
  start: number;
  end: number;
  label: MaskLabel;
}

/** The spans of a pattern; its group `it`, where there is one, else the whole. */
export function spansOf(text: string, pattern: RegExp, label: MaskLabel): MaskedSpan[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const inner = match.groups?.['it'];
    // What was masked before stays as it is.
    if ((inner ?? match[0]).startsWith('[')) return [];
    const start = inner === undefined ? match.index : match.index + match[0].lastIndexOf(inner);
    return [{ start, end: start + (inner ?? match[0]).length, label }];
  });
}
