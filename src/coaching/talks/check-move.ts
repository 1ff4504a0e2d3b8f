import { locateQuote } from '../summaries/locate-quote.ts';
import type { CoachMove, CoachSituation, MoveFault } from './coach-mind.ts';
import { givesBack, isSaid } from './own-words.ts';
import { advises, countQuestions, isOpen, partsOfQuestion } from './question-words.ts';
import { asksForAdvice } from './read-talk-words.ts';

/** Characters; more is not read in chat. */
export const maxReflection = 300;
export const maxQuestion = 140;
export const maxQuote = 400;
/** `Which one will you do, when, and how will you notice?` belongs together; elsewhere two parts are the most. */
const partsAllowed = (stage: CoachMove['stage']): number => (stage === 'step' ? 3 : 2);

/**
 * What the method does not allow in a move, each fault once; none: it may be said. Pure, so that the same move always gets
 * the same verdict. What it cannot know is whether the question is a good one.
 */
export function faultsOf(move: CoachMove, situation: CoachSituation): readonly MoveFault[] {
  const checks: readonly (readonly [MoveFault, boolean])[] = [
    ['one-question', !asksOnce(move)],
    ['closed-question', move.stage !== 'close' && move.question.trim() !== '' && !isOpen(move.question)],
    ['no-reflection', !isHeard(move, situation)],
    ['advice', isAdvising(move, situation)],
    ['quote', move.quote !== undefined && !isQuoted(move.quote, situation)],
    ['too-long', isTooLong(move)],
    ['not-their-words', claimed(move).some((text) => !isSaid(text, ownWords(situation)))],
  ];
  return checks.flatMap(([fault, found]) => (found ? [fault] : []));
}

function asksOnce({ stage, reflection, question }: CoachMove): boolean {
  if (countQuestions(reflection) > 0) return false;
  if (stage === 'close') return question.trim() === '';
  return countQuestions(question) === 1 && partsOfQuestion(question) <= partsAllowed(stage);
}

/** A number that says how sure somebody is wants no echo, and the end names the step anyway. */
const isHeard = ({ stage, reflection, question }: CoachMove, now: CoachSituation): boolean =>
  stage === 'close' || now.stage === 'confidence' || givesBack(`${reflection} ${question}`, now.words);

/**
 * Who asks for advice may get a piece of it, once they were asked something themselves. A suggestion with a question mark
 * is never a question.
 */
function isAdvising({ reflection, question }: CoachMove, { words, asked, said }: CoachSituation): boolean {
  const theirs = [words, ...said.filter(({ role }) => role === 'user').map(({ text }) => text)].join('\n');
  if (advises(question, theirs)) return true;
  return advises(reflection, theirs) && !(asked.length > 0 && asksForAdvice(words));
}

function isQuoted({ passage, text }: NonNullable<CoachMove['quote']>, { passages }: CoachSituation): boolean {
  const source = passages.find(({ number }) => number === passage);
  return source !== undefined && locateQuote(source.passage.text, text) !== undefined;
}

const isTooLong = ({ reflection, question, quote }: CoachMove): boolean =>
  reflection.length > maxReflection || question.length > maxQuestion || (quote?.text.length ?? 0) > maxQuote;

const claimed = ({ topic, options, step }: CoachMove): string[] => [
  ...(topic === undefined ? [] : [topic]),
  ...(options ?? []),
  ...(step === undefined ? [] : [step.text]),
];

/** What the person said in this talk, and what stands in their words from before it. */
export const ownWords = ({ words, said, topic, options, nextStep, person }: CoachSituation): string[] => [
  words,
  ...said.filter(({ role }) => role === 'user').map(({ text }) => text),
  ...(topic === undefined ? [] : [topic]),
  ...options,
  ...(nextStep === undefined ? [] : [nextStep]),
  ...person.goals,
  ...person.actions,
  ...(person.lastStep === undefined ? [] : [person.lastStep.step, person.lastStep.topic ?? '']),
];
