/** How a number of a workbook is shown: what it means follows from that alone. */
export type CellFormat = 'number' | 'percent' | 'day' | 'moment' | 'h:mm' | 'h:mm:ss' | 'mm:ss';

const builtIn: Readonly<Record<number, CellFormat>> = {
  ...{ 9: 'percent', 10: 'percent', 14: 'day', 15: 'day', 16: 'day', 17: 'day', 18: 'h:mm', 19: 'h:mm:ss' },
  ...{ 20: 'h:mm', 21: 'h:mm:ss', 22: 'moment', 45: 'mm:ss', 46: 'h:mm:ss', 47: 'mm:ss' },
};

/** @param code as in `numFmt`, if the format is the workbook's own */
export function cellFormatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) {
    // Days of East Asian calendars.
    const isLocalDay = (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return builtIn[id] ?? (isLocalDay ? 'day' : 'number');
  }
  // The first section is for positive numbers; words, colours and fillers mean nothing.
  const [section = ''] = code
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi, '')
    .split(';');
  const letters = section.toLowerCase();
  if (letters === 'general' || letters === 'standard') return 'number';
  const hasHours = /h/.test(letters);
  const hasSeconds = /s/.test(letters);
  if (/[yd]/.test(letters) || (/m/.test(letters) && !hasHours && !hasSeconds))
    return hasHours ? 'moment' : 'day';
  if (hasHours) return hasSeconds ? 'h:mm:ss' : 'h:mm';
  if (hasSeconds) return 'mm:ss';
  return letters.includes('%') ? 'percent' : 'number';
}

const dayMs = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** Plain, never with an exponent, without the noise of binary fractions. */
function plain(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

/** Days since the first of the calendar; 1900 had a 29 February there, which never was. */
function dayOf(serial: number, is1904: boolean): Date {
  const first = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  return new Date(first + Math.round(serial * 86_400) * 1000);
}

/**
 * A number of a workbook as text: days as `YYYY-MM-DD`, with their time where they are shown with one, shares with their
 * percent sign, times as they are shown.
 */
export function showNumber(raw: string, format: CellFormat, is1904: boolean): string {
  const value = Number(raw);
  if (raw === '' || !Number.isFinite(value)) return raw;
  if (format === 'number') return plain(value);
  if (format === 'percent') return `${plain(value * 100)}%`;
  if (format === 'day' || format === 'moment') {
    // Past the year 9999, or before the first day.
    if (value < 0 || value > 2_958_465) return plain(value);
    const at = dayOf(value, is1904).toISOString();
    const hasTime = format === 'moment' && (value * dayMs) % dayMs !== 0;
    return hasTime ? `${at.slice(0, 10)} ${at.slice(11, 19)}` : at.slice(0, 10);
  }
  const seconds = Math.round(value * 86_400);
  const minutes = Math.floor(seconds / 60);
  if (format === 'mm:ss') return `${minutes}:${two(seconds % 60)}`;
  const clock = `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
  return format === 'h:mm' ? clock : `${clock}:${two(seconds % 60)}`;
}
