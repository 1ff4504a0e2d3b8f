import type { StarStrength } from '../../../coaching/profiles/profile.ts';
import type { TalkKind } from '../../../coaching/talks/talk.ts';

/**
 * What the offline coach asks: open, at most fifteen words, without advice inside, after demo/knowledge/ast-method.md. An
 * id names a question for ever, so that none is asked twice in a talk; a question in other words is another question.
 */
export interface CoachQuestion {
  id: string;
  text: string;
}

const pool = (prefix: string, questions: Readonly<Record<string, string>>): readonly CoachQuestion[] =>
  Object.entries(questions).map(([name, text]) => ({ id: `${prefix}.${name}`, text }));

/** Asked of everyone, by where the talk stands. */
export const questions = {
  look_back: pool('look_back', {
    came: 'What came of it?',
    happened: 'What happened with it?',
    noticed: 'What did you notice along the way?',
  }),
  topic: pool('topic', {
    useful: 'What would be most useful to talk about today?',
    mind: 'What is on your mind?',
    different: 'What would you like to be different?',
    time: 'What deserves your time right now?',
  }),
  situation: pool('situation', {
    moment: 'When did that last happen?',
    through: 'What happened, step by step, the last time?',
    camera: 'What would a camera have seen?',
    hardest: 'Which moment of it is the hardest?',
    matters: 'What makes it matter to you now?',
  }),
  strength: pool('strength', {
    helped: 'What did you do that helped, even a little?',
    better: 'When did it go better than usual?',
    glad: 'What are you glad that you did?',
  }),
  options: pool('options', {
    try: 'What could you try?',
    else: 'What else?',
    simple: 'What would be almost too simple to try?',
    bold: 'What would be a bold idea?',
    half: 'What would already make half the difference?',
  }),
  step: pool('step', {
    which: 'Which one will you do?',
    first: 'Which of them comes first?',
    exactly: 'What exactly will you do?',
  }),
  day: pool('step', { when: 'When will you do it?', best: 'Which day fits best?' }),
  confidence: pool('confidence', {
    sure: 'How sure are you, from one to ten?',
    again: 'How sure are you now, from one to ten?',
    last: 'Which number would you give it now?',
    number: 'Which number from one to ten says that best?',
  }),
  smaller: pool('confidence', {
    smaller: 'What would make it small enough for a seven?',
    tiny: 'What part of it could you do in five minutes?',
  }),
  /** "I don't know." */
  stuck: pool('stuck', {
    little: 'What would you say if you knew a little?',
    colleague: 'What would your best colleague try?',
  }),
  /** The person is upset: coaching stops. */
  listen: pool('listen', {
    need: 'What do you need right now?',
    good: 'What would do you good in the next hour?',
  }),
  /** The person talks about others. */
  others: pool('others', { hands: 'What part of this is in your hands?' }),
  /** After a passage of the method or a procedure: the lead goes back. */
  advice: pool('advice', { fits: 'What of this fits you?', own: 'What would you make of it?' }),
} as const;

/** Asked before the others where the talk shows its kind. */
export const questionsOfKind: Readonly<
  Record<
    Exclude<TalkKind, 'general'>,
    Partial<Record<'topic' | 'situation' | 'options', readonly CoachQuestion[]>>
  >
> = {
  growth_planning: {
    topic: pool('topic', { growing: 'What would you like to be able to do in three months?' }),
    situation: pool('situation', {
      today: 'Where are you with that today?',
      so_far: 'What have you tried so far?',
    }),
    options: pool('options', { practise: 'Where in your week could you practise that?' }),
  },
  team_connection: {
    topic: pool('topic', { help: 'What would you like somebody’s help with?' }),
    situation: pool('situation', { ask: 'What exactly would you want to ask them?' }),
    options: pool('options', { who: 'Who around you has got better at something like this?' }),
  },
};

/** By the strength with the most dots on the person's Star Card. */
export const strengthQuestions: Readonly<Record<StarStrength, CoachQuestion>> = {
  thinking: {
    id: 'strength.thinking',
    text: 'You drew most dots for Thinking: what did you work out that helped?',
  },
  planning: {
    id: 'strength.planning',
    text: 'You drew most dots for Planning: how did that help, even a little?',
  },
  acting: { id: 'strength.acting', text: 'You drew most dots for Acting: what did you do that helped?' },
  feeling: {
    id: 'strength.feeling',
    text: 'You drew most dots for Feeling: what did you sense that helped?',
  },
  imagination: {
    id: 'strength.imagination',
    text: 'You drew most dots for Imagination: what other way did you see?',
  },
};

/** Ideas asked for in the way that suits the strength; from the method's "how to coach it". */
export const strengthOptions: Readonly<Record<StarStrength, CoachQuestion>> = {
  thinking: { id: 'options.thinking', text: 'What is the smallest thing that you could test?' },
  planning: { id: 'options.planning', text: 'What has to happen first?' },
  acting: { id: 'options.acting', text: 'What will you try on the next call?' },
  feeling: { id: 'options.feeling', text: 'What did the customer need from you, besides the answer?' },
  imagination: { id: 'options.imagination', text: 'What would happen if this went perfectly?' },
};

/** Takes up a word of the person's own, e.g. “stuck”. */
export const aboutWord = (word: string): CoachQuestion => ({
  id: 'situation.word',
  text: `What does “${word}” look like in one real moment?`,
});
export const aboutMotivator = (motivator: string): CoachQuestion => ({
  id: 'options.motivator',
  text: `What could you try that has something of “${motivator}” in it?`,
});
export const aboutFlow = (attribute: string): CoachQuestion => ({
  id: 'strength.flow',
  text: `“${attribute}” is how you work in flow: where was that here?`,
});
