import type { DateReader } from '../sessions/date-reader.ts';
import type { TranscriptSegment } from '../sessions/session.ts';
import { dueSaid } from './due-said.ts';
import { ownerSaid } from './owner-said.ts';
import type { DraftLine, LineGroup } from './ports.ts';
import { repeatsNote } from './repeats-note.ts';
import {
  summarySections,
  unassigned,
  type Evidence,
  type SummaryLine,
  type SummarySection,
} from './summary.ts';
import { inLayout } from '../templates/apply-layout.ts';
import type { SummaryLayout } from '../templates/summary-layout.ts';
import { verifyLines } from './verify-lines.ts';

/** Lines that a section holds at most where no template says so. */
const mostLines: Readonly<Record<SummarySection, number>> = {
  wins: 5,
  challenges: 5,
  actions: 8,
  recommendations: 5,
};

export interface SettleDraft {
  /** All of the transcript, whatever part of it a line was drafted from. */
  segments: readonly TranscriptSegment[];
  /** Everyone who spoke: who may own an action item. */
  speakers: readonly string[];
  /** What the drafter was given as context: nothing may rest on it, or repeat it. */
  notes: readonly { text: string }[];
  /** `YYYY-MM-DD` in the facilitator's zone: what "by Friday" counts from. */
  sessionDate: string;
  dates: DateReader;
  /** Gives the id of the n-th draft line; the same n must give the same id, so that a resumed run agrees. */
  lineId: (index: number) => string;
  /** Which lines repeat one another; default: none do. */
  group?: (lines: readonly SummaryLine[]) => readonly LineGroup[];
  /** Which sections there are, in which order, and how long they may be; default: all, as they were drafted. */
  layout?: SummaryLayout;
}

export interface SettledDraft {
  lines: SummaryLine[];
  /** Lines that could not be verified. */
  leftOut: number;
  /** Lines that stand in the transcript and found no room in their section. */
  cut: number;
}

/**
 * Makes a summary of what was drafted, in whatever number of parts: each line is verified, what was said several times
 * becomes one line with the evidence of all, and a section that is too long keeps its best supported lines, in the order in
 * which they were drafted.
 */
export function settleDraft(draft: readonly DraftLine[], options: SettleDraft): SettledDraft {
  const { lineId, notes, group, layout } = options;
  const verified = verifyLines(draft, options.segments, String);
  const standing = verified.lines
    .filter((line) => !repeatsNote(line, notes))
    .map((line) => (line.section === 'actions' ? withWhatWasSaid(line, options) : line));
  const groups = group?.(standing) ?? standing.map((_line, lead) => ({ lead, same: [], echoes: [] }));
  const merged = groups.flatMap((one) => mergeGroup(one, standing, draft));
  const kept = new Set(
    summarySections.flatMap((section) => bestSupported(section, merged, roomIn(section, layout))),
  );
  const lines = merged
    .filter((one) => kept.has(one))
    .map(({ line }) => ({ ...line, id: lineId(Number(line.id)) }));
  return {
    lines: layout === undefined ? lines : inLayout(lines, layout),
    leftOut: verified.leftOut + verified.lines.length - standing.length,
    cut: merged.length - kept.size,
  };
}

/** Owner and day as far as the quoted words bear them out, else `unassigned`. */
function withWhatWasSaid(line: SummaryLine, { speakers, sessionDate, dates }: SettleDraft): SummaryLine {
  const quotes = line.evidence.map(({ quote }) => quote);
  return {
    ...line,
    owner: ownerSaid(line.owner, speakers, quotes) ?? unassigned,
    due: dueSaid(line.due, quotes, sessionDate, dates) ?? unassigned,
  };
}

interface MergedLine {
  line: SummaryLine;
  /** What speaks for the line: its drafter's opinion, and how often it was said. */
  support: number;
}

/** Being said again counts half as much as being said clearly. */
const repetition = 0.5;

function mergeGroup(
  { lead, same, echoes }: LineGroup,
  lines: readonly SummaryLine[],
  draft: readonly DraftLine[],
): MergedLine[] {
  const first = lines[lead];
  if (first === undefined) return [];
  const those = (positions: readonly number[]) => positions.flatMap((position) => lines[position] ?? []);
  const [alike, others] = [those(same), those(echoes)];
  const all = [first, ...alike, ...others];
  const known = (field: 'owner' | 'due') =>
    [first, ...alike].map((line) => line[field]).find((value) => value !== undefined && value !== unassigned);
  const [owner, due] = [known('owner'), known('due')];
  return [
    {
      line: {
        ...first,
        ...(owner === undefined ? {} : { owner }),
        ...(due === undefined ? {} : { due }),
        evidence: allEvidence(all),
      },
      support:
        Math.max(...[first, ...alike].map(({ id }) => draft[Number(id)]?.weight ?? 1)) +
        repetition * (all.length - 1),
    },
  ];
}

/** Every quote once. */
function allEvidence(lines: readonly SummaryLine[]): Evidence[] {
  const quotes = new Map<string, Evidence>();
  for (const evidence of lines.flatMap((line) => line.evidence)) {
    const key = `${evidence.segment}\u0000${evidence.quote}`;
    if (!quotes.has(key)) quotes.set(key, evidence);
  }
  return [...quotes.values()];
}

function roomIn(section: SummarySection, layout: SummaryLayout | undefined): number {
  const own = layout?.sections.find((one) => one.section === section);
  return own?.maxLines ?? mostLines[section];
}

function bestSupported(section: SummarySection, merged: readonly MergedLine[], room: number): MergedLine[] {
  return merged
    .filter(({ line }) => line.section === section)
    .toSorted((one, other) => other.support - one.support)
    .slice(0, room);
}
