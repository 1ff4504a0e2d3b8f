import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { CoachMove, CoachSituation, PersonContext } from '../../../../src/coaching/talks/coach-mind.ts';
import { nextMove } from '../../../../src/models/coach/offline/question-tree.ts';
import {
  questions,
  questionsOfKind,
  strengthOptions,
  strengthQuestions,
} from '../../../../src/models/coach/offline/questions.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';
import { passageOf } from '../../../support/agent-scene.ts';

const nobody: PersonContext = {
  firstName: 'Priya',
  ...{
    strengths: [],
    flow: [],
    goals: [],
    motivators: [],
    developmentAreas: [],
    respondsTo: [],
    actions: [],
  },
};
const planner: PersonContext = { ...nobody, strengths: [{ name: 'planning', dots: 4 }] };
const passage = {
  ...passageOf('The AST coaching guide', ['Ask one question, then be quiet. Count to seven in your head.']),
  type: 'methodology' as const,
};

const begun = (fields: Partial<CoachSituation> = {}): CoachSituation => ({
  ...{ kind: 'general', stage: 'topic', said: [], words: '', asked: [], options: [], passages: [] },
  person: nobody,
  today: '2026-11-20',
  ...fields,
});

/** Says these words one after the other, as the verb would hand them in. */
function talk(
  words: readonly string[],
  start: Partial<CoachSituation> = {},
): { moves: CoachMove[]; end: CoachSituation } {
  let end = begun(start);
  const moves: CoachMove[] = [];
  for (const said of words) {
    const move = nextMove({ ...end, words: said }, chronoDateReader);
    moves.push(move);
    end = {
      ...end,
      stage: move.stage,
      kind: move.kind ?? end.kind,
      asked: move.questionId === '' ? end.asked : [...end.asked, move.questionId],
      options: [...new Set([...end.options, ...(move.options ?? [])])],
      ...(end.topic === undefined && move.topic !== undefined ? { topic: move.topic } : {}),
      ...(move.step === undefined ? {} : { nextStep: move.step.text }),
    };
    if (move.stage === 'close') break;
  }
  return { moves, end };
}
const lastOf = (moves: readonly CoachMove[]): CoachMove => {
  const move = moves.at(-1);
  if (move === undefined) throw new Error('Nothing was said.');
  return move;
};

describe('the question tree', () => {
  it('asks before it advises, uses the strengths profile, and ends with a step that the person chose', () => {
    const { moves } = talk(
      [
        'I keep getting angry at callers.',
        'Yesterday a caller shouted at me about his shed door and I shouted back.',
        'I took a breath before the next call.',
        'I could take a breath before I answer, or write down what they say',
        'Maybe ask for their name first',
        'the breathing one',
        'on Thursday',
        '8',
      ],
      { person: planner },
    );
    expect(moves.map(({ stage }) => stage)).toEqual([
      ...['situation', 'strength', 'options', 'options', 'step', 'step', 'confidence', 'close'],
    ]);
    expect(moves[0]).toMatchObject({
      topic: 'I keep getting angry at callers',
      reflection: 'You keep getting angry at callers.',
      question: 'What does “angry” look like in one real moment?',
    });
    expect(moves[1]?.question).toMatch(/^You drew most dots for Planning: how/);
    expect(moves[1]?.uses).toContain('star_card');
    expect(moves[3]?.options).toEqual(['take a breath before I answer', 'write down what they say']);
    expect(moves[5]?.step).toEqual({ text: 'take a breath before I answer' });
    expect(moves[6]?.step).toEqual({ text: 'take a breath before I answer', on: '2026-11-26' });
    expect(moves[7]?.confidence).toBe(8);
  });

  it('looks back on the step chosen last time, then goes on with what was brought', () => {
    const person = { ...nobody, lastStep: { step: 'say the name first', on: '2026-11-17' } };
    const { moves } = talk(['I feel stuck with my numbers', 'It worked twice'], {
      person,
      stage: 'look_back',
    });
    expect(moves[0]?.reflection).toBe(
      'You feel stuck with your numbers. Last time you chose “say the name first”, for Tuesday 17 November.',
    );
    expect(moves[0]?.uses).toEqual(['last_step']);
    expect(moves[1]?.reflection).toContain('“I feel stuck with my numbers”');
    expect(moves[1]?.stage).toBe('situation');
  });

  it('makes the step smaller until the person is sure', () => {
    const { moves } = talk(['4', 'only on my first call', '9'], {
      ...{
        stage: 'confidence',
        asked: ['step.when', 'confidence.sure'],
        nextStep: 'say the name on every call',
      },
    });
    expect(moves[0]?.question).toBe('What would make it small enough for a seven?');
    expect(moves[1]?.step).toEqual({ text: 'only on my first call' });
    expect(lastOf(moves)).toMatchObject({ stage: 'close', confidence: 9 });
  });

  it('quotes one passage when it is asked for advice outright, and gives the lead back', () => {
    const { moves } = talk(['just tell me what to do'], {
      ...{ stage: 'situation', asked: ['topic.mind', 'situation.moment'], topic: 'I ask too many questions' },
      passages: [{ number: 1, passage }],
    });
    expect(moves[0]?.quote).toEqual({ passage: 1, text: passage.text });
    expect(moves[0]?.question).toBe('What of this fits you?');
    // Nothing was asked yet: first a question.
    const first = talk(['what should I do?'], { passages: [{ number: 1, passage }] });
    expect(first.moves[0]?.quote).toBeUndefined();
  });

  it('stops coaching and listens where the person is upset', () => {
    const { moves } = talk(['I’m so upset, I could cry'], { stage: 'options', asked: ['options.try'] });
    expect(moves[0]?.question).toBe('What do you need right now?');
  });

  it('takes an idea said again for the choice, and neither a day nor a number for an idea', () => {
    const options = ['put him on hold', 'say his name calmly'];
    const asked = ['options.own'];
    const at = { stage: 'options' as const, options, asked };
    expect(lastOf(talk(['Say his name calmly.'], at).moves)).toMatchObject({
      ...{ stage: 'step', step: { text: 'say his name calmly' } },
    });
    const day = lastOf(talk(['on Thursday'], at).moves);
    expect([day.stage, day.options ?? [], day.step]).toEqual(['step', [], undefined]);
    expect(lastOf(talk(['8'], { ...at, stage: 'step' }).moves).step).toBeUndefined();
    expect(lastOf(talk(['2'], { ...at, stage: 'step' }).moves).step?.text).toBe('say his name calmly');
  });

  it('hears who just cried as upset, and the topic behind “no idea, maybe …”', () => {
    const upset = lastOf(talk(['I just cried after that call, I can’t stop shaking']).moves);
    expect(upset.questionId).toBe(lastOf(talk(['I’m so upset']).moves).questionId);
    const { end } = talk(['No idea really, maybe the outbound calls']);
    expect(end.topic).toBe('the outbound calls');
  });

  it('asks what is in their hands where they talk of others, and what they would say if they knew a little', () => {
    const { moves } = talk(['They never answer in the chat', 'I don’t know'], {
      ...{ stage: 'situation', asked: ['situation.moment'] },
    });
    expect(moves.map(({ question }) => question)).toEqual([
      'What part of this is in your hands?',
      'What would you say if you knew a little?',
    ]);
  });

  it('leaves it where nothing comes, without a step that nobody chose', () => {
    const { moves, end } = talk(
      Array.from({ length: 20 }, () => 'I don’t know'),
      { asked: ['topic.useful'] },
    );
    expect(lastOf(moves).stage).toBe('close');
    expect(end.nextStep).toBeUndefined();
  });
});

