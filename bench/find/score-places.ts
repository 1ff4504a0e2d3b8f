import type { Meeting, MeetingQuestion } from './meetings.ts';

/** What one question got: whether a returned turn stands in its span, and the share of the returned turns that do. */
export interface QuestionScore {
  meeting: number;
  hit: number;
  precision: number;
}

const placesReturned = 5;

const isInside = ({ spans }: MeetingQuestion, turn: number): boolean =>
  spans.some(([first, last]) => first <= turn && turn <= last);

/** @param find the turns that answer a question, best first */
export function scorePlaces(
  meetings: readonly Meeting[],
  find: (meeting: number, query: string) => readonly number[],
): QuestionScore[] {
  return meetings.flatMap(({ questions }, meeting) =>
    questions.map((question) => {
      const turns = find(meeting, question.query).slice(0, placesReturned);
      const inside = turns.filter((turn) => isInside(question, turn)).length;
      return { meeting, hit: inside > 0 ? 1 : 0, precision: inside / Math.max(1, turns.length) };
    }),
  );
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const resamples = 2_000;

/**
 * What other meetings of the kind may bring: 5th and 95th percentile of the mean when meetings are drawn anew, whole, since
 * the questions of one meeting succeed and fail together.
 */
export function spreadOverMeetings(
  scores: readonly QuestionScore[],
  of: (score: QuestionScore) => number,
): readonly [low: number, high: number] {
  const meetings = new Set(scores.map(({ meeting }) => meeting));
  const groups = [...meetings].map((meeting) => scores.filter((score) => score.meeting === meeting));
  const random = createSeeded(20261120);
  const means = Array.from({ length: resamples }, () => {
    const drawn = groups.flatMap(() => groups[Math.floor(random() * groups.length)] ?? []);
    return meanOf(drawn.map(of));
  }).sort((one, other) => one - other);
  const at = (share: number): number => means[Math.floor(share * (means.length - 1))] ?? 0;
  return [at(0.05), at(0.95)];
}

/** Park and Miller's generator: the same draws in every run. */
function createSeeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
