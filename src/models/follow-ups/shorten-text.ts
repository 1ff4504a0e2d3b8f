import { joinParagraphs, paragraphsOf, signOffAt } from './paragraphs.ts';

const isList = (paragraph: string): boolean => /(?:^|\n)- /u.test(paragraph);

/** Items that a shortened list keeps. */
const kept = 2;

/**
 * Lists keep their first items, the most important ones; where none is long, paragraphs between greeting and sign-off lose their
 * last sentence. What stays is word for word what it was. Undefined: there is nothing to take.
 */
export function shortenText(body: string): string | undefined {
  const paragraphs = paragraphsOf(body);
  const lists = paragraphs.map((paragraph) => (isList(paragraph) ? withFewer(paragraph) : paragraph));
  if (joinParagraphs(lists) !== joinParagraphs(paragraphs)) return joinParagraphs(lists);
  const end = signOffAt(paragraphs);
  const sentences = paragraphs.map((paragraph, index) =>
    isList(paragraph) || index >= end ? paragraph : withoutLast(paragraph),
  );
  const shorter = joinParagraphs(sentences);
  return shorter === joinParagraphs(paragraphs) ? undefined : shorter;
}

function withFewer(list: string): string {
  let items = 0;
  return list
    .split('\n')
    .filter((line) => !line.startsWith('- ') || (items += 1) <= kept)
    .join('\n');
}

function withoutLast(paragraph: string): string {
  const sentences = paragraph.split(/(?<=[.!?])\s+/u);
  return sentences.length < 2 ? paragraph : sentences.slice(0, -1).join(' ');
}
