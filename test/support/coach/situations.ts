import type {
  CoachMind,
  CoachMove,
  CoachSituation,
  PersonContext,
} from '../../../src/coaching/talks/coach-mind.ts';
import { talkStages } from '../../../src/coaching/talks/talk.ts';
import { passageOf } from '../agent-scene.ts';

export const noContext: PersonContext = {
  firstName: 'Daniel',
  strengths: [],
  flow: [],
  goals: [],
  motivators: [],
  developmentAreas: [],
  respondsTo: [],
  actions: [],
};

/** Daniel, in the middle of a talk about calls that get loud. */
export const situation = (change: Partial<CoachSituation> = {}): CoachSituation => ({
  kind: 'general',
  stage: 'situation',
  said: [
    { role: 'user', text: 'I want to talk about upset callers' },
    { role: 'assistant', text: 'Upset callers it is.\n\nTake me through one call.' },
  ],
  words: 'She shouted about the shed door, and I just froze',
  topic: 'upset callers',
  asked: ['topic.useful', 'situation.moment'],
  options: [],
  person: noContext,
  passages: [
    {
      number: 1,
      passage: passageOf('The AST coaching guide', [
        'Pause before you answer.',
        'Speak more slowly than the caller does.',
      ]),
    },
  ],
  today: '2026-11-20',
  ...change,
});

/** A move without a fault for `situation()`. */
export const move = (change: Partial<CoachMove> = {}): CoachMove => ({
  stage: 'strength',
  reflection: 'She shouted, and you froze.',
  question: 'What did you do that helped, even a little?',
  questionId: 'strength.own',
  uses: [],
  ...change,
});

/**
 * A tree of one question a stage, far smaller than the product's: it gives back the person's words and goes on. In place
 * of the real one where a test is about who coaches, not about what the tree asks.
 */
export function smallTree(): CoachMind & { situations: CoachSituation[] } {
  const questions: Readonly<Record<CoachMove['stage'], string>> = {
    look_back: 'What happened with what you chose?',
    topic: 'What would be most useful to talk about today?',
    situation: 'Take me through one moment.',
    strength: 'What did you do that helped, even a little?',
    options: 'What could you try?',
    step: 'Which one will you do, and when?',
    confidence: 'How sure are you, from one to ten?',
    close: '',
  };
  const situations: CoachSituation[] = [];
  return {
    promptVersion: 'tree@1',
    situations,
    next(now) {
      situations.push(now);
      const isOpening = now.asked.length === 0;
      const at = talkStages.indexOf(now.stage);
      const stage = isOpening && now.topic === undefined ? 'topic' : (talkStages[at + 1] ?? 'close');
      const { words } = now;
      const heard = `You said: “${words.slice(0, 200)}”.`;
      const chosen = now.stage === 'step' ? { step: { text: words.slice(0, 200) } } : {};
      const made: CoachMove = {
        stage,
        reflection: stage === 'close' ? `${heard} Your step: “${now.nextStep ?? words}”. Thank you.` : heard,
        question: questions[stage],
        questionId: `${stage}.small`,
        uses: [],
        ...(now.stage === 'topic' ? { topic: words.slice(0, 100) } : {}),
        ...(now.stage === 'options' ? { options: [words.slice(0, 200)] } : {}),
        ...chosen,
      };
      return Promise.resolve({ move: made, model: 'offline', promptVersion: 'tree@1' });
    },
  };
}
