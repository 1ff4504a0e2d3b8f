/** Name given to words whose speaker the file does not tell. */
export const unknownSpeaker = 'Unknown speaker';
/** Name given to a cue that holds the words of more than one voice; those voices stand in its text. */
export const severalSpeakers = 'Several speakers';

/**
 * Folds a name for comparing: lower case, no diacritics, no note in brackets, no punctuation.
 * `Tomás Rivera (Fennimoor)` becomes `tomas rivera`.
 */
export function foldName(name: string): string {
  return name
    .replace(/[([{].*?[)\]}]/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** True when one insertion, deletion, replacement or swap of neighbours turns one word into the other. */
export function withinOneEdit(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}
