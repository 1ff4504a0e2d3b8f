import { isMetric } from '../../coaching/performance/metric.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import type { CompleteMeeting } from '../../coaching/one-on-ones/complete-meeting.ts';
import { readItemLines, type ItemLine } from '../../coaching/one-on-ones/item-lines.ts';
import { meetingLimits, ratings, type MeetingOutcome } from '../../coaching/one-on-ones/one-on-one.ts';
import type { User } from '../../coaching/people/user.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import { words } from '../../messages/words/en.ts';

export type Values = Readonly<Record<string, string>>;

const { faults } = words.meetings.form;

export const linesOf = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s*/, '').trim())
    .filter((line) => line !== '');

const given = <K extends string>(key: K, text = ''): Partial<Record<K, string>> =>
  // Safe cast: an object of just that key.
  text.trim() === '' ? {} : ({ [key]: text.trim() } as Record<K, string>);

export function readOutcome(values: Values): MeetingOutcome {
  const { topics, resources, followUp, followUpOn = '', followUpTopics } = values;
  const followUpRequired = followUp === 'yes';
  return {
    topics: linesOf(topics),
    resources: linesOf(resources),
    followUpRequired,
    followUpTopics: linesOf(followUpTopics),
    ...(followUpRequired && isDay(followUpOn) ? { followUpOn } : {}),
    ...given('discussion', values['discussion']),
    ...given('commitments', values['commitments']),
    ...given('achievements', values['achievements']),
    ...given('concerns', values['concerns']),
    ...Object.fromEntries(
      ratings.flatMap((rating) => {
        const value = Number(values[rating]);
        return Number.isInteger(value) && value >= 1 && value <= 5 ? [[rating, value]] : [];
      }),
    ),
  };
}

export const readItems = (
  values: Values,
  people: { leader: User; agent: User },
  reading: { dates: DateReader; today: string },
): ItemLine[] =>
  readItemLines((values['items'] ?? '').replaceAll(/^(\s*[-*•]?\s*)me:/gim, '$1Me:'), people, reading);

/** What it worked on, where both are named. */
export function readIntervention({ issue = '', method = '' }: Values): CompleteMeeting['intervention'] {
  return isMetric(issue) && method.trim() !== '' ? { issue, method: method.trim() } : undefined;
}

/** `1, 3` as positions in the list; undefined: something else is written. */
export function readNumbers(text = '', most: number): number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  return numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= most)
    ? [...new Set(numbers)]
    : undefined;
}

/** By field what is wrong. @param notes how many notes are offered */
export function completeFaults(values: Values, notes: number): Record<string, string> {
  const { followUp, followUpOn = '', issue = '', method = '', items = '' } = values;
  return {
    ...(followUp === 'yes' && !isDay(followUpOn) ? { followUpOn: faults.followUpOn } : {}),
    ...(isMetric(issue) && method.trim() === '' ? { method: faults.method } : {}),
    ...(linesOf(items).length > meetingLimits.list ? { items: faults.items } : {}),
    ...(readNumbers(values['notes'], notes) === undefined ? { notes: faults.notes } : {}),
  };
}
