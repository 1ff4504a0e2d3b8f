import { findBreakthroughs } from './find-breakthroughs.ts';
import { findChallenges } from './find-challenges.ts';
import type { EngagementLevel, Insight, SessionType } from './session.ts';
import type { SpeakerWords } from './speaker-words.ts';

/** Fewer words in a whole session are next to none. */
const fewestWords = 3;

/** What is known of a participant's summary; before it is drafted, nothing. */
export interface SummaryCounts {
  challenges: number;
  actionsWithoutOwner: number;
  actionsWithoutDate: number;
}

export interface MeasureInput {
  /** Undefined: did not speak. */
  spoken: SpeakerWords | undefined;
  /** Everyone who spoke. */
  all: readonly SpeakerWords[];
  /** Name of the one who led the session, as in `all`; undefined when that one did not speak. */
  facilitator?: string;
  sessionType: SessionType;
  summary?: SummaryCounts;
}

/**
 * What is measured of one participant: engagement beside the others of the session, moments at which something opened, and
 * how soon to follow up. Each says what it was worked out from. Pure: called again with a summary's counts, the priority
 * takes them in.
 */
export function measureInsight(input: MeasureInput): Insight {
  const engagement = measureEngagement(input);
  const segments = input.spoken?.segments ?? [];
  const breakthroughs = findBreakthroughs(segments);
  return {
    engagement,
    breakthroughs,
    priority: measurePriority(input, engagement.level, breakthroughs.length),
  };
}

/** Relative to an equal share of what all who are coached said; with only one of them, to half of the talk. */
function measureEngagement({ spoken, all, facilitator }: MeasureInput): Insight['engagement'] {
  if (spoken === undefined || spoken.words < fewestWords) {
    const said = spoken === undefined ? 'said nothing' : `said ${count(spoken.words, 'word')}`;
    return { level: 'silent', because: [said] };
  }
  const coached = all.filter(({ name }) => name !== facilitator);
  const among = coached.length > 1 ? coached : all;
  const share = shareOf(spoken, among, ({ words }) => words);
  const turnShare = shareOf(spoken, among, ({ turns }) => turns);
  const fair = 1 / Math.max(1, among.length);
  // Many short turns are engagement as well, but less than what is said in them.
  const ratio = among.length === 1 ? 1 : (0.7 * share + 0.3 * turnShare) / fair;
  const level: EngagementLevel =
    ratio >= (among.length > 2 ? 1.2 : 0.95) ? 'high' : ratio >= 0.5 ? 'medium' : 'low';
  const whose = among === all ? 'of all words' : 'of the words of those coached';
  return {
    level,
    because: [
      `${percent(share)} ${whose}; an equal share would be ${percent(fair)}`,
      `${count(spoken.turns, 'turn')} (${percent(turnShare)})`,
    ],
  };
}

const distress =
  /\b(?:overwhelm\w*|burn(?:ed|t|ing)?[- ]?out|giv(?:e|ing) up|quit(?:ting)?|can[’']?t (?:do this|cope|sleep)|exhausted|hopeless|desperate)\b/i;
const asksForHelp =
  /\b(?:(?:can|could|would) (?:you|we|somebody|someone) (?:please )?(?:help|support|show me)|i(?: really)? need (?:some |your |more )?(?:help|support)|help me)\b/i;

function measurePriority(
  { spoken, sessionType, summary }: MeasureInput,
  level: EngagementLevel,
  breakthroughs: number,
): Insight['priority'] {
  const segments = spoken?.segments ?? [];
  const open = summary?.challenges ?? findChallenges(segments).filter(({ isAnswered }) => !isAnswered).length;
  const has = (pattern: RegExp) => segments.some(({ text }) => pattern.test(text));
  const inputs: readonly (readonly [points: number, because: string])[] = [
    [Math.min(3, open) * 0.15, count(open, summary === undefined ? 'open challenge' : 'challenge')],
    [
      level === 'silent' ? 0.25 : level === 'low' ? 0.15 : 0,
      level === 'silent' ? 'said next to nothing' : 'low engagement',
    ],
    [has(asksForHelp) ? 0.15 : 0, 'asked for help'],
    [has(distress) ? 0.2 : 0, 'words of strain'],
    [
      sessionType === 'URGENT' ? 0.2 : sessionType === 'PIP_CHECK' ? 0.15 : 0,
      sessionType === 'URGENT' ? 'an urgent session' : 'a PIP check',
    ],
    [
      Math.min(3, summary?.actionsWithoutOwner ?? 0) * 0.05,
      `${count(summary?.actionsWithoutOwner ?? 0, 'action')} without an owner`,
    ],
    [
      Math.min(3, summary?.actionsWithoutDate ?? 0) * 0.05,
      `${count(summary?.actionsWithoutDate ?? 0, 'action')} without a date`,
    ],
    // Something opened: worth a word while it is fresh.
    [breakthroughs > 0 ? 0.05 : 0, `${count(breakthroughs, 'breakthrough')} to build on`],
  ];
  const counted = inputs.filter(([points]) => points > 0);
  const score = counted.reduce((sum, [points]) => sum + points, 0.1);
  return {
    score: Math.round(Math.min(1, score) * 100) / 100,
    because:
      counted.length === 0
        ? ['nothing that asks for an early follow-up']
        : counted.map(([, because]) => because),
  };
}

function shareOf(
  one: SpeakerWords,
  all: readonly SpeakerWords[],
  of: (speaker: SpeakerWords) => number,
): number {
  const sum = all.reduce((total, speaker) => total + of(speaker), 0);
  return sum === 0 ? 0 : of(one) / sum;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
