import type { DateReader } from '../../../coaching/sessions/date-reader.ts';
import { spokenDay } from '../../../coaching/talks/spoken-day.ts';
import type { CoachMind, CoachMove, CoachSituation } from '../../../coaching/talks/coach-mind.ts';
import { kindOfTalk } from '../../../coaching/talks/kind-of-talk.ts';
import { asksForAdvice, asksToRephrase } from '../../../coaching/talks/read-talk-words.ts';
import { afterAnswer, afterSilence, askAnother } from './after-stage.ts';
import { bestQuote } from './best-quote.ts';
import { ask, close, join, mirror } from './moves.ts';
import { notAsked, pickLookBack, pickSituation, pickTopic } from './pick-question.ts';
import { questions } from './questions.ts';
import { isUpset, readTopic, saysNotKnowing, talksOfOthers } from './read-answer.ts';
import { reflect } from './reflect.ts';

const treeVersion = 'tree@1';

/** After so many questions a talk ends kindly, whatever is still open. */
const questionsAtMost = 16;

/** The method as a tree of questions: a coach without a language model. Documented in docs/coaching-questions.md. */
export function createQuestionTree(deps: { dates: DateReader }): CoachMind {
  return {
    promptVersion: treeVersion,
    next: (situation) =>
      Promise.resolve({
        move: nextMove(situation, deps.dates),
        model: 'offline',
        promptVersion: treeVersion,
      }),
  };
}

/** Pure: the same situation has the same move. */
export function nextMove(situation: CoachSituation, dates: DateReader): CoachMove {
  const { stage, words, asked } = situation;
  if (asked.length >= questionsAtMost) return close('');
  const listening = stopCoaching(situation);
  if (listening !== undefined) return listening;
  if (asked.length === 0) return opening(situation);
  const interruption = interrupted(situation);
  if (interruption !== undefined) return interruption;
  // The kind can still show while the topic is told; later it would only make the talk jump.
  const kind = stage === 'topic' ? kindOfTalk(words) : undefined;
  return afterAnswer(kind === undefined ? situation : { ...situation, kind }, dates);
}

/** Upset: no coaching, but to listen. Twice; then the person leads. */
function stopCoaching(situation: CoachSituation): CoachMove | undefined {
  const { words, asked } = situation;
  const question = isUpset(words) ? notAsked(questions.listen, situation) : undefined;
  if (question === undefined) return undefined;
  const reflection = join(reflect(words), 'We can leave everything else for now.');
  if (asked.length > 0) return ask(situation.stage, question, reflection);
  const topic = readTopic(words);
  return ask('topic', question, reflection, topic === undefined ? {} : { topic });
}

function opening(situation: CoachSituation): CoachMove {
  const { person, stage, words } = situation;
  const topic = readTopic(words);
  const kind = kindOfTalk(words);
  const found = { ...(topic === undefined ? {} : { topic }), ...(kind === undefined ? {} : { kind }) };
  const meant = kind === undefined ? situation : { ...situation, kind };
  const mirrored = topic === undefined ? '' : reflect(topic.length < words.length / 2 ? topic : words);
  if (stage === 'look_back' && person.lastStep !== undefined) {
    const { step, on } = person.lastStep;
    const chosen = `Last time you chose “${step}”${on === undefined ? '' : `, for ${spokenDay(on)}`}.`;
    return ask('look_back', pickLookBack(meant), join(mirrored, chosen), { ...found, uses: ['last_step'] });
  }
  if (topic !== undefined) return ask('situation', pickSituation(meant), mirrored, found);
  const { text, uses } = whatIsOpen(meant);
  return ask('topic', pickTopic(meant), text, { ...found, uses });
}

/** What stands open anyway, for somebody who brought no topic. */
function whatIsOpen({ person }: CoachSituation): { text: string; uses: string[] } {
  const [goal] = person.goals;
  if (goal !== undefined) return { text: `“${goal}” is one of your goals.`, uses: ['goals'] };
  const [area] = person.developmentAreas;
  if (area !== undefined) return { text: `You want to develop “${area}”.`, uses: ['development_areas'] };
  const [action] = person.actions;
  if (action !== undefined) return { text: `“${action}” is still open on your list.`, uses: ['actions'] };
  return { text: '', uses: [] };
}

/** What does not answer the question: a wish for advice, not understanding, not knowing, talk of others. */
function interrupted(situation: CoachSituation): CoachMove | undefined {
  const { stage, words } = situation;
  if (asksForAdvice(words)) return advice(situation);
  if (asksToRephrase(words)) return askAnother(situation, 'Let me put it another way.');
  if (saysNotKnowing(words) && !['look_back', 'confidence'].includes(stage)) {
    const question = notAsked(questions.stuck, situation);
    return question === undefined ? afterSilence(situation) : ask(stage, question, 'No hurry.');
  }
  if (['situation', 'strength', 'options'].includes(stage) && talksOfOthers(words)) {
    const question = notAsked(questions.others, situation);
    if (question !== undefined) return ask(stage, question, mirror(situation));
  }
  return undefined;
}

/** One passage, twice in a talk at most, and the lead goes back. */
function advice(situation: CoachSituation): CoachMove {
  const { stage } = situation;
  const to = stage === 'situation' || stage === 'strength' ? 'options' : stage;
  const question = notAsked(questions.advice, situation);
  const told = situation.said.filter(({ role }) => role === 'user').map(({ text }) => text);
  const quote = bestQuote(situation.passages, [situation.topic ?? '', ...told].join(' '));
  if (question !== undefined && quote !== undefined) {
    return ask(to, question, 'One thing that stands written here:', { quote });
  }
  const others = questions.stuck.slice(1);
  const colleague = notAsked(others, situation);
  if (colleague !== undefined) {
    return ask(to, colleague, 'I find nothing written here that fits just that.');
  }
  return askAnother(situation, 'That is for you to say; I help you find it.');
}
