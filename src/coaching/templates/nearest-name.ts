/** Letters that must be changed, added or removed to make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The name that was most likely meant; undefined when none is near. Case does not matter. */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const wanted = written.trim().toLowerCase();
  // A word of pages is no slip, and would take long to compare.
  if (wanted === '' || wanted.length > 60) return undefined;
  const ranked = names
    .map((name) => {
      const known = name.toLowerCase();
      const inside =
        known.length >= 4 && wanted.length >= 4 && (known.includes(wanted) || wanted.includes(known));
      return { name, away: inside ? 1 : distance(wanted, known) };
    })
    .toSorted((a, b) => a.away - b.away);
  const [best] = ranked;
  return best !== undefined && best.away <= Math.max(1, Math.floor(wanted.length / 3))
    ? best.name
    : undefined;
}
