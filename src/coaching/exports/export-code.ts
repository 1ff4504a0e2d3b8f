import { decodeSessionFilter, encodeSessionFilter } from '../sessions/filter-code.ts';
import type { ExportRequest } from './export-summaries.ts';
import { exportFormats } from './summary-writer.ts';

/**
 * An export as a button carries it: kinds, days and ids, at most 200 characters. Undefined where it names somebody by words
 * that were typed, or would not fit.
 */
export function encodeExport({ format, drafts, evidence, filter }: ExportRequest): string | undefined {
  const code = encodeSessionFilter(filter);
  if (code === undefined) return undefined;
  const whole = `${format}${drafts === true ? '+d' : ''}${evidence === true ? '+e' : ''}|${code}`;
  return whole.length > 200 ? undefined : whole;
}

/** Undefined when the code did not come from `encodeExport`. */
export function decodeExport(code: string): ExportRequest | undefined {
  const [head = '', tail] = code.split('|', 2);
  const [name, ...flags] = head.split('+');
  const format = exportFormats.find((candidate) => candidate === name);
  const decoded = tail === undefined ? undefined : decodeSessionFilter(tail);
  if (format === undefined || decoded === undefined || decoded.filter.state !== undefined) return undefined;
  return {
    format,
    drafts: flags.includes('d'),
    evidence: flags.includes('e'),
    filter: decoded.filter,
  };
}
