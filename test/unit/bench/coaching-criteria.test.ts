import { contextOf } from '../../../bench/eval/coaching/coaching-script.ts';
import { judge, type Criterion, type Exchange } from '../../../bench/eval/coaching/criteria.ts';
import { coachingLines } from '../../../bench/eval/coaching/score-coaching.ts';
import type { TalkAnswer } from '../../../bench/eval/coaching/talk-driver.ts';
import type { CoachMind } from '../../../src/coaching/talks/coach-mind.ts';
import { coachingScripts, holdTalks } from '../../support/coach/held-talks.ts';
import { smallTree } from '../../support/coach/situations.ts';

const person = {
  ...contextOf({ id: 'x', about: '', as: '', opening: '', replies: {} }, 'Priya Raman'),
  strengths: [{ name: 'planning', dots: 4 }],
  goals: ['Lead the Saturday team'],
};
const textOf = (name: string) =>
  name === 'guide' ? 'Say hello. Look for what already works. Stop.' : undefined;
const words = 'She shouted about the shed door and I froze';
const answer = (text: string, change: Partial<TalkAnswer> = {}): TalkAnswer => ({
  text,
  stage: 'situation',
  citations: [],
  uses: [],
  model: 'm',
  promptVersion: 'p@1',
  ...change,
});
const earlier: Exchange = {
  words: 'I want to talk about callers',
  answer: answer('Callers.\n\nWhat about them?'),
};
const verdict = (criterion: Criterion, text: string, change: Partial<TalkAnswer> = {}, said = words) =>
  judge({ person, textOf }, [earlier], { words: said, answer: answer(text, change) })[criterion];

describe('the criteria of a coaching conversation', () => {
  it('one question at a time, and it comes last', () => {
    const one = (text: string, change?: Partial<TalkAnswer>) =>
      verdict('one question at a time', text, change);
    expect(one('You froze.\n\nWhat helped, even a little?')).toBe(true);
    expect(one('You froze.\n\nTake me through it.')).toBe(true);
    expect(one('“What is yours?” stands in the guide.\n\nWhat helped?')).toBe(true);
    expect(one('What helped? What else?')).toBe(false);
    expect(one('What helped? Take your time.')).toBe(false);
    expect(one('You froze.')).toBe(false);
    expect(one('Thank you.', { closed: {} })).toBe(true);
    expect(one('Anything else?', { closed: {} })).toBe(false);
  });

  it('open rather than closed', () => {
    const open = (text: string) => verdict('open rather than closed', text);
    for (const text of [
      'What helped?',
      'If it went well, what would you see?',
      'On which day will you do it?',
      'From one to ten, how sure are you?',
      'Tell me about it.',
      '“Bold” is how you work in flow: where was that here?',
    ])
      expect(open(text)).toBe(true);
    for (const text of ['Did it help?', 'So, is that right?', 'Have you told her?', 'Why did you freeze?'])
      expect(open(text)).toBe(false);
  });

  it('the person’s own words reflected, where they said enough', () => {
    const heard = (text: string, said?: string) =>
      verdict('the person’s own words reflected', text, {}, said);
    expect(heard('The shouting made you freeze. What helped?')).toBe(true);
    expect(heard('That sounds hard. What helped?')).toBe(false);
    expect(heard('Okay. What helped?', 'I don’t know')).toBeUndefined();
  });

  it('no advice before a question, unless somebody asks for it', () => {
    const clean = (text: string, said?: string) => verdict('no advice before a question', text, {}, said);
    expect(clean('What helped?')).toBe(true);
    expect(clean('Have you thought of breathing?')).toBe(false);
    expect(clean('You should breathe. What helped?')).toBe(false);
    expect(clean('“You should breathe.” What of this fits you?')).toBe(true);
    expect(clean('You should be faster, you say. What for?', 'I should be faster')).toBe(true);
    expect(clean('My advice: breathe. What fits?', 'Any tips?')).toBe(true);
    const first = judge({ person, textOf }, [], {
      words: 'Any tips?',
      answer: answer('Try to breathe. Who else?'),
    });
    expect(first['no advice before a question']).toBe(false);
  });

  it('method and data cited where used', () => {
    const cited = (text: string, change?: Partial<TalkAnswer>) =>
      verdict('method and data cited where used', text, change);
    const quote = 'Look for what already works.';
    const citation = { document: 'guide', version: 1, section: 'AST', quote };
    const quoting = `“${quote}” (guide)\n\nWhat works?`;
    expect(cited(quoting, { citations: [citation] })).toBe(true);
    expect(cited(quoting)).toBe(false);
    expect(cited(quoting, { citations: [{ ...citation, document: 'other' }] })).toBe(false);
    const invented = 'Always look for the good in it.';
    expect(cited(`“${invented}” What works?`, { citations: [{ ...citation, quote: invented }] })).toBe(false);
    expect(cited('The guide says that you start small. What works?')).toBe(false);
    expect(cited('“She shouted about the shed door and I froze”: what helped?')).toBe(true);
    const goal = 'You want to lead the Saturday team. What would help?';
    expect(cited(goal)).toBe(false);
    expect(cited(goal, { uses: ['goals'] })).toBe(true);
    expect(cited('Your strength is planning. What would help?')).toBe(false);
    expect(cited('What are you planning?')).toBe(true);
  });

  it('an end with a step that the person chose', () => {
    const ended = (text: string, step?: string) =>
      verdict(
        'an end with a step that the person chose',
        text,
        { closed: step === undefined ? {} : { step } },
        'I will count to seven on Monday',
      );
    expect(ended('You count to seven on Monday. Thank you.', 'count to seven on Monday')).toBe(true);
    expect(ended('Thank you.', 'count to seven on Monday')).toBe(false);
    expect(ended('You apologise to everybody. Thank you.', 'apologise to everybody')).toBe(false);
    expect(ended('Thank you.')).toBe(false);
    expect(verdict('an end with a step that the person chose', 'What else?')).toBeUndefined();
  });
});

