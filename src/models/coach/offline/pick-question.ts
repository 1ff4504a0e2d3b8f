import type { CoachSituation } from '../../../coaching/talks/coach-mind.ts';
import { starStrengths, type StarStrength } from '../../../coaching/profiles/profile.ts';
import {
  aboutFlow,
  aboutMotivator,
  aboutWord,
  questions,
  questionsOfKind,
  strengthOptions,
  strengthQuestions,
  type CoachQuestion,
} from './questions.ts';
import { feelingWord } from './read-answer.ts';

/** A question, and what of the person's data it draws on. */
export interface PickedQuestion extends CoachQuestion {
  uses?: readonly string[];
}

const kindPool = ({ kind }: CoachSituation, stage: 'topic' | 'situation' | 'options') =>
  kind === 'general' ? [] : (questionsOfKind[kind][stage] ?? []);

const strongest = ({ person }: CoachSituation): StarStrength | undefined =>
  starStrengths.find((strength) => strength === person.strengths[0]?.name);

export const notAsked = <Q extends CoachQuestion>(
  pool: readonly Q[],
  { asked }: CoachSituation,
): Q | undefined => pool.find(({ id }) => !asked.includes(id));

/** The same day and topic ask alike, other days and topics differently: a talk tried again stays what it was. */
function varied(
  pool: readonly CoachQuestion[],
  { today, topic = '' }: CoachSituation,
): readonly CoachQuestion[] {
  const letters = Array.from(`${today}${topic}`, (letter) => letter.codePointAt(0) ?? 0);
  const seed = letters.reduce((sum, code) => (sum * 31 + code) % 9_973, 7);
  const from = seed % pool.length;
  return [...pool.slice(from), ...pool.slice(0, from)];
}

export const pickLookBack = (situation: CoachSituation): PickedQuestion | undefined =>
  notAsked(varied(questions.look_back, situation), situation);

export const pickTopic = (situation: CoachSituation): PickedQuestion | undefined =>
  notAsked([...kindPool(situation, 'topic'), ...questions.topic], situation);

/** One concrete moment; a word of feeling is taken up first. */
export function pickSituation(situation: CoachSituation): PickedQuestion | undefined {
  const word = feelingWord(situation.words);
  return notAsked(
    [
      ...kindPool(situation, 'situation'),
      ...(word === undefined ? [] : [aboutWord(word)]),
      ...questions.situation,
    ],
    situation,
  );
}

/** The strength behind it: first by the Star Card, then by flow. */
export function pickStrength(situation: CoachSituation): PickedQuestion | undefined {
  const strength = strongest(situation);
  const [flow] = situation.person.flow;
  return notAsked<PickedQuestion>(
    [
      ...(strength === undefined ? [] : [{ ...strengthQuestions[strength], uses: ['star_card'] }]),
      ...(flow === undefined || strength !== undefined ? [] : [{ ...aboutFlow(flow), uses: ['flow'] }]),
      ...questions.strength,
    ],
    situation,
  );
}

export function pickOptions(situation: CoachSituation): PickedQuestion | undefined {
  const strength = strongest(situation);
  const [first, ...others] = questions.options;
  const [motivator] = situation.person.motivators;
  return notAsked<PickedQuestion>(
    [
      ...(first === undefined ? [] : [first]),
      ...kindPool(situation, 'options'),
      ...(strength === undefined ? [] : [{ ...strengthOptions[strength], uses: ['star_card'] }]),
      ...(motivator === undefined ? [] : [{ ...aboutMotivator(motivator), uses: ['motivators'] }]),
      ...varied(others, situation),
    ],
    situation,
  );
}
