import type { DateReader } from '../../../coaching/sessions/date-reader.ts';
import { spokenDay } from '../../../coaching/talks/spoken-day.ts';
import type { CoachMove, CoachSituation } from '../../../coaching/talks/coach-mind.ts';
import { startsTalk } from '../../../coaching/talks/read-talk-words.ts';
import { ask, askedOf, close, join, mirror, quoted, sayStep, type Found } from './moves.ts';
import {
  notAsked,
  pickLookBack,
  pickOptions,
  pickSituation,
  pickStrength,
  pickTopic,
  type PickedQuestion,
} from './pick-question.ts';
import { questions } from './questions.ts';
import {
  commits,
  isGeneral,
  namesIdea,
  optionNamed,
  readBareDay,
  readConfidence,
  readDay,
  readOptions,
  readStep,
  readTopic,
  saysNoMore,
  saysNotKnowing,
} from './read-answer.ts';

const enoughOptions = 3;
const optionQuestions = 3;
/** Below it the step becomes smaller. */
const sureEnough = 7;

/** What follows an answer, by where the talk stood. */
export function afterAnswer(situation: CoachSituation, dates: DateReader): CoachMove {
  switch (situation.stage) {
    case 'look_back':
      return afterLookBack(situation);
    case 'topic':
      return afterTopic(situation);
    case 'situation':
      return namesIdea(situation.words) ? afterOptions(situation, dates) : afterSituation(situation);
    case 'strength':
      return namesIdea(situation.words) ? afterOptions(situation, dates) : afterStrength(situation);
    case 'options':
      return afterOptions(situation, dates);
    case 'step':
      return afterStep(situation, dates);
    case 'confidence':
      return afterConfidence(situation, dates);
    case 'close':
      return close('');
  }
}

/** Goes on where no answer came. */
export function afterSilence(situation: CoachSituation): CoachMove {
  switch (situation.stage) {
    case 'look_back':
      return afterLookBack(situation);
    case 'situation':
      return ask('strength', pickStrength(situation), 'We can come back to that.');
    case 'strength':
      return ask('options', pickOptions(situation), 'We can come back to that.');
    case 'options': {
      if (situation.options.length > 0) return toStep(situation, '');
      const question = askedOf(situation, 'options') < 2 ? pickOptions(situation) : undefined;
      return question === undefined ? close('It need not be today.') : ask('options', question, 'No hurry.');
    }
    default:
      return close('It need not be today.');
  }
}

/** Another question of the same stage, or else the next stage's. */
export function askAnother(situation: CoachSituation, reflection: string): CoachMove {
  const question = {
    look_back: () => pickLookBack(situation),
    topic: () => pickTopic(situation),
    situation: () => pickSituation(situation),
    strength: () => pickStrength(situation),
    options: () => pickOptions(situation),
    step: () => notAsked(situation.nextStep === undefined ? questions.step : questions.day, situation),
    confidence: () => notAsked(questions.confidence, situation),
    close: () => undefined,
  }[situation.stage]();
  return question === undefined ? afterSilence(situation) : ask(situation.stage, question, reflection);
}

function afterLookBack(situation: CoachSituation): CoachMove {
  const { words } = situation;
  // What came of the last step can already be what to talk about.
  const topic = situation.topic ?? (startsTalk(words) ? readTopic(words) : undefined);
  if (topic === undefined) return ask('topic', pickTopic(situation), mirror(situation));
  const reminder = situation.topic === undefined ? '' : `And now: “${topic}”.`;
  const question = pickSituation({ ...situation, words: topic });
  return ask('situation', question, join(mirror(situation), reminder), { topic });
}

function afterTopic(situation: CoachSituation): CoachMove {
  const topic = situation.topic ?? readTopic(situation.words);
  if (topic === undefined) return askAnother(situation, mirror(situation));
  const { kind } = situation;
  return ask('situation', pickSituation({ ...situation, topic }), mirror(situation), { topic, kind });
}

function afterSituation(situation: CoachSituation): CoachMove {
  const needsMore = isGeneral(situation.words) && askedOf(situation, 'situation') < 2;
  const question = needsMore ? pickSituation(situation) : undefined;
  if (question !== undefined) return ask('situation', question, mirror(situation));
  return ask('strength', pickStrength(situation), mirror(situation));
}

