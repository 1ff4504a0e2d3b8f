import { unassigned, type SummaryLine, type SummarySection } from './summary.ts';

export const sectionTitles: Readonly<Record<SummarySection, string>> = {
  wins: 'Wins',
  challenges: 'Challenges',
  actions: 'Action items',
  recommendations: 'Recommendations',
};

/** `12:04`, or `1:02:33` from the first hour on. */
export function formatTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/** `7 min`, `1 h 05 min`; `under a minute` below half of one. */
export function formatDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes === 0) return 'under a minute';
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** `Fri 27 Nov 2026`, the same in every zone. */
export function formatDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString('en-GB', { timeZone: 'UTC', ...options });
  return `${part({ weekday: 'short' })} ${date.getUTCDate()} ${part({ month: 'short' })} ${date.getUTCFullYear()}`;
}

/** `Owner: Dana · Due: Fri 27 Nov 2026`; undefined for lines that are no action items. */
export function formatOwnerAndDue(line: Pick<SummaryLine, 'section' | 'owner' | 'due'>): string | undefined {
  if (line.section !== 'actions') return undefined;
  const due = line.due === undefined || line.due === unassigned ? unassigned : formatDay(line.due);
  return `Owner: ${line.owner ?? unassigned} · Due: ${due}`;
}

/**
 * `“I called them back” (Dana, 12:04)`, several joined by ` · `; without times `(Dana, line 12)`. A quote that is the
 * line itself, word for word, is not said twice: `Dana, 12:04`.
 */
export function formatEvidence(
  { text, evidence }: Pick<SummaryLine, 'text' | 'evidence'>,
  timed: boolean,
): string | undefined {
  if (evidence.length === 0) return undefined;
  return evidence
    .map((from) => {
      const quote = `“${from.quote.replace(/\s+/g, ' ')}”`;
      const where = `${from.speaker}, ${timed ? formatTime(from.startMs) : `line ${from.segment + 1}`}`;
      return quote === text ? where : `${quote} (${where})`;
    })
    .join(' · ');
}

/** A line in one piece of plain text, for diffs and exports. */
export function formatLine(line: Pick<SummaryLine, 'section' | 'text' | 'owner' | 'due'>): string {
  const detail = formatOwnerAndDue(line);
  return detail === undefined ? line.text : `${line.text} (${detail})`;
}
