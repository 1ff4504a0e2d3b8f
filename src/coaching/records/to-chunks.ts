import type { TranscriptSegment } from '../sessions/session.ts';
import { formatEvidence } from '../summaries/format-line.ts';
import { maskPersonalData } from './mask-personal-data.ts';
import type { RecordChunk, RecordLanguage, RecordSource } from './ports.ts';

/** Spoken words are found by the page: long enough that question and answer stand together. UTF-16 units. */
const stretchLength = 1_200;

type Language = Pick<RecordLanguage, 'terms'>;

function countTerms(language: Language, ...texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of texts.flatMap((text) => language.terms(text))) {
    // Numbers as long as those of cards, accounts and phones are nobody's topic.
    if (/^\p{N}{5,}/u.test(term)) continue;
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** The pieces in which a record is found: each line of a summary, a whole note, a session's title and its transcript. */
export function toRecordChunks(language: Language, source: RecordSource): RecordChunk[] {
  switch (source.kind) {
    case 'summary':
      return summaryChunks(language, source);
    case 'note': {
      const { content, category, tags } = source;
      const terms = countTerms(language, content, category ?? '', tags.join(' '));
      const marks = category === undefined ? [] : [category];
      return [{ index: 0, text: content, marks, start: 0, end: content.length, terms }];
    }
    case 'session':
      return sessionChunks(language, source);
  }
}

/** A line is found by its own words, the quotes it rests on, and whose summary it stands in. */
function summaryChunks(
  language: Language,
  { participant, lines }: Extract<RecordSource, { kind: 'summary' }>,
): RecordChunk[] {
  let end = 0;
  const timed = lines.some(({ evidence }) => evidence.some(({ startMs }) => startMs > 0));
  return lines
    .filter(({ text }) => text !== '')
    .map((line, index) => {
      const start = end;
      end += line.text.length + 1;
      const quotes = line.evidence.map(({ quote }) => quote).join('\n');
      return {
        index,
        text: line.text,
        marks: [line.section, line.owner ?? '', line.due ?? '', formatEvidence(line, timed) ?? ''],
        start,
        end: end - 1,
        terms: countTerms(language, line.text, quotes, participant),
      };
    });
}

function sessionChunks(
  language: Language,
  { title, type, participants, segments }: Extract<RecordSource, { kind: 'session' }>,
): RecordChunk[] {
  const typeWords = type.replace('_', ' ').toLowerCase();
  const head = title.trim() === '' ? typeWords : title;
  const chunks: RecordChunk[] = [
    {
      index: 0,
      text: head,
      marks: [],
      start: 0,
      end: 1,
      terms: countTerms(language, head, typeWords, participants.join('\n')),
    },
  ];
  let stretch: TranscriptSegment[] = [];
  let length = 0;
  const close = (): void => {
    const [first] = stretch;
    const last = stretch.at(-1);
    if (first !== undefined && last !== undefined) {
      const text = stretch.map(spokenText).join('\n');
      chunks.push({
        index: chunks.length,
        text,
        marks: stretch.map(toCueMark),
        start: first.index,
        end: last.index + 1,
        terms: countTerms(language, text),
      });
    }
    stretch = [];
    length = 0;
  };
  for (const segment of segments) {
    if (spokenText(segment) === '') continue;
    stretch.push(segment);
    length += segment.text.length + 1;
    if (length >= stretchLength) close();
  }
  close();
  return chunks;
}

const spokenText = ({ text }: TranscriptSegment): string =>
  maskPersonalData(text.replace(/\s+/g, ' ').trim());

/** `12 Dana Reed`: index of the cue, and who says it. */
const toCueMark = ({ index, speaker }: TranscriptSegment): string => `${index} ${speaker}`;

/** The cue that a mark names; undefined for a mark of another kind. */
export function readCueMark(mark: string): { segment: number; speaker: string } | undefined {
  const [, index, speaker] = /^(\d+) (.*)$/s.exec(mark) ?? [];
  return index === undefined || speaker === undefined ? undefined : { segment: Number(index), speaker };
}
