import { addDays, formatISO, parseISO } from 'date-fns';
import type { MomentReader, WallTime } from '../follow-ups/ports.ts';
import type { MeetingType } from './one-on-one.ts';

/** What somebody asks about 1:1s. `rest` begins with the person and goes on with time, length and kind. */
export type MeetingWish =
  { kind: 'plan' | 'move' | 'cancel' | 'next' | 'prepare'; rest: string } | { kind: 'list' };

const meeting = String.raw`(?:1\s?:\s?1|1[- ]?on[- ]?1|1-1|one[- ](?:on|to)[- ]one|1[- ]to[- ]1)`;
const polite = String.raw`^(?:(?:hey|hi|hello|ok|okay|so|and|now|then|please)[ ,]+)*(?:(?:can|could|would|will) (?:you|we|i) (?:please )?|i(?:['’]d| would) like to |i (?:want|need) to |let(?:['’]s| us) |please )?`;
const article = String.raw`(?:(?:a|an|my|our|the|another|next|quick|short|urgent|regular|weekly|\d{1,3}[- ]?min(?:ute)?s?|follow-?up) )*`;
const withWhom = String.raw`(?:\s+(?:meeting|session|chat))?\s+(?:with|for)\s+(.+)$`;
const wish = (verbs: string) => new RegExp(`${polite}(?:${verbs}) ${article}${meeting}${withWhom}`, 'is');

const patterns: readonly (readonly [Exclude<MeetingWish['kind'], 'list'>, RegExp])[] = [
  ['plan', wish('schedule|book|plan|set up|set|arrange|organi[sz]e|put in|fix|have|make|create|add')],
  ['move', wish('move|reschedule|re-schedule|postpone|shift|push(?: back)?|bring forward|put off|change')],
  ['cancel', wish('cancel|call off|drop|delete|remove')],
  [
    'prepare',
    new RegExp(
      `${polite}(?:prep(?:are)?(?: me)?(?: for)?|get (?:me )?ready for|(?:build|make|give me|show me)(?: me)? (?:the|an) agenda (?:for|of)) ${article}${meeting}${withWhom}`,
      'is',
    ),
  ],
  [
    'next',
    new RegExp(
      `${polite}(?:when(?:['’]?s| is| do i have| will be| are)|what time is|show(?: me)?|what(?:['’]?s| is)|do i have) ${article}${meeting}${withWhom}`,
      'is',
    ),
  ],
];
/** "1:1 Priya Thursday 15:00", as the command takes it. */
const bare = new RegExp(
  `^${meeting}(?: with| for)? (?=.*\\b(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{1,2}[:.]\\d\\d|\\d{1,2} ?[ap]m)\\b)(.+)$`,
  'i',
);
const list = new RegExp(
  `${polite}(?:show(?: me)?|list|what(?:['’]?s| is| are)|which|see|open|do i have(?: any)?|any) (?:are )?(?:all )?(?:of )?(?:my |our |the )?(?:next |coming |upcoming |planned |open |missed )*${meeting}s?(?: (?:this|next) week| coming up| (?:do )?i have| planned| today| tomorrow)?[?.! ]*$`,
  'i',
);

/** Reads plain wishes about 1:1s; a question about how or whether things are done is none. */
export function readMeetingWords(text: string): MeetingWish | undefined {
  const said = text.replaceAll(/\s+/g, ' ').trim();
  // "What's my next 1:1?" is about oneself, and answered with one's own data.
  if (list.test(said) && /\bs\b|(?:1|one)s\b/i.test(said)) return { kind: 'list' };
  for (const [kind, pattern] of patterns) {
    const rest = pattern
      .exec(said)?.[1]
      ?.replace(/[?.!]+$/, '')
      .trim();
    if (rest !== undefined && rest !== '') return { kind, rest: typeWords(said, rest) };
  }
  const named = bare.exec(said)?.[1];
  return named !== undefined && /^[@\p{Lu}]/u.test(named) ? { kind: 'plan', rest: named } : undefined;
}

/** What stands before "1:1" says its kind and length too: "an urgent 30 minute 1:1 with Priya". */
function typeWords(said: string, rest: string): string {
  const before = said.slice(0, said.length - rest.length);
  const kind = /\burgent\b|\bfollow-?up\b/i.exec(before)?.[0];
  const length = /\b\d{1,3}[- ]?min(?:ute)?s?\b/i.exec(before)?.[0];
  return [rest, kind, length].filter((part) => part !== undefined).join(' ');
}

export interface MeetingDetails {
  /** By the leader's clocks. */
  when?: WallTime;
  minutes?: number;
  type?: MeetingType;
}

const lengths: readonly (readonly [RegExp, (digits: string) => number])[] = [
  [/\b(?:for )?(\d{1,3})[- ]?(?:minutes?|mins?|m)\b/i, Number],
  [/\b(?:for )?half an hour\b/i, () => 30],
  [/\b(?:for )?(?:an?|one|1) (?:hour|h)\b(?! and)/i, () => 60],
  [/\b(?:for )?(\d)[ -]?(?:hours|h)\b/i, (digits) => Number(digits) * 60],
];
const types: readonly (readonly [RegExp, MeetingType])[] = [
  [/\b(?:pip|plan)[- ]?check(?:-?in)?\b|\bpip\b/i, 'PIP_CHECK'],
  [/\bfollow[- ]?up\b/i, 'FOLLOW_UP'],
  [/\burgent(?:ly)?\b/i, 'URGENT'],
  [/\bregular\b/i, 'REGULAR'],
];

const numbers = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** "At three" is an hour as well. */
const inDigits = (text: string): string =>
  text.replaceAll(
    new RegExp(`\\bat (${numbers.join('|')})\\b`, 'gi'),
    (_match, word: string) => `at ${numbers.indexOf(word.toLowerCase()) + 1}`,
  );

const weekday = /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b/i;

/** Who means today says so: on a Friday, "Friday at 10" is the next one. */
function notToday(when: WallTime | undefined, text: string, now: WallTime): WallTime | undefined {
  if (when?.date !== now.date || !weekday.test(text) || /\btoday\b|\bthis\b/i.test(text)) return when;
  return { ...when, date: formatISO(addDays(parseISO(when.date), 7), { representation: 'date' }) };
}

/** Time, length and kind in the words after the person. @param now what the leader's clocks show */
export function readMeetingDetails(text: string, moments: MomentReader, now: WallTime): MeetingDetails {
  let rest = inDigits(text);
  const take = <T>(table: readonly (readonly [RegExp, T])[]) => {
    for (const [pattern, value] of table) {
      const match = pattern.exec(rest);
      if (match === null) continue;
      rest = rest.replace(pattern, ' ');
      return { value, match };
    }
    return undefined;
  };
  const length = take(lengths);
  const type = take(types);
  const when = notToday(moments.read(rest, now), rest, now);
  return {
    ...(when === undefined ? {} : { when }),
    ...(length === undefined ? {} : { minutes: length.value(length.match[1] ?? '') }),
    ...(type === undefined ? {} : { type: type.value }),
  };
}
