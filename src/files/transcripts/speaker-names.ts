/** Longest text before a colon that may be a name, with title and office: `Hon. Mary Ng (Minister of Small Business)`. */
const maxNameLength = 110;
const maxNameWords = 16;

/** Lower-case words inside names: `Vincent van Gogh`, `Speaker 3`, `Minister of Finance and Trade`. */
const nameParticles = new Set(
  'van von der den de del della di da dos du la le el al bin ibn of and the y e zu'.split(' '),
);

/**
 * Splits `Name: text`. Undefined when there is no colon in the right place, or what stands before it cannot be a name.
 * The colon must be followed by white space or end the line, so that `https://…` and `10:30` do not count.
 */
export function splitSpeaker(line: string): { name: string; text: string } | undefined {
  const plain = line.trimStart().replace(/^[-–>*•]+\s*/, '');
  // By hand and bounded: a pattern would search a line of megabytes again and again.
  const colon = plain.slice(0, maxNameLength + 12).search(/[:：]/);
  // `**Name:** text` as Markdown writes it.
  const behind = plain.slice(colon + 1).replace(/^\*\*/, '');
  if (colon === -1 || !/^(?:\s|$)/.test(behind.slice(0, 1))) return undefined;
  const name = plain.slice(0, colon).trim().replace(/\*\*$/, '');
  if (name === '' || name.length > maxNameLength) return undefined;
  if (!/^[\p{L}\p{N}"“(]/u.test(name) || !/\p{L}/u.test(name) || /[?!;…\n]|\.\s+\p{Ll}/u.test(name)) {
    return undefined;
  }
  if (name.split(/\s+/).length > maxNameWords) return undefined;
  return {
    name,
    text: behind.trim().replace(/^\*\*\s*/, ''),
  };
}

/** `Speaker 3`, `Priya`, `ANA LÓPEZ`, `Hon. Mary Ng (Minister of …)`: each word a capital, a number, or a particle. */
export function looksLikeName(name: string): boolean {
  const outside = name.replace(/\(.*?\)|\[.*?\]/g, ' ').trim();
  return outside
    .split(/[\s/&,]+/)
    .filter((word) => word !== '')
    .every(
      (word, index) => /^["“']?[\p{Lu}\p{Lo}\p{N}]/u.test(word) || (index > 0 && nameParticles.has(word)),
    );
}

/**
 * The names that a file uses as speakers, out of what stands before colons in its lines. A name that looks like one counts
 * at once; other words only when they come back (`agent:` twice), or are one single word: `So here is the thing:` is speech.
 */
export function speakersAmong(candidates: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const name of candidates) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Set(
    [...counts].flatMap(([name, count]) =>
      looksLikeName(name) || count > 1 || !/\s/.test(name) ? [name] : [],
    ),
  );
}