describe('an evaluation of coaching', () => {
  it('holds twenty different conversations, each to its end', async () => {
    const tree = smallTree();
    const score = await holdTalks(
      tree,
      coachingScripts.map(({ expect: _unused, ...script }) => script),
    );
    expect(score.failures).toEqual([]);
    expect(score).toMatchObject({ passed: 20, total: 20 });
    expect(score.speakers).toMatchObject([{ model: 'offline', promptVersion: 'tree@1' }]);
    expect(score.speakers[0]?.criteria['an end with a step that the person chose']).toEqual({
      passed: 20,
      judged: 20,
    });
    const asked = tree.situations.filter(({ words }) => words.includes('Jürgen'));
    expect(asked.length).toBeGreaterThan(3);
  });

  it('says which conversation fails, why, and who spoke', async () => {
    const tree = smallTree();
    const pushy: CoachMind = {
      ...tree,
      promptVersion: 'pushy@1',
      async next(situation, asked) {
        const { move } = await tree.next(situation, asked);
        const question = move.question === '' ? '' : 'Have you tried to smile? Is it hard?';
        return { move: { ...move, question }, model: 'big', promptVersion: 'pushy@1' };
      },
    };
    const [script] = coachingScripts.filter(({ id }) => id === 'c10');
    const score = await holdTalks(pushy, script === undefined ? [] : [script]);
    expect(score).toMatchObject({ passed: 0, total: 1 });
    const lines = coachingLines(score).join('\n');
    expect(lines).toContain('coaching     0 of 1 conversations');
    expect(lines).toContain('big, pushy@1');
    expect(lines).toMatch(/one question at a time +1 of 7/);
    expect(lines).toMatch(/c10 changes the topic in the middle: no advice before a question: /);
  });

  it('fails a mind that never ends, and one that uses nothing of what it knows', async () => {
    const tree = smallTree();
    const endless: CoachMind = {
      ...tree,
      next: (situation, asked) => tree.next({ ...situation, stage: 'topic' }, asked),
    };
    const [script] = coachingScripts.filter(({ id }) => id === 'c01');
    const score = await holdTalks(endless, script === undefined ? [] : [script]);
    expect(score.failures.map(({ why }) => why)).toEqual([
      'does not end within 18 answers',
      'method and data cited where used: nothing of star_card, flow is used',
    ]);
  });
});