function afterStrength(situation: CoachSituation): CoachMove {
  const isNothing = saysNoMore(situation.words) && askedOf(situation, 'strength') < 2;
  const question = isNothing ? pickStrength(situation) : undefined;
  if (question !== undefined) return ask('strength', question, mirror(situation));
  return ask('options', pickOptions(situation), mirror(situation));
}

function afterOptions(situation: CoachSituation, dates: DateReader): CoachMove {
  const { words } = situation;
  if (commits(words) && askedOf(situation, 'options') > 0) return afterStep(situation, dates);
  // Said again, an idea is chosen.
  if (optionNamed(words, situation.options) !== undefined) return afterStep(situation, dates);
  const day = readBareDay(words, { dates, today: situation.today });
  if (day !== undefined && situation.options.length > 0)
    return toStep(situation, `${spokenDay(day.date)}, then.`);
  const options = day === undefined ? readOptions(words) : [];
  const all = [...new Set([...situation.options, ...options])];
  const now = { ...situation, options: all };
  const isEnough =
    all.length >= enoughOptions ||
    (saysNoMore(words) && all.length > 0) ||
    askedOf(situation, 'options') >= optionQuestions;
  const question = isEnough ? undefined : pickOptions(now);
  const mirrored = options.length === 0 ? mirror(situation) : quoted(options);
  if (question !== undefined) return ask('options', question, mirrored, { options });
  return toStep(now, mirrored, { options });
}

/** With several ideas: which; with one or none: what exactly. */
function toStep(situation: CoachSituation, reflection: string, found: Found = {}): CoachMove {
  const [which, , exactly] = questions.step;
  const wanted = situation.options.length > 1 ? which : exactly;
  return ask('step', wanted === undefined ? undefined : notAsked([wanted], situation), reflection, found);
}

function afterStep(situation: CoachSituation, dates: DateReader): CoachMove {
  const { nextStep, options, words, today } = situation;
  const when = notAsked(questions.day, situation);
  const howSure = notAsked(questions.confidence, situation);
  if (nextStep !== undefined) {
    const { day, vague } = readDay(words, { dates, today });
    if (vague !== undefined && when !== undefined) return ask('step', when, '');
    const step = { text: nextStep, ...(day === undefined ? {} : { on: day.date }) };
    const reflection = day === undefined ? mirror(situation) : `${spokenDay(day.date)} it is.`;
    return ask('confidence', howSure, reflection, { step });
  }
  const { text, on } = readStep(words, options, { dates, today });
  if (text === undefined) {
    const which = notAsked(questions.step.slice(1), situation);
    return ask('step', which, on === undefined ? mirror(situation) : `${spokenDay(on)}, then.`);
  }
  const step = { text, ...(on === undefined ? {} : { on }) };
  if (on === undefined && when !== undefined) return ask('step', when, sayStep(step), { step });
  return ask('confidence', howSure, sayStep(step), { step });
}

function afterConfidence(situation: CoachSituation, dates: DateReader): CoachMove {
  const { asked, nextStep, words, today } = situation;
  const [sure, again, last, number] = questions.confidence;
  const askFirst = (
    pool: readonly (PickedQuestion | undefined)[],
    reflection: string,
    found: Found = {},
  ): CoachMove => {
    const left = pool.filter((question) => question !== undefined);
    const question = notAsked(left, situation);
    return question === undefined ? close('', found) : ask('confidence', question, reflection, found);
  };
  if (questions.smaller.some(({ id }) => id === asked.at(-1))) {
    const { text = nextStep, on } = readStep(words, [], { dates, today });
    if (text === undefined || saysNotKnowing(words) || saysNoMore(words)) return close('');
    const step = { text, ...(on === undefined ? {} : { on }) };
    return askFirst([again, last], sayStep(step), { step });
  }
  const confidence = readConfidence(words);
  if (confidence === undefined) return askFirst([number, sure], mirror(situation));
  if (confidence >= sureEnough) return close('', { confidence });
  return askFirst(questions.smaller, `${confidence} of ten, for now.`, { confidence });
}
