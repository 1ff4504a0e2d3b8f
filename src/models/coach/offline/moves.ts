import { spokenDay } from '../../../coaching/talks/spoken-day.ts';
import type { CoachMove, CoachSituation } from '../../../coaching/talks/coach-mind.ts';
import type { TalkStage } from '../../../coaching/talks/talk.ts';
import type { PickedQuestion } from './pick-question.ts';
import { saysNoMore, saysNotKnowing } from './read-answer.ts';
import { reflect } from './reflect.ts';

/** What the person's words brought, beside the next question. */
export type Found = Partial<
  Pick<CoachMove, 'uses' | 'kind' | 'topic' | 'options' | 'step' | 'confidence' | 'quote'>
>;

/** A question; where none is left to ask, the end. */
export const ask = (
  stage: TalkStage,
  question: PickedQuestion | undefined,
  reflection: string,
  { uses = [], ...found }: Found = {},
): CoachMove =>
  question === undefined
    ? close(reflection, found)
    : {
        stage,
        reflection,
        question: question.text,
        questionId: question.id,
        uses: [...uses, ...(question.uses ?? [])],
        ...found,
      };

export const close = (reflection: string, found: Found = {}): CoachMove => ({
  stage: 'close',
  reflection,
  question: '',
  questionId: '',
  uses: [],
  ...found,
});

const leads = ['So', '', 'I hear that', ''] as const;

/** Their own words, introduced in changing ways; '' where they said nothing to give back. */
export const mirror = ({ words, asked }: CoachSituation): string =>
  saysNoMore(words) || saysNotKnowing(words) ? '' : reflect(words, leads[asked.length % leads.length]);

export const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');

export const quoted = (options: readonly string[]): string =>
  `${options.map((option) => `“${option}”`).join(', ')}.`;

export const sayStep = ({ text, on }: { text: string; on?: string }): string =>
  `You chose “${text}”${on === undefined ? '' : `, on ${spokenDay(on)}`}.`;

/** How many questions of a stage were asked. */
export const askedOf = ({ asked }: CoachSituation, stage: TalkStage): number =>
  asked.filter((id) => id.startsWith(`${stage}.`)).length;
