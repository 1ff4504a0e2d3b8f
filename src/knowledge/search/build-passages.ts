import type { Passage } from '../../coaching/knowledge/ports.ts';
import { findRepeats } from './near-duplicates.ts';
import type { Run, ScoredUnit } from './score-units.ts';

interface PassageLimits {
  limit: number;
  maxCharacters: number;
}

/** Units between two that were chosen are taken along up to this many characters: what is read should not have holes. */
const maxGap = 250;

/** Sentences and steps named as the best of a passage. */
const maxHighlights = 5;

interface Stretch {
  run: Run;
  /** Indexes into the run's units; `to` inclusive. */
  from: number;
  to: number;
}

const lengthOf = ({ run, from, to }: Stretch): number =>
  (run.units[to]?.end ?? 0) - (run.units[from]?.start ?? 0);

/** The stretch with the unit added, if it lies close enough. */
function extended(stretch: Stretch, run: Run, index: number): Stretch | undefined {
  if (stretch.run !== run) return undefined;
  const longer = { run, from: Math.min(stretch.from, index), to: Math.max(stretch.to, index) };
  const unit = run.units[index];
  const own = unit ? unit.end - unit.start : 0;
  return lengthOf(longer) - lengthOf(stretch) - own <= maxGap ? longer : undefined;
}

/**
 * Takes the best units one after the other until the characters are used up. Neighbours grow together into one passage,
 * so that few passages hold many good units.
 */
function chooseStretches(
  runs: readonly Run[],
  { limit, maxCharacters }: PassageLimits,
  excluded: ReadonlySet<ScoredUnit>,
): Stretch[] {
  const ranked = runs
    .flatMap((run) => run.units.map((unit, index) => ({ run, index, score: unit.score })))
    .filter(({ run, index, score }) => {
      const unit = run.units[index];
      return score > 0 && unit && !excluded.has(unit);
    })
    .sort((x, y) => y.score - x.score);
  let chosen: Stretch[] = [];
  for (const { run, index } of ranked) {
    if (chosen.some((stretch) => stretch.run === run && stretch.from <= index && index <= stretch.to))
      continue;
    const near = chosen.flatMap((stretch) => extended(stretch, run, index) ?? []);
    const from = Math.min(index, ...near.map((stretch) => stretch.from));
    const to = Math.max(index, ...near.map((stretch) => stretch.to));
    const grown = { run, from, to };
    const others = chosen.filter((stretch) => stretch.run !== run || stretch.to < from || stretch.from > to);
    const total = [...others, grown].reduce((sum, stretch) => sum + lengthOf(stretch), 0);
    if (others.length + 1 > limit || total > maxCharacters) continue;
    chosen = [...others, grown];
    if (total >= maxCharacters) break;
  }
  return chosen;
}

/** Room that a repeat leaves is filled anew, so many times. */
const maxFillings = 4;

/** The best stretches of which none only repeats what another document says. */
function chooseDistinct(runs: readonly Run[], limits: PassageLimits): Stretch[] {
  const excluded = new Set<ScoredUnit>();
  for (let filling = 1; ; filling += 1) {
    const chosen = chooseStretches(runs, limits, excluded).map((stretch) => ({
      ...stretch,
      units: stretch.run.units.slice(stretch.from, stretch.to + 1),
    }));
    const repeats = new Set(findRepeats(chosen));
    if (repeats.size === 0 || filling === maxFillings)
      return chosen.filter((stretch) => !repeats.has(stretch));
    for (const { units } of repeats) for (const unit of units) excluded.add(unit);
  }
}

const bestQuoteFirst = (x: ScoredUnit, y: ScoredUnit): number => y.quoteScore - x.quoteScore;

function toPassage({ run, from, to }: Stretch): Passage | undefined {
  const units = run.units.slice(from, to + 1);
  const first = units[0];
  const last = units.at(-1);
  const ranked = units.filter((unit) => unit.kind !== 'heading').sort(bestQuoteFirst);
  const best = ranked[0] ?? first;
  if (!first || !last || !best) return undefined;
  const chunks = [...new Set(units.map((unit) => unit.chunk))];
  const origin = first.chunk.start;
  const text = chunks.map((chunk) => chunk.text).join('');
  const slice = (start: number, end: number) => text.slice(start - origin, end - origin);
  const { chunk } = best;
  return {
    id: `${chunk.documentId}:${first.start}-${last.end}`,
    documentId: chunk.documentId,
    documentName: chunk.documentName,
    title: chunk.title,
    type: chunk.type,
    version: chunk.version,
    headingPath: chunk.headingPath,
    start: first.start,
    end: last.end,
    text: slice(first.start, last.end),
    highlights: ranked.slice(0, maxHighlights).map((unit) => ({
      start: unit.start,
      end: unit.end,
      text: slice(unit.start, unit.end),
      score: unit.quoteScore,
    })),
    score: Math.max(...units.map((unit) => unit.score)),
  };
}

/** At most `limit` passages of at most `maxCharacters` together, best first. Each is a true slice of its document. */
export function buildPassages(runs: readonly Run[], limits: PassageLimits): Passage[] {
  return chooseDistinct(runs, limits)
    .flatMap((stretch) => toPassage(stretch) ?? [])
    .sort((x, y) => y.score - x.score);
}
