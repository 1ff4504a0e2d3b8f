import type { DateReader } from './date-reader.ts';
import type { SessionType } from './session.ts';

export interface SessionWords {
  type: SessionType;
  /** Calendar day `YYYY-MM-DD`; the day of the upload when the words name none. */
  date: string;
  title: string;
}

/** First match wins: the more particular kinds stand before the general ones. */
const typeWords: readonly (readonly [RegExp, SessionType])[] = [
  [/\bpip\b|performance improvement/i, 'PIP_CHECK'],
  [/\burgent\b/i, 'URGENT'],
  [/\bfollow[- ]?up\b/i, 'FOLLOW_UP'],
  [/\bworkshop\b|\bgroup (?:session|coaching)\b|\btraining\b/i, 'WORKSHOP'],
  [/\b1\s?(?::|-|on|to)\s?1\b|\bone[- ](?:on|to)[- ]one\b|\bcheck[- ]?in\b|\bweekly\b/i, 'REGULAR'],
];

/** Words around a removed date that would dangle: "session on" after "session on 12 Nov". */
const danglingEnd = /[\s,;:–—-]*\b(?:on|from|of|at|dated|this|the)?[\s,;:–—-]*$/i;
const politeStart =
  /^(?:hi|hello|hey|please|here(?:'s| is| are)|this is|that's|the|a|an|my|our|transcript (?:of|from|for))\b[\s,:!-]*/i;

/**
 * Reads the word about a session that came with its upload, e.g. `1:1 with Priya yesterday`.
 * Nothing usable: type INDIVIDUAL, the day of the upload, and the file's name as title.
 *
 * @param today day of the upload in the facilitator's zone, `YYYY-MM-DD`
 */
export function readSessionWords(
  words: string,
  options: { today: string; fileName: string; dates: DateReader },
): SessionWords {
  const text = words.replace(/\s+/g, ' ').trim();
  const type = typeWords.find(([pattern]) => pattern.test(text))?.[1] ?? 'INDIVIDUAL';
  const found = options.dates.read(text, options.today, 'past');
  let title = found
    ? `${text.slice(0, found.index).replace(danglingEnd, '')} ${text.slice(found.index + found.text.length).trim()}`
    : text;
  for (let before = ''; before !== title;) {
    before = title;
    title = title.trim().replace(politeStart, '');
  }
  title = title.replace(/[\s,;:.–—-]+$/, '').slice(0, 120);
  return {
    type,
    date: found?.date ?? options.today,
    title: title === '' ? titleOfFile(options.fileName) : title.charAt(0).toUpperCase() + title.slice(1),
  };
}

/** `2026-11-12_workshop-closing.vtt` reads as `2026-11-12 workshop closing`. */
function titleOfFile(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/_+|(?<!\d)-(?!\d)|(?<=\d)-(?=[a-z])/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return name === '' ? 'Coaching session' : name.charAt(0).toUpperCase() + name.slice(1);
}