const everyQuestion = [
  ...Object.values(questions).flat(),
  ...Object.values(questionsOfKind).flatMap((pools) => Object.values(pools).flat()),
  ...Object.values(strengthQuestions),
  ...Object.values(strengthOptions),
];
/** After a lead such as "You drew most dots for Planning:". */
const openly = /^(?:What|When|Where|How|Which|Who)\b|: (?:what|how|where|when)\b/;

describe('its questions', () => {
  it.each(everyQuestion.map(({ text }) => text))('is one, open, short, without advice: %s', (text) => {
    expect(text.match(/\?/g)).toHaveLength(1);
    expect(text).toMatch(openly);
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(15);
    expect(text).not.toMatch(/\bhave you thought|\bshould\b|^why\b/i);
  });

  it('have names of their own', () => {
    expect(new Set(everyQuestion.map(({ id }) => id)).size).toBe(everyQuestion.length);
  });

  it('stand all in docs/coaching-questions.md', () => {
    const documented = readFileSync('docs/coaching-questions.md', 'utf8');
    const missing = everyQuestion.filter(({ id, text }) => !documented.includes(`| \`${id}\` | ${text} |`));
    expect(missing).toEqual([]);
  });
});

/** What people answer: useful words, evasions, days, numbers and noise. */
const answers = fc.oneof(
  fc.constantFrom(
    ...[
      'I don’t know',
      'nothing',
      'just tell me what to do',
      'what do you mean?',
      'They never listen to the team',
    ],
    ...[
      'I’m so upset',
      'on Thursday',
      'next week',
      'the first one',
      'both',
      'seven',
      '3',
      '10',
      'no idea',
      'maybe',
    ],
    ...[
      'I could ask for the name, or breathe first',
      'I’ll call Mrs Gray back tomorrow',
      'I felt tired and was late',
    ],
    ...[
      'You know how “it” is',
      'We had a hard day? And then?',
      'It was fine',
      'all of them',
      'that’s it',
      '👍 ok',
    ],
  ),
  fc.lorem({ maxCount: 12 }),
  fc.string({ minLength: 1, maxLength: 80 }),
);
const persons = fc.record({
  strengths: fc.subarray([
    { name: 'planning', dots: 4 },
    { name: 'feeling', dots: 3 },
  ]),
  flow: fc.subarray(['Precise', 'Bold']),
  goals: fc.subarray(['Lead a team']),
});
const outsideQuotes = (text: string): string => text.replaceAll(/“[^”]*”/g, '');

describe('every talk with 200 random persons', () => {
  it('asks one open question at a time, none twice, and ends in a step of their own words or in leaving', () => {
    fc.assert(
      fc.property(
        persons,
        fc.constantFrom('general', 'growth_planning', 'team_connection'),
        fc.array(answers, { minLength: 30, maxLength: 30 }),
        (person, kind, words) => {
          const { moves, end } = talk(words, {
            ...{ kind, person: { ...nobody, ...person }, passages: [{ number: 1, passage }] },
          });
          expect(lastOf(moves)).toMatchObject({ stage: 'close', question: '' });
          expect(new Set(end.asked).size).toBe(end.asked.length);
          for (const { reflection, question, stage } of moves) {
            const marks = outsideQuotes(`${reflection} ${question}`).match(/\?/g) ?? [];
            expect(marks).toHaveLength(stage === 'close' ? 0 : 1);
            if (stage !== 'close') expect(question).toMatch(openly);
          }
          const { nextStep } = end;
          if (nextStep !== undefined) expect(words.some((said) => said.includes(nextStep))).toBe(true);
          for (const option of end.options) expect(words.some((said) => said.includes(option))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});
