import { foldName } from './names.ts';

/** A speaker as the transcript writes it, with the words of the name as `foldName` gives them. */
export interface KnownSpeaker {
  name: string;
  words: readonly string[];
}

/** Speakers whose whole name, or a word of it that no other speaker shares, stands in the query. */
export function speakersNamed(speakers: readonly KnownSpeaker[], query: string): Set<string> {
  const asked = ` ${foldName(query.replace(/['’]s\b/g, ''))} `;
  const isAsked = (words: string): boolean => asked.includes(` ${words} `);
  const isShared = (word: string): boolean => speakers.filter(({ words }) => words.includes(word)).length > 1;
  return new Set(
    speakers
      .filter(
        ({ words }) =>
          (words.length > 0 && isAsked(words.join(' '))) ||
          words.some((word) => word.length > 2 && isAsked(word) && !isShared(word)),
      )
      .map(({ name }) => name),
  );
}
