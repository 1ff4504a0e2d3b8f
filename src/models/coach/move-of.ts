import { ownWords } from '../../coaching/talks/check-move.ts';
import type { CoachMove, CoachSituation, PersonContext } from '../../coaching/talks/coach-mind.ts';
import { isSaid } from '../../coaching/talks/own-words.ts';
import { talkStages, type TalkStage } from '../../coaching/talks/talk.ts';
import { locateQuote } from '../../coaching/summaries/locate-quote.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import type { CoachReply } from './prompts/coach.ts';

/** Surer than this, a step may stand. */
const sureEnough = 7;

/**
 * A model's reply as a move. What the person said decides, not the model: a day is read from their words, a talk never goes
 * back or closes without a step, and what was drawn on is what the words show.
 */
export function moveOf(reply: CoachReply, situation: CoachSituation, dates: DateReader): CoachMove {
  const [reflection, question] = [plain(reply.reflection), plain(reply.question)];
  const confidence = confidenceIn(situation, reply.confidence);
  const step = stepIn(situation, reply.step, dates);
  const stage = stageOf(situation, reply.stage, { confidence, isChosen: step !== undefined });
  // Words of the model's own make no topic and no idea of the person's; a step that is not theirs refuses the move.
  const theirs = ownWords(situation);
  const [topic] = [reply.topic ?? ''].map(plain).filter((text) => isSaid(text, theirs));
  const options = reply.options.map(plain).filter((text) => isSaid(text, theirs));
  return {
    stage,
    reflection,
    question,
    questionId: stage === 'close' ? '' : `${stage}.own`,
    uses: usedIn(`${reflection} ${question}`, situation.person),
    ...(reply.quote === null ? {} : { quote: verbatim(reply.quote, situation) }),
    ...(reply.kind === null ? {} : { kind: reply.kind }),
    ...(topic === undefined ? {} : { topic }),
    ...(options.length === 0 ? {} : { options }),
    ...(step === undefined ? {} : { step }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

/** As it stands in the passage, where it does, whatever line breaks and quotation marks the model made of it. */
function verbatim(
  { passage, text }: NonNullable<CoachReply['quote']>,
  { passages }: CoachSituation,
): NonNullable<CoachMove['quote']> {
  const source = passages.find(({ number }) => number === passage)?.passage.text ?? '';
  return { passage, text: locateQuote(source, text) ?? plain(text) };
}

/** What PostgreSQL does not take, and no person writes: NUL, and halves of characters. */
const plain = (text: string): string =>
  text
    .replaceAll('\u0000', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();

/** Forward, but for a step that becomes smaller; to the end only with a step that the person is sure of. */
function stageOf(
  { stage, nextStep }: CoachSituation,
  wanted: TalkStage,
  { confidence = sureEnough, isChosen }: { confidence: number | undefined; isChosen: boolean },
): TalkStage {
  if (wanted === 'close' && !isChosen && nextStep === undefined) return later(stage, 'step');
  if (wanted === 'close' && confidence < sureEnough) return 'step';
  return stage === 'confidence' && wanted === 'step' ? wanted : later(stage, wanted);
}

const later = (one: TalkStage, other: TalkStage): TalkStage =>
  talkStages.indexOf(one) > talkStages.indexOf(other) && one !== 'close' ? one : other;

/** A step, and the day that the person named with it or after it. */
function stepIn(
  { words, today, stage, nextStep }: CoachSituation,
  wanted: string | null,
  dates: DateReader,
): CoachMove['step'] {
  const chosen = plain(wanted ?? '');
  const isDayOnly = chosen === '' && nextStep !== undefined && (stage === 'step' || stage === 'confidence');
  const text = chosen === '' && isDayOnly ? nextStep : chosen;
  if (text === '') return undefined;
  const on = (dates.read(words, today, 'future') ?? dates.read(chosen, today, 'future'))?.date;
  if (on === undefined) return isDayOnly ? undefined : { text };
  return { text, on };
}

const numberWords = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** The first number from 1 to 10 in the answer to "how sure are you"; at other times only one that the model saw too. */
function confidenceIn({ words, stage }: CoachSituation, seen: number | null): number | undefined {
  const said = [...words.toLowerCase().matchAll(/\b(?:(10|[1-9])|([a-z]+))\b/g)].flatMap(
    ([, digits, word = '']) => {
      if (digits !== undefined) return Number(digits);
      const at = numberWords.indexOf(word);
      return at === -1 ? [] : at + 2;
    },
  );
  if (stage === 'confidence') return said[0] ?? (/^\W*one\W*$/i.test(words) ? 1 : undefined);
  return seen !== null && said.includes(seen) ? seen : undefined;
}

/** What of the person's data the words show; keys as in `ContextUsed.fields`. */
function usedIn(text: string, person: PersonContext): string[] {
  const sources: readonly (readonly [string, readonly string[]])[] = [
    ['star_card', person.strengths.map(({ name }) => name)],
    ['flow', person.flow],
    ['goals', person.goals],
    ['motivators', person.motivators],
    ['development_areas', person.developmentAreas],
    ['responds_to', person.respondsTo],
    ['actions', person.actions],
    ['last_step', person.lastStep === undefined ? [] : [person.lastStep.step]],
  ];
  return sources.filter(([, items]) => items.some((item) => isSaid(item, [text]))).map(([key]) => key);
}
