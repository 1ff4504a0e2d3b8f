import { findAddresses } from './addresses.ts';
import { findFigures } from './figures.ts';
import type { MaskedSpan } from './masked-span.ts';
import { findNumberWords } from './number-words.ts';
import { findSaidSecrets } from './said-secrets.ts';

/**
 * Where personal data stands in a text, in order, none over another: e-mail and street addresses, card, phone, account and
 * national numbers also in words, dates of birth, passwords and codes that are said to be such. A text that was masked has
 * none.
 */
export function findPersonalData(text: string): MaskedSpan[] {
  const found = [
    ...findSaidSecrets(text),
    ...findAddresses(text),
    ...findFigures(text),
    ...findNumberWords(text),
  ].sort((one, other) => one.start - other.start || other.end - one.end);
  const apart: MaskedSpan[] = [];
  for (const span of found) {
    const last = apart.at(-1);
    if (last === undefined || span.start >= last.end) {
      apart.push({ ...span });
      continue;
    }
    // What overlaps is one: all of it goes, under the name of the longer piece.
    if (span.end - span.start > last.end - last.start) last.label = span.label;
    last.end = Math.max(last.end, span.end);
  }
  return apart;
}

/** A text with what stands in it instead of personal data, and how many pieces there were. */
export function maskText(text: string): { text: string; masked: number } {
  const spans = findPersonalData(text);
  return { text: applySpans(text, 0, spans), masked: spans.length };
}

/** @param from offset of `text` in the text that the spans count in; a span that only reaches into it counts too */
export function applySpans(text: string, from: number, spans: readonly MaskedSpan[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end, label } of spans) {
    if (end <= from || start >= from + text.length) continue;
    masked += text.slice(at, Math.max(at, start - from)) + label;
    at = Math.min(text.length, end - from);
  }
  return masked + text.slice(at);
}
