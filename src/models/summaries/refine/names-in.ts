import { firstNameOf, foldName, unknownSpeaker } from '../../../coaching/sessions/names.ts';
import { unassigned } from '../../../coaching/summaries/summary.ts';
import type { Refinement } from './refinement.ts';

/** Whole names of the people that a summary knows: its participant, those quoted, and owners. */
function knownPeople({ lines, participant }: Pick<Refinement, 'lines' | 'participant'>): string[] {
  const names = [
    participant,
    ...lines.flatMap((line) => [...line.evidence.map((evidence) => evidence.speaker), line.owner ?? '']),
  ];
  return [...new Set(names.filter((name) => name !== '' && name !== unassigned && name !== unknownSpeaker))];
}

/** The whole name of a known person that a name stands for; else the name as written, if it looks like one. */
export function readPerson(
  name: string,
  refinement: Pick<Refinement, 'lines' | 'participant'>,
): string | undefined {
  const written = name
    .replace(/^@|[.,!?]+$/g, '')
    .replace(/['’]s$/, '')
    .trim();
  const wanted = foldName(written);
  if (wanted === '') return undefined;
  if (/^(?:nobody|no one|none|unassigned|open|tbd)$/i.test(written)) return unassigned;
  const known = knownPeople(refinement);
  const whole = known.find((person) => foldName(person) === wanted);
  if (whole !== undefined) return whole;
  const first = known.filter(
    (person) => foldName(firstNameOf(person)) === wanted || foldName(person).endsWith(` ${wanted}`),
  );
  if (first.length === 1) return first[0];
  return /^\p{Lu}[\p{L}\p{M}'’.-]*(?:\s+\p{Lu}[\p{L}\p{M}'’.-]*){0,3}$/u.test(written) ? written : undefined;
}
