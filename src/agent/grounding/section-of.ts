import type { Passage } from '../../coaching/knowledge/ports.ts';

const heading = /^(#{1,6})[ \t]+(.+?)[ \t]*#*$/gm;

/**
 * The headings over a place inside a passage, joined with ` › `. A passage may run over several sections: what counts is
 * the last heading before the place, at its level under the ones above it.
 * @param start offset into the document's text
 */
export function sectionOf(passage: Pick<Passage, 'headingPath' | 'start' | 'text'>, start: number): string {
  const before = passage.text.slice(0, start - passage.start);
  let path = [...passage.headingPath];
  for (const [, marks = '', title = ''] of before.matchAll(heading)) {
    path = [...path.slice(0, marks.length - 1), title];
  }
  return path.join(' › ');
}
