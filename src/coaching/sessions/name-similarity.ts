/**
 * Jaro-Winkler similarity of two folded names, 0 to 1: equal letters at about the same place, with a bonus for a common
 * beginning. About 0.9 and more is a slip of the pen or of speech recognition.
 */
export function nameSimilarity(one: string, other: string): number {
  if (one === other) return 1;
  const jaro = jaroOf(one, other);
  let prefix = 0;
  while (prefix < 4 && prefix < Math.min(one.length, other.length) && one[prefix] === other[prefix])
    prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroOf(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  const reach = Math.max(0, Math.floor(Math.max(one.length, other.length) / 2) - 1);
  const taken = new Set<number>();
  const places: number[] = [];
  for (let at = 0; at < one.length; at += 1) {
    for (let there = Math.max(0, at - reach); there <= Math.min(other.length - 1, at + reach); there += 1) {
      if (taken.has(there) || one[at] !== other[there]) continue;
      taken.add(there);
      places.push(there);
      break;
    }
  }
  if (places.length === 0) return 0;
  const inOrder = [...places].sort((a, b) => a - b);
  const swapped = places.filter((place, at) => other[place] !== other[inOrder[at] ?? -1]).length / 2;
  const common = places.length;
  return (common / one.length + common / other.length + (common - swapped) / common) / 3;
}
