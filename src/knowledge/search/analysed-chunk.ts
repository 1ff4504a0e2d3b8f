import type { ChunkCandidate } from '../../coaching/knowledge/chunk-store.ts';
import { toTerms } from '../terms.ts';
import { toUnits, type TextUnit } from '../text-units.ts';

export interface AnalysedUnit extends TextUnit {
  /** Offsets into the document, not the chunk. */
  start: number;
  end: number;
  /** In order, with repeats. A list and no map: a search reads some hundred units once, and most never again. */
  terms: readonly string[];
  /** Terms of the headings above. */
  path: ReadonlySet<string>;
}

const remembered = new Map<string, readonly AnalysedUnit[]>();
const maxRemembered = 4_000;

/**
 * The units of a chunk with their terms, and those of its headings. A chunk's row never changes (a new version has new ids), so the work is kept by
 * id for the chunks used last; whoever asks has been given the chunk by the database, inside their scope.
 */
export function analyseChunk(
  chunk: Pick<ChunkCandidate, 'id' | 'text' | 'start' | 'headingPath'>,
): readonly AnalysedUnit[] {
  const known = remembered.get(chunk.id);
  if (known) {
    remembered.delete(chunk.id);
    remembered.set(chunk.id, known);
    return known;
  }
  const path = new Set(toTerms(chunk.headingPath.join('\n')));
  const units = toUnits(chunk.text).map((unit): AnalysedUnit => {
    return {
      kind: unit.kind,
      start: chunk.start + unit.start,
      end: chunk.start + unit.end,
      terms: toTerms(chunk.text.slice(unit.start, unit.end)),
      path,
    };
  });
  const oldest = remembered.keys().next();
  if (remembered.size >= maxRemembered && !oldest.done) remembered.delete(oldest.value);
  remembered.set(chunk.id, units);
  return units;
}
