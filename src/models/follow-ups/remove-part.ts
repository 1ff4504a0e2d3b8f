import type { FollowUpEdit, FollowUpText } from '../../coaching/follow-ups/ports.ts';
import { joinParagraphs, paragraphsOf } from './paragraphs.ts';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const units = {
  paragraph: 'paragraph',
  line: 'line',
  point: 'line',
  bullet: 'line',
  item: 'line',
  sentence: 'sentence',
} as const;
type Unit = (typeof units)[keyof typeof units];

/** A body in pieces of a unit, with what stood between them. */
function piecesOf(body: string, unit: Unit): string[] {
  if (unit === 'paragraph') return paragraphsOf(body);
  if (unit === 'line') return body.split('\n').filter((line) => line.trim() !== '');
  return paragraphsOf(body).flatMap((paragraph) =>
    paragraph.split(/(?<=[.!?])\s+/u).map((sentence) => sentence.trim()),
  );
}

const without = (body: string, piece: string): string =>
  joinParagraphs(
    paragraphsOf(
      body
        .replace(piece, '')
        .replace(/[ \t]+\n/g, '\n')
        .replace(/[ \t]{2,}/g, ' '),
    ),
  );

/** `drop the second paragraph`, `remove the last line`, `remove the sentence about refunds`, `delete “see you”`. */
export function removePart(words: string, text: FollowUpText): FollowUpText | FollowUpEdit | undefined {
  const match = /^(?:remove|delete|drop|cut|leave out|take out|get rid of|skip|strike)\s+(.+)$/is.exec(words);
  if (match?.[1] === undefined) return undefined;
  const wanted = match[1].trim().replace(/^the\s+/i, '');
  const unitName = /\b(paragraph|line|point|bullet|item|sentence)s?\b/i.exec(wanted)?.[1]?.toLowerCase();
  const unit = units[(unitName ?? 'sentence') as keyof typeof units];
  const pieces = piecesOf(text.body, unit);
  const found =
    (/\blast\b/i.test(wanted) ? pieces.at(-1) : undefined) ??
    byNumber(wanted, pieces) ??
    byWords(wanted, pieces);
  if (found !== undefined) return { ...text, body: without(text.body, found) };
  const quoted = /^[“"'‘]([\s\S]+)[”"'’]$/u.exec(wanted)?.[1] ?? wanted;
  if (text.body.includes(quoted)) return { ...text, body: without(text.body, quoted) };
  return {
    kind: 'ask',
    question: `I don’t find “${wanted}” in it. Which paragraph, line or sentence shall I take out?`,
  };
}

function byNumber(wanted: string, pieces: readonly string[]): string | undefined {
  const ordinal = ordinals.findIndex((name) => new RegExp(`\\b${name}\\b`, 'i').test(wanted));
  const number =
    ordinal === -1 ? Number(/\b(\d{1,2})(?:st|nd|rd|th)?\b/i.exec(wanted)?.[1] ?? 0) - 1 : ordinal;
  return number < 0 ? undefined : pieces[number];
}

/** The one piece that says it. */
function byWords(wanted: string, pieces: readonly string[]): string | undefined {
  const topic = /\b(?:about|on|with|that says|saying|mentioning)\s+(.+)$/is.exec(wanted)?.[1];
  if (topic === undefined) return undefined;
  const said = topic.replace(/^[“"'‘]|[”"'’]$/gu, '').toLowerCase();
  const holding = pieces.filter((piece) => piece.toLowerCase().includes(said));
  return holding.length === 1 ? holding[0] : undefined;
}
